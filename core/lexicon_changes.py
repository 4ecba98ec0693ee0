"""What a station changes in the lexicon: a word more, or a word less."""

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    ADD = "add"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term of a group of the lexicon (`instrument`, `learn` …), as `normalise` writes it."""

    kind: ChangeKind
    term: str
    group: str
