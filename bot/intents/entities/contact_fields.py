"""Names that stand as fields of their own: beside a phone, or between an enterprise and a phone."""

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final

from bot.intents.entities.contact_answers import closes, is_called, starts
from bot.intents.entities.contact_cues import FIELD, HAN, LABEL
from bot.intents.entities.found import Span
from bot.intents.entities.names import Fullness, Name, latin_at, name_at
from bot.intents.entities.numbers import SPOKEN_CLASS

FEWEST_DIGITS: Final = 7
DIGIT: Final = re.compile(f"[0-9{SPOKEN_CLASS}]")
SEPARATORS: Final = re.compile(r"[\s,。;/、|:()【】\-—+]*")
LATIN_START: Final = re.compile(rf"(?<![a-z0-9\u4e00-\u9fff])(?:{HAN}\s?)?[a-z]{{2}}")
LATIN_REACH: Final = 24
WORD: Final = re.compile(rf"{HAN}{{2,4}}")


def names_in_fields(plain: str, text: str, taken: Sequence[Span]) -> list[Name]:
    """The names beside the places of phones and enterprises."""
    if not taken:
        return []
    places = sorted(taken)
    fields = [span for span in _free(plain, places) if not LABEL.fullmatch(plain, *span)]
    named = _beside(plain, fields, places) or _latin(plain, text, places)
    return named or _between(plain, fields, places)


def _free(plain: str, taken: Sequence[Span]) -> list[Span]:
    edges = [0, *chain.from_iterable(taken), len(plain)]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return [
        field.span() for gap in gaps if gap[0] < gap[1] for field in FIELD.finditer(plain, *gap)
    ]


def _row(fields: Sequence[Span], taken: Sequence[Span]) -> list[tuple[Span, bool]]:
    return sorted([*((span, False) for span in fields), *((span, True) for span in taken)])


def _beside(plain: str, fields: Sequence[Span], taken: Sequence[Span]) -> list[Name]:
    names: list[Name] = []
    row = _row(fields, taken)
    both = len({_is_phone(plain, span) for span in taken}) > 1
    for (first, first_taken), (second, second_taken) in pairwise(row):
        if first_taken != second_taken:
            span, beside = (second, first) if first_taken else (first, second)
            at_edge = span in (row[0][0], row[-1][0])
            sure = _is_phone(plain, beside) or (both and at_edge)
            if name := _whole_field(plain, span, sure):
                names.append(name)
    return names


def _whole_field(plain: str, span: Span, sure: bool) -> Name | None:
    for place in reversed(starts(plain, *span)):
        name = name_at(plain[: span[1]], place, sure)
        if name and closes(plain, name.end, span[1]):
            return name
    return None


def _is_phone(plain: str, span: Span) -> bool:
    return len(DIGIT.findall(plain, *span)) >= FEWEST_DIGITS


def _latin(plain: str, text: str, taken: Sequence[Span]) -> list[Name]:
    """Kevin 鲍, Lisa: with nothing but marks between them and a phone or an enterprise."""
    for start, end in taken:
        behind = SEPARATORS.match(plain, end)
        places = [behind.end()] if behind else []
        reach = max(0, start - LATIN_REACH)
        places += [match.start() for match in LATIN_START.finditer(plain, reach, start)]
        for place in places:
            name = latin_at(plain, text, place)
            if name and _touches(plain, name, (start, end)):
                return [name]
    return []


def _touches(plain: str, name: Name, span: Span) -> bool:
    if name.start >= span[1]:
        return True
    return name.end <= span[0] and SEPARATORS.fullmatch(plain, name.end, span[0]) is not None


def _between(plain: str, fields: Sequence[Span], taken: Sequence[Span]) -> list[Name]:
    """阳光 between an enterprise and a phone, where no name was found elsewhere."""
    row = _row(fields, taken)
    for (first, before), (span, held), (last, after) in zip(row, row[1:], row[2:], strict=False):
        if held or not before or not after or _is_phone(plain, first) == _is_phone(plain, last):
            continue
        for place in reversed(starts(plain, *span)):
            if WORD.fullmatch(plain, place, span[1]) and is_called(plain[place : span[1]]):
                return [Name(place, span[1], Fullness.NICKNAME)]
    return []
