"""A stretch of text and what it means; also the cuts that every reader makes alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from core.wishes import Wish

Span = tuple[int, int]


class Placed(Protocol):
    """Whatever stands somewhere in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


CLAUSE_MARKS: Final = re.compile(r"[,。;!?\n、…~]|\.(?=\s|$)")


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


def clause_around(plain: str, start: int, end: int) -> Span:
    """The clause between two marks that holds [start, end)."""
    first = 0
    for mark in CLAUSE_MARKS.finditer(plain, 0, start):
        first = mark.end()
    after = CLAUSE_MARKS.search(plain, end)
    return first, after.start() if after else len(plain)


def overlaps(span: Span, taken: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def spans_of(*found: Iterable[Placed]) -> tuple[Span, ...]:
    """Where these stand, in the order of the text."""
    return tuple(sorted((one.start, one.end) for each in found for one in each))
