"""What people teach: each time somebody says which category a need really belongs to.

A lesson is kept in the commit of the decision that it comes from, with what the product had made of
the same words. It changes nothing by itself; what many lessons have in common is proposed to the
head, and judged before it counts.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LessonKind(StrEnum):
    """Who teaches, and how: the staff put a request right, or an enterprise its own need, by
    choosing among what was offered or in words of its own."""

    STAFF = "staff"
    CHOICE = "choice"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Spoke:
    """A word of the lexicon that was found, and the category that it spoke for."""

    word: str
    points_to: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """`words` are those of the need, `guess` the category that stood there ("" for none), `chosen`
    the one that belongs there ("" where none of those offered does). `asked`: the product was not
    sure. `matched` and `lexicon` (the version in force) say why; both the words and what matched
    are a person's own, and can be erased."""

    id: str
    station: str
    request: str
    chat: str
    kind: LessonKind
    by: str
    at: datetime
    words: str
    guess: str
    chosen: str
    asked: bool = False
    matched: tuple[Spoke, ...] = ()
    lexicon: int = 0

    @property
    def source(self) -> str:
        """Whose need it is: a chat, or whoever wrote it down for somebody without one."""
        return self.chat or self.by


@dataclass(frozen=True, slots=True)
class Waiting:
    """A word that a category would gain (or lose, if it is `dropped`), and how many more of the
    lessons held out would then be answered rightly."""

    term: str
    category: str
    dropped: bool
    more_right: int


@dataclass(frozen=True, slots=True)
class TaughtMonth:
    """What was taught at a station in a month: how many lessons, how many of the requests filed in
    it were misrouted, and what waits to be taken over."""

    lessons: int
    misrouted: int
    filed: int
    waiting: tuple[Waiting, ...] = ()
