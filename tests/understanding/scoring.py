"""Labelled messages and how well the product's answers agree with them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from bot.intents.understand import Understanding, understand
from core.intents import Intent

HERE: Final = Path(__file__).parent
DEV: Final = HERE.parent / "data" / "messages-dev.jsonl"
OWN: Final = HERE / "own-messages.jsonl"
TUNING: Final = HERE / "sets" / "tuning.jsonl"
UNTOUCHED: Final = HERE / "sets" / "untouched.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    text: str
    intent: str
    categories: tuple[str, ...]
    hard: tuple[str, ...]


def load(path: Path) -> tuple[Labelled, ...]:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Labelled(row["text"], row["intent"], tuple(row["categories"]), tuple(row["hard"]))
        for row in rows
    )


def answers(messages: Iterable[Labelled], lexicon: Lexicon) -> list[tuple[Labelled, Understanding]]:
    return [(message, understand(normalise(message.text), lexicon)) for message in messages]


def intent_f1(answered: Sequence[tuple[Labelled, Understanding]]) -> float:
    return macro_f1([(message.intent, str(meant.intent)) for message, meant in answered])


def category_f1(answered: Sequence[tuple[Labelled, Understanding]]) -> float:
    """Lenient: any of the accepted categories is right; counted over the needs alone."""
    pairs = []
    for message, meant in answered:
        if message.intent == Intent.NEED:
            guess = str(meant.ranked[0])
            pairs.append((guess if guess in message.categories else message.categories[0], guess))
    return macro_f1(pairs)


def in_first_two(answered: Sequence[tuple[Labelled, Understanding]]) -> float:
    """The share of needs with an accepted category among their likeliest two."""
    found = [
        not {str(category) for category in meant.ranked[:2]}.isdisjoint(message.categories)
        for message, meant in answered
        if message.intent == Intent.NEED
    ]
    return sum(found) / len(found)


def both_needs(answered: Sequence[tuple[Labelled, Understanding]]) -> float:
    """The share of messages of two needs whose likeliest two categories are these."""
    found = [
        set(message.categories[:2]) <= {str(category) for category in meant.ranked[:2]}
        for message, meant in answered
        if "multi_need" in message.hard
    ]
    return sum(found) / len(found)


def taken_for_need(answered: Sequence[tuple[Labelled, Understanding]]) -> float:
    """The share of messages that are no need and are taken for one."""
    taken = [
        meant.intent is Intent.NEED for message, meant in answered if message.intent != Intent.NEED
    ]
    return sum(taken) / len(taken)


def label_of(meant: Understanding) -> str:
    """The one word that an answer comes to: a need's category, else the intent."""
    return str(meant.category or meant.intent)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    labels = {label for label, _ in pairs}
    return sum(_f1(pairs, label) for label in labels) / len(labels)


def _f1(pairs: Sequence[tuple[str, str]], label: str) -> float:
    right = sum(wanted == label == guess for wanted, guess in pairs)
    wrong = sum((wanted == label) != (guess == label) for wanted, guess in pairs)
    return 2 * right / (2 * right + wrong) if right else 0.0
