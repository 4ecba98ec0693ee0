"""Labelled messages, and how well the product's answers agree with them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.intents.hearing import heard, meant_by
from bot.intents.lexicon import Lexicon
from bot.intents.understand import Understanding
from core.intents import Intent


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with its intent, and every category that is right for it, the first one first."""

    text: str
    intent: str
    categories: tuple[str, ...]
    hard: tuple[str, ...] = ()


Answered = Sequence[tuple[Labelled, Understanding]]


def load(path: Path) -> tuple[Labelled, ...]:
    """The messages of a file, one a line."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Labelled(row["text"], row["intent"], tuple(row["categories"]), tuple(row["hard"]))
        for row in rows
    )


def answers(messages: Iterable[Labelled], lexicon: Lexicon) -> list[tuple[Labelled, Understanding]]:
    """What the product makes of each."""
    return [(message, meant_by(heard(message.text), lexicon)) for message in messages]


def intent_f1(answered: Answered) -> float:
    """The mean over the intents."""
    return macro_f1([(message.intent, str(meant.intent)) for message, meant in answered])


def category_f1(answered: Answered) -> float:
    """Lenient: any of the accepted categories is right; counted over the needs alone."""
    pairs = []
    for message, meant in answered:
        if message.intent == Intent.NEED:
            guess = str(meant.ranked[0])
            pairs.append((guess if guess in message.categories else message.categories[0], guess))
    return macro_f1(pairs)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean over the labels of the pairs (wanted, guess)."""
    labels = sorted({label for label, _ in pairs})
    return sum(_f1(pairs, label) for label in labels) / len(labels)


def _f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    right = sum(wanted == label == guess for wanted, guess in pairs)
    wrong = sum((wanted == label) != (guess == label) for wanted, guess in pairs)
    return 2 * right / (2 * right + wrong) if right else 0.0
