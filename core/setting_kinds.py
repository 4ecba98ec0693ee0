"""The kinds of a setting: how each is read from a form or from storage, and written back.

What a kind writes is what it reads, a string, a whole number or a list of lines, so that the head's
page, the stored row and its history all show the same thing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import Final, Generic, TypeVar

from core.categories import CATEGORIES, Category, row_of
from core.opening_hours import Week, read_clock, read_week, write_week
from core.rejected import Rejected
from core.shanghai import CLOCK

T = TypeVar("T")

Json = str | int | list[str]

UNREADABLE: Final = "这一项读不出来，请重新填写。"
EMPTY: Final = "这一项不能空着。"
TOO_LONG: Final = "请不超过{most}个字。"
BAD_CODE: Final = "请用2到6位大写字母或数字，字母开头，例如“HY”。"
OUT_OF_BOUNDS: Final = "请填{low}到{high}之间的整数。"
BAD_STEPS: Final = "请填1到{most}个整数，在{low}到{high}之间，从小到大，用顿号隔开，例如“1、3”。"
BAD_CLOSURE: Final = "第{line}行看不懂，请按“2026-12-24 至 2026-12-26 盘点”的样子填写。"
BACKWARDS: Final = "第{line}行的最后一天早于第一天。"
TOO_LONG_CLOSED: Final = "第{line}行休息超过{most}天，请检查年份。"
BAD_DAY: Final = "第{line}行看不懂，请按“2026-12-27”的样子填写。"
BAD_YEAR: Final = "第{line}行看不懂，请按“2027”的样子填写年份。"
BAD_NOTE: Final = "第{line}行看不懂，请按“计量检测：说明文字”的样子填写，冒号前是服务类别。"

MOST_DAYS_CLOSED: Final = 200
CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,5}", re.ASCII)
NUMBER: Final = re.compile(r"\d{1,6}", re.ASCII)
YEAR: Final = re.compile(r"20\d\d", re.ASCII)
DATE: Final = r"(\d{4}-\d{1,2}-\d{1,2})"
CLOSURE: Final = re.compile(
    rf"{DATE}(?:\s*(?:至|到|~|～|—|－)+\s*{DATE})?(?:\s+(.{{1,40}}))?", re.ASCII
)
CLOSURE_WORDS: Final = "{first} 至 {last} {reason}"
NOTE_WORDS: Final = "{category}：{note}"


class Widget(StrEnum):
    """What the head's page draws."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    CLOCK = "clock"
    WEEK = "week"
    LINES = "lines"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which the station stays closed, both ends included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """`low`, `high` and `unit` are for the page; `read` already keeps to them."""

    widget: Widget
    read: Callable[[object], T | Rejected]
    write: Callable[[T], Json]
    low: int = 0
    high: int = 0
    unit: str = ""


Note = tuple[Category, str]
"""What the station says of its services of one category."""


def text(most: int, *, needed: bool = False, widget: Widget = Widget.TEXT) -> Kind[str]:
    def read(raw: object) -> str | Rejected:
        if not isinstance(raw, str):
            return Rejected(UNREADABLE)
        said = raw.strip()
        if needed and not said:
            return Rejected(EMPTY)
        return said if len(said) <= most else Rejected(TOO_LONG, {"most": str(most)})

    return Kind(widget, read, str, high=most)


def code() -> Kind[str]:
    def read(raw: object) -> str | Rejected:
        return raw if isinstance(raw, str) and CODE.fullmatch(raw) else Rejected(BAD_CODE)

    return Kind(Widget.TEXT, read, str)


def whole(low: int, high: int, unit: str) -> Kind[int]:
    def read(raw: object) -> int | Rejected:
        number = _number(str(raw))
        if number is None or not low <= number <= high:
            return Rejected(OUT_OF_BOUNDS, {"low": str(low), "high": str(high)})
        return number

    return Kind(Widget.NUMBER, read, int, low, high, unit)


def steps(most: int, low: int, high: int, unit: str) -> Kind[tuple[int, ...]]:
    """Up to `most` whole numbers, each above the one before."""
    bounds = {"most": str(most), "low": str(low), "high": str(high)}

    def read(raw: object) -> tuple[int, ...] | Rejected:
        found = [_number(part) for part in re.split(r"[,，、;；\s]+", str(raw).strip())]
        numbers = tuple(number for number in found if number is not None and low <= number <= high)
        rising = all(one < two for one, two in pairwise(numbers))
        fits = len(numbers) == len(found) <= most and rising
        return numbers if fits else Rejected(BAD_STEPS, bounds)

    return Kind(Widget.TEXT, read, lambda numbers: "、".join(map(str, numbers)), low, high, unit)


def clock() -> Kind[time]:
    def read(raw: object) -> time | Rejected:
        return read_clock(str(raw))

    return Kind(Widget.CLOCK, read, lambda moment: moment.strftime(CLOCK))


def week() -> Kind[Week]:
    """Seven lines from Monday; an empty line is a day off, so none is dropped."""

    def read(raw: object) -> Week | Rejected:
        return read_week(_lines(raw))

    return Kind(Widget.WEEK, read, write_week)


def lines(most: int) -> Kind[tuple[str, ...]]:
    def read_line(line: str) -> str | Rejected:
        return line if len(line) <= most else Rejected(TOO_LONG, {"most": str(most)})

    return _listed(read_line, str)


def closures() -> Kind[tuple[Closure, ...]]:
    return _listed(_closure, _closure_words)


def days() -> Kind[tuple[date, ...]]:
    return _listed(lambda line: _date(line) or Rejected(BAD_DAY), date.isoformat)


def years() -> Kind[tuple[int, ...]]:
    return _listed(lambda line: int(line) if YEAR.fullmatch(line) else Rejected(BAD_YEAR), str)


def notes() -> Kind[tuple[Note, ...]]:
    return _listed(_note, _note_words)


def _listed(
    read_line: Callable[[str], T | Rejected], write_line: Callable[[T], str]
) -> Kind[tuple[T, ...]]:
    def read(raw: object) -> tuple[T, ...] | Rejected:
        found: list[T] = []
        for number, line in enumerate(_lines(raw), start=1):
            value = read_line(line) if line else None
            if isinstance(value, Rejected):
                return Rejected(value.why, {**value.values, "line": str(number)})
            if value is not None:
                found.append(value)
        return tuple(found)

    return Kind(Widget.LINES, read, lambda values: [write_line(value) for value in values])


def _lines(raw: object) -> tuple[str, ...]:
    if isinstance(raw, str):
        return tuple(line.strip() for line in raw.split("\n"))
    return tuple(str(line).strip() for line in raw) if isinstance(raw, list) else ()


def _number(said: str) -> int | None:
    digits = said.strip()
    return int(digits) if NUMBER.fullmatch(digits) else None


def _date(said: str) -> date | None:
    numbers = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", said, re.ASCII)
    try:
        return date(*map(int, numbers.groups())) if numbers else None
    except ValueError:
        return None


def _closure(line: str) -> Closure | Rejected:
    found = CLOSURE.fullmatch(line)
    first = _date(found[1]) if found else None
    last = _date(found[2] or found[1]) if found else None
    if found is None or first is None or last is None:
        return Rejected(BAD_CLOSURE)
    if last < first:
        return Rejected(BACKWARDS)
    if (last - first).days >= MOST_DAYS_CLOSED:
        return Rejected(TOO_LONG_CLOSED, {"most": str(MOST_DAYS_CLOSED)})
    return Closure(first, last, found[3] or "")


def _closure_words(closure: Closure) -> str:
    words = CLOSURE_WORDS.format(first=closure.first, last=closure.last, reason=closure.reason)
    return words.strip()


_CATEGORIES: Final = {
    name: row.category for row in CATEGORIES for name in (row.category, row.label, row.short)
}


def _note(line: str) -> Note | Rejected:
    said, colon, note = line.replace(":", "：", 1).partition("：")
    category = _CATEGORIES.get(said.strip())
    return (category, note.strip()) if category and colon and note.strip() else Rejected(BAD_NOTE)


def _note_words(note: Note) -> str:
    category, words = note
    return NOTE_WORDS.format(category=row_of(category).short, note=words)
