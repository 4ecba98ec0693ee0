"""A row of marks, one an item in the order of the form: "5 5 5 4 是 非常满意"."""

import re
from collections.abc import Sequence
from typing import Final

from bot.intents.entities import mark_words as words
from core.rating_items import Level, Mark, RatingItem, Shape, Solved

BETWEEN: Final = re.compile(r"[\s,;、/|]+")
ENDS: Final = " \t\n。.!~,;、"
STARS: Final = re.compile(r"([1-5一二三四五])(?:颗?星|分)?")
FEWEST: Final = 2
"""One mark alone is no row."""


def find_row(plain: str, items: Sequence[RatingItem]) -> dict[int, Mark]:
    """The marks of the first items; nothing where one of them is none that its item takes."""
    parts = BETWEEN.split(plain.strip(ENDS))
    if not FEWEST <= len(parts) <= len(items):
        return {}
    row: dict[int, Mark] = {}
    for item, part in zip(items, parts, strict=False):
        mark = _mark(item.shape, part)
        if mark is None:
            return {}
        row[item.number] = mark
    return row


def _mark(shape: Shape, part: str) -> Mark | None:
    match shape:
        case Shape.STARS:
            stars = STARS.fullmatch(part)
            return _count(stars[1]) if stars else None
        case Shape.SOLVED:
            return _solved(part)
        case Shape.LEVEL:
            return _level(part)
    return None


def _count(figure: str) -> int:
    return int(figure) if figure.isdecimal() else words.DIGITS[figure]


def _solved(part: str) -> Solved | None:
    if words.YES.fullmatch(part):
        return Solved.YES
    return Solved.NO if words.NO.fullmatch(part) else None


def _level(part: str) -> Level | None:
    if words.FAIR.fullmatch(part):
        return Level.FAIR
    found = words.LEVEL.fullmatch(part)
    return Level(found.lastgroup or "") if found else None
