"""How sure a verdict is: by how far it leads, by how much was said, and never by mere hints.

A word of one character or one that only leans towards something may be right, but whoever acts on
such a word alone should ask.
"""

import math
from typing import Final

from bot.intents.groups import Hit
from bot.intents.scoring import Evidence
from core.categories import Category

_STEEPNESS: Final = 0.9
_SHIFT: Final = 0.6
_FULL_EVIDENCE: Final = 3.0
_DOUBT: Final = 0.5
_WEAK_AT_MOST: Final = 0.8
_SAYS_SOMETHING: Final = 1.7
_SAYS_MUCH: Final = 3.0
_WHOLE_MESSAGE: Final = 2


def need_confidence(totals: dict[str, float], several: bool) -> float:
    """Where several needs are stated, the second does not argue against the first."""
    first, second = sorted((totals[category] for category in Category), reverse=True)[:2]
    margin = first - (0.0 if several else max(0.0, second))
    evidence = min(1.0, max(0.0, first) / _FULL_EVIDENCE)
    return evidence / (1 + math.exp(-_STEEPNESS * margin - _SHIFT))


def sureness(points: float) -> float:
    return 1 / (1 + math.exp(_DOUBT - points))


def tempered(confidence: float, plain: str, evidence: list[Evidence], target: str) -> float:
    """Lower where nothing but weak or one-character words spoke for `target`."""
    firm = any(_is_firm(item.hit, target) for item in evidence if item.weight > 0)
    if firm or len(plain) <= _WHOLE_MESSAGE:
        return round(confidence, 3)
    return round(min(confidence, _WEAK_AT_MOST), 3)


def _is_firm(hit: Hit, target: str) -> bool:
    points = dict(hit.group.points).get(target, 0.0)
    return points >= (_SAYS_SOMETHING if hit.end - hit.start > 1 else _SAYS_MUCH)
