"""Which of its possible meanings a message has, once its words are weighed.

The order is that of the station's own rules: danger first, then what must never be taken for a need
(complaint, progress, a person wanted), then needs, then courtesy and chatter. Words of another
intent inside a request (客户投诉一堆，请人来诊断) lose against the request.
"""

from enum import IntEnum
from typing import Final

from bot.intents.groups import Hit
from bot.intents.weights.probabilities import Probabilities
from bot.intents.weights.tables import Class
from core.categories import Category
from core.intents import REPORTED, Intent, Meaning, Topic


class Wish(IntEnum):
    """How a message speaks of a category: it states, it asks, or it says outright what it wants."""

    NONE = 0
    ASKED = 1
    WANTED = 2


DECISIVE: Final = 2.4
NEED_AT_LEAST: Final = 1.0
_WEAK: Final = 1.4
_WEAK_LENGTH: Final = 14
_BUSY: Final = 2.0

# What a point of category evidence takes from a meaning: where something is asked, and elsewhere.
_YIELDS: Final[dict[Meaning, tuple[float, float]]] = {
    Meaning.SAFETY: (0.05, 0.0),
    Meaning.COMPLAINT: (0.2, 0.05),
    Meaning.REPORT: (0.3, 0.1),
    Meaning.PROGRESS: (0.2, 0.05),
    Meaning.HUMAN: (0.1, 0.05),
    Meaning.PRIVACY_PROBE: (0.05, 0.0),
    Meaning.REOPEN: (0.3, 0.1),
    Meaning.CANCEL: (0.45, 0.15),
    Meaning.SUGGESTION: (0.35, 0.1),
    Meaning.MY_DATA: (0.5, 0.3),
    Meaning.EVALUATE: (1.0, 0.7),
    Meaning.PRAISE: (0.6, 0.3),
    Meaning.HELP: (0.5, 0.4),
    Meaning.OFF_TOPIC: (0.8, 0.6),
    Meaning.THANKS: (1.0, 0.7),
    Meaning.GREETING: (1.5, 1.5),
}
# Courtesy accompanies everything; it is the meaning only where nothing else is. It stands behind
# what calls something off: “谢谢，不办了” declines politely.
_COURTESY: Final = {Meaning.THANKS: 0.7, Meaning.GREETING: 0.45}


def judge(totals: dict[str, float], need: float, wish: Wish, length: int) -> tuple[Meaning, float]:
    """The meaning and its strength; `need` is the strongest category's score."""
    best, strength = Meaning.NONE, 0.0
    for meaning in [one for one in _YIELDS if totals[one] > 0]:
        raw, (asking, stating) = totals[meaning], _YIELDS[meaning]
        yields = stating if wish is Wish.NONE else asking * wish
        left = raw - max(0.0, need) * yields
        decisive = left >= DECISIVE or (left >= _WEAK and length <= _WEAK_LENGTH and need < _BUSY)
        if best is Meaning.CANCEL and meaning in _COURTESY:
            continue
        left *= _COURTESY.get(meaning, 1.0)
        if decisive and left > strength:
            best, strength = meaning, left
    if best is Meaning.NONE and need >= NEED_AT_LEAST:
        return Meaning.NEED, need
    return best, strength


_STATION_TOPICS: Final = frozenset(
    {Topic.OPENING_HOURS, Topic.PARKING, Topic.ADDRESS, Topic.PHONE, Topic.FEE}
)
_FINER: Final = (
    (Meaning.LOOKUP, frozenset({"standard_code"})),
    (Meaning.ACTIVITY, frozenset({"event"})),
)
_YIELD_TO_TOPIC: Final = frozenset({Meaning.NONE, Meaning.OFF_TOPIC, Meaning.GREETING})


def refine(meaning: Meaning, hits: list[Hit], topics: tuple[Topic, ...], wish: Wish) -> Meaning:
    """The finer intent inside what was judged."""
    if meaning in _YIELD_TO_TOPIC and not _STATION_TOPICS.isdisjoint(topics):
        return Meaning.FACTS
    if meaning is Meaning.NEED:
        groups = {hit.group.name for hit in hits}
        for finer, telling in _FINER:
            if wish and not telling.isdisjoint(groups):
                return finer
    if meaning is Meaning.PROGRESS and _urges(hits):
        return Meaning.URGE
    return meaning


def _urges(hits: list[Hit]) -> bool:
    return any(hit.group.name == "urge" for hit in hits)


_DECISIVE: Final = frozenset(
    {Meaning.SAFETY, Meaning.PRIVACY_PROBE, Meaning.REPORT, Meaning.MY_DATA, Meaning.REOPEN}
)
"""What is told by its words outright, whatever the rest of the message is like."""
_OF_INTENT: Final = {
    Intent.NEED: Meaning.NEED,
    Intent.COMPLAINT: Meaning.COMPLAINT,
    Intent.SUGGESTION: Meaning.SUGGESTION,
    Intent.PROGRESS: Meaning.PROGRESS,
    Intent.HUMAN: Meaning.HUMAN,
    Intent.GREETING: Meaning.GREETING,
    Intent.THANKS: Meaning.THANKS,
    Intent.CANCEL: Meaning.CANCEL,
    Intent.RATING: Meaning.EVALUATE,
    Intent.HELP: Meaning.HELP,
    Intent.OFF_TOPIC: Meaning.OFF_TOPIC,
}
_CATEGORIES: Final = tuple(Category)
_OTHERS: Final = tuple(intent for intent in Intent if intent is not Intent.NEED)
_OUT_OF_NOTHING: Final = 0.85
"""How probable an intent must be that no word of the lexicon told: in the middle of a talk most
such messages answer a question."""
_STAYING: Final = frozenset({Meaning.NONE, Meaning.FACTS})
_COMPANY: Final[dict[Meaning, frozenset[Class]]] = {
    Meaning.CANCEL: frozenset({Intent.THANKS, Intent.GREETING}),
    Meaning.NEED: frozenset({Intent.HELP}),
    Meaning.FACTS: frozenset(_CATEGORIES),
}
_TINY: Final = 1e-9
_AGAINST_WORDS: Final = 0.5
"""How probable an intent must be to stand against what the words of the lexicon told."""


def likeliest(odds: Probabilities) -> Intent:
    """The likeliest intent; a need is as likely as its categories together."""
    best = max(_OTHERS, key=odds.__getitem__)
    return Intent.NEED if likelihood(Intent.NEED, odds) >= odds[best] else best


def likelihood(intent: Intent, odds: Probabilities) -> float:
    if intent is Intent.NEED:
        return sum(map(odds.__getitem__, _CATEGORIES))
    return odds[intent]


def without_company(odds: Probabilities, meaning: Meaning, *, aside: bool) -> Probabilities:
    """The probabilities without what merely goes with the meaning that the words told: thanks with
    what is called off; and where a question about the station stands `aside`, that question with a
    plain need, and any need with that question if no word spoke for one."""
    company = _COMPANY.get(meaning, frozenset())
    if not company or (meaning is not Meaning.CANCEL and not aside):
        return odds
    left = 1.0 - sum(map(odds.__getitem__, company)) + _TINY
    return {one: 0.0 if one in company else each / left for one, each in odds.items()}


def settle(meaning: Meaning, intent: Intent, odds: Probabilities) -> Meaning:
    """The meaning that the rules found, unless `intent`, the likeliest one, is another's and likely
    enough."""
    if meaning in _DECISIVE or (REPORTED[meaning] is intent and meaning is not Meaning.NONE):
        return meaning
    least = _OUT_OF_NOTHING if meaning in _STAYING else _AGAINST_WORDS
    return _OF_INTENT[intent] if likelihood(intent, odds) >= least else meaning
