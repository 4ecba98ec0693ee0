"""Where the labelled sets lie, and how well the product's answers agree with them."""

from pathlib import Path
from typing import Final

from bot.intents.understand import Understanding
from bot.lessons.gold import OWN, TUNING
from bot.lessons.scoring import (
    Answered,
    Labelled,
    answers,
    category_f1,
    intent_f1,
    load,
    macro_f1,
)
from core.intents import Intent

__all__ = [
    "OWN",
    "TUNING",
    "Answered",
    "Labelled",
    "answers",
    "category_f1",
    "intent_f1",
    "load",
    "macro_f1",
]

HERE: Final = Path(__file__).parent
DEV: Final = HERE.parent / "data" / "messages-dev.jsonl"
UNTOUCHED: Final = HERE / "sets" / "untouched.jsonl"


def in_first_two(answered: Answered) -> float:
    """The share of needs with an accepted category among their likeliest two."""
    found = [
        not {str(category) for category in meant.ranked[:2]}.isdisjoint(message.categories)
        for message, meant in answered
        if message.intent == Intent.NEED
    ]
    return sum(found) / len(found)


def both_needs(answered: Answered) -> float:
    """The share of messages of two needs whose likeliest two categories are these."""
    found = [
        set(message.categories[:2]) <= {str(category) for category in meant.ranked[:2]}
        for message, meant in answered
        if "multi_need" in message.hard
    ]
    return sum(found) / len(found)


def taken_for_need(answered: Answered) -> float:
    """The share of messages that are no need and are taken for one."""
    taken = [
        meant.intent is Intent.NEED for message, meant in answered if message.intent != Intent.NEED
    ]
    return sum(taken) / len(taken)


def label_of(meant: Understanding) -> str:
    """The one word that an answer comes to: a need's category, else the intent."""
    return str(meant.category or meant.intent)
