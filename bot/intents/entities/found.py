"""A stretch of text and what it means; also the cuts that every reader makes alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from bot.intents.entities.numbers import count_of
from core.phones import Phone
from core.wishes import Wish

Span = tuple[int, int]


class Placed(Protocol):
    """Whatever stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


FEWEST_MARKS: Final = 2
CLAUSE_MARKS: Final = re.compile(r"[,。;!?\n、…~]|\.(?=\s|$)")

LIST_MARK: Final = re.compile(
    r"(?:^|(?<=[\s;。,]))\(?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})[、.)](?=\s?\S)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name and where it stands; `foreign` marks somebody else's, never to be kept as theirs."""

    start: int
    end: int
    value: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class WishFound:
    """A wished time and the stretch of text that it takes up, which may be longer than `said`."""

    start: int
    end: int
    wish: Wish


@dataclass(frozen=True, slots=True)
class PhoneFound:
    """A whole number; `denied` marks one that is named only to be replaced, `aside` one that is
    seldom answered."""

    start: int
    end: int
    phone: Phone
    denied: bool = False
    aside: bool = False


def clause_around(plain: str, start: int, end: int) -> Span:
    """The clause between two marks that holds [start, end)."""
    first = 0
    for mark in CLAUSE_MARKS.finditer(plain, 0, start):
        first = mark.end()
    after = CLAUSE_MARKS.search(plain, end)
    return first, after.start() if after else len(plain)


def list_marks(plain: str) -> frozenset[int]:
    """The places of the numbers of a list (4、压力表 5、1月下旬), which count nothing."""
    places: list[int] = []
    wanted = 1
    for mark in LIST_MARK.finditer(plain):
        if count_of(mark["number"]) == wanted:
            places += range(*mark.span("number"))
            wanted += 1
    return frozenset(places) if wanted > FEWEST_MARKS else frozenset()


def overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def spans_of(*found: Iterable[Placed]) -> tuple[Span, ...]:
    """Where these stand, in the order of the text."""
    return tuple(sorted((one.start, one.end) for each in found for one in each))
