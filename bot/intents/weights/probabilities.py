"""How probable each class is: by a message's pieces, and by what the lexicon made of its words."""

import math
from collections.abc import Mapping

from bot.intents.weights.pieces import pieces_of
from bot.intents.weights.tables import CLASSES, UNIT, Class, Weights

Probabilities = Mapping[Class, float]


def probabilities(plain: str, totals: Mapping[str, float], weights: Weights) -> Probabilities:
    """`totals` are the points of the lexicon, by category and meaning; the probabilities sum
    up to 1. The pieces count as shares of a message of length one: a long message is not surer
    than a short one."""
    rarity, *sums = weights.total(pieces_of(plain))
    share = 1 / math.sqrt(rarity / UNIT) if rarity else 0.0
    points = [before + share * each for before, each in zip(weights.before, sums, strict=True)]
    for target, amount in totals.items():
        if amount:
            row = weights.words[target]
            points = [point + amount * each for point, each in zip(points, row, strict=True)]
    return dict(zip(CLASSES, _softmax(points), strict=True))


def _softmax(points: list[float]) -> list[float]:
    """The points are in hundredths."""
    most = max(points)
    shares = [math.exp((point - most) / UNIT) for point in points]
    whole = sum(shares)
    return [share / whole for share in shares]
