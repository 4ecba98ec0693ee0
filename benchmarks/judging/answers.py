"""An answer to a message, whoever gives it, and whether it is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.intents.hearing import heard, meant_by
from bot.intents.lexicon import Lexicon
from core.intents import Intent
from tests.understanding.scoring import Labelled


@dataclass(frozen=True, slots=True)
class Answer:
    intent: str
    ranked: tuple[str, ...]
    confidence: float = 0.0
    ask: bool = False

    @property
    def label(self) -> str:
        return self.ranked[0] if self.intent == Intent.NEED else self.intent


@dataclass(frozen=True, slots=True)
class Judged:
    message: Labelled
    answer: Answer

    @property
    def is_need(self) -> bool:
        return self.message.intent == Intent.NEED

    @property
    def first(self) -> str:
        return self.answer.ranked[0]

    @property
    def found(self) -> bool:
        return self.first in self.message.categories

    @property
    def right(self) -> bool:
        """What a confidence is the confidence of."""
        intent = self.message.intent == self.answer.intent
        return intent and (self.found or not self.is_need)

    @property
    def label(self) -> str:
        """The label that the answer is held against: any accepted category is the right one."""
        if not self.is_need:
            return self.message.intent
        return self.first if self.found else self.message.categories[0]


def ours(messages: Sequence[Labelled], lexicon: Lexicon) -> list[Judged]:
    return [Judged(message, _ours(message.text, lexicon)) for message in messages]


def _ours(text: str, lexicon: Lexicon) -> Answer:
    meant = meant_by(heard(text), lexicon)
    return Answer(str(meant.intent), tuple(map(str, meant.ranked)), meant.confidence, meant.ask)
