"""What a station changes in the lexicon: a word more, or a word less, and who changed it why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    ADD = "add"
    DROP = "drop"


class ChangeSource(StrEnum):
    """Whether somebody typed a change, or took it over from what corrections proposed."""

    TYPED = "typed"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term of a group of the lexicon (`instrument`, `learn` …), as `normalise` writes it."""

    kind: ChangeKind
    term: str
    group: str


@dataclass(frozen=True, slots=True)
class ChangeOrigin:
    """Who wanted a change and why; `station` is whose it is, empty if of the whole installation."""

    by: str
    source: ChangeSource = ChangeSource.TYPED
    why: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class LexiconVersion:
    """Changes that were made together. Versions count from 1 without a gap; one that was undone
    keeps its number."""

    version: int
    changes: tuple[TermChange, ...]
    origin: ChangeOrigin
    at: datetime
    undone_at: datetime | None = None
    undone_by: str = ""
