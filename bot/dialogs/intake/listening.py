"""A message heard in front of a question: what it may answer, and what could not stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.dialogs.intake.pairs import beside
from bot.dialogs.intake.parts import Part, parts
from bot.dialogs.intake.steps import needs_in
from bot.intents.entities.found import Span, overlaps, spans_of
from bot.intents.reading import Reading
from core.dialogs.progress import Asked
from core.dialogs.steps import Answers
from core.intents import Act, Meaning
from core.rejected import Rejected

SURE: Final = 0.75

NEEDING: Final = (
    Meaning.NEED,
    Meaning.CONSULT,
    Meaning.LOOKUP,
    Meaning.LEDGER,
    Meaning.ACTIVITY,
    Meaning.APPOINTMENT,
    Meaning.SAFETY,
)


@dataclass(frozen=True, slots=True)
class Rejection:
    """An answer that cannot stand: for which slot, why in a word, and what to say."""

    slot: str
    reason: str
    rejected: Rejected


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a message says about the need: answers by key, and what could not be accepted."""

    answers: Mapping[str, str] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()

    def __add__(self, other: "Hearing") -> "Hearing":
        return Hearing({**self.answers, **other.answers}, self.rejections + other.rejections)


@dataclass(frozen=True)
class Listening:
    """A message heard in front of a question, with the answers so far; what every reader of it
    looks for is found once."""

    reading: Reading
    answers: Answers
    asked: Asked | None

    @property
    def key(self) -> str:
        """The key of the question that the person saw."""
        return self.asked.key if self.asked else ""

    @cached_property
    def needs(self) -> tuple[int, ...]:
        """The needs that the answers speak of."""
        return needs_in(self.answers)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The clauses of the message, each with its need."""
        return parts(self.reading, self.answers)

    @cached_property
    def corrects(self) -> bool:
        """Whether the message takes something back."""
        return self.reading.does(Act.CORRECT, Act.DENY, Act.BACK)


def taken_by(reading: Reading) -> tuple[Span, ...]:
    """Where names, phones and times stand, which are no part of a need's description; who is
    named beside the contact stays in it."""
    found = spans_of(reading.phones, reading.companies, reading.contacts, reading.wishes)
    others = beside(reading)
    return tuple(span for span in found if not overlaps(span, others))
