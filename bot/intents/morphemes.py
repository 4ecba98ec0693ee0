"""What single characters and pairs hint at, learned from the lexicon's own terms.

秤 stands in twenty terms of metrology and in none of training, so an unlisted word with 秤 in it
probably is about metrology too. A hint never outweighs a word: it only orders the guesses where the
words say little.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Final

from bot.intents.groups import Group, Layer
from core.categories import Category

Hints = dict[str, tuple[float, ...]]

_SMOOTHING: Final = 0.5
_SURE_FROM: Final = 4.0
_PAIR: Final = 1.5
_STRONG: Final = 3.0
_CATEGORIES: Final = tuple(Category)


def learn_hints(terms: Iterable[tuple[str, tuple[Group, ...]]]) -> Hints:
    """For each character and pair the log of how much more often each category uses it."""
    counts: dict[str, list[float]] = {}
    sizes = [0.0] * len(_CATEGORIES)
    for term, owners in terms:
        for group in owners:
            if group.layer is not Layer.CATEGORY or not group.points:
                continue
            target, points = max(group.points, key=lambda point: point[1])
            place, weight = _CATEGORIES.index(Category(target)), min(points / _STRONG, 1.0)
            sizes[place] += weight
            for piece in _pieces(term):
                counts.setdefault(piece, [0.0] * len(_CATEGORIES))[place] += weight
    return {piece: _hint(piece, count, sizes) for piece, count in counts.items()}


def guess(plain: str, hints: Hints) -> dict[Category, float]:
    totals = [0.0] * len(_CATEGORIES)
    for piece in set(_pieces(plain)):
        for place, hint in enumerate(hints.get(piece, ())):
            totals[place] += hint
    return dict(zip(_CATEGORIES, totals, strict=True))


def _pieces(text: str) -> Iterator[str]:
    for place, letter in enumerate(text):
        if "\u4e00" <= letter <= "\u9fff":
            yield letter
            if place + 1 < len(text):
                yield text[place : place + 2]


def _hint(piece: str, count: list[float], sizes: list[float]) -> tuple[float, ...]:
    rates = [
        (seen + _SMOOTHING) / (size + _SMOOTHING * len(sizes))
        for seen, size in zip(count, sizes, strict=True)
    ]
    mean = sum(rates) / len(rates)
    trust = min(1.0, sum(count) / _SURE_FROM) * (_PAIR if len(piece) > 1 else 1.0)
    return tuple(trust * math.log(rate / mean) for rate in rates)
