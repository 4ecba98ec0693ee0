"""How probable each class is: by a message's pieces, and by what the lexicon made of its words."""

import math
from collections.abc import Mapping
from typing import Final

from bot.intents.weights.pieces import pieces_of
from bot.intents.weights.tables import CLASSES, UNIT, Class, Weights, figures_of, rarity_of

Probabilities = Mapping[Class, float]

PARTS: Final = 1 << 15
"""Rows are taken a whole number of times: what is said of them is counted in such parts."""
_UNIT: Final = UNIT * PARTS


def probabilities(plain: str, totals: Mapping[str, float], weights: Weights) -> Probabilities:
    """`totals` are the points of the lexicon, by category and meaning; the probabilities sum
    up to 1. The pieces count as shares of a message of length one: a long message is not surer
    than a short one."""
    row = weights.before * PARTS
    for target, amount in totals.items():
        if amount:
            row += weights.words[target] * round(amount * PARTS)
    pieces = weights.total(pieces_of(plain))
    if rarity := rarity_of(pieces):
        row += pieces * round(PARTS / math.sqrt(rarity / UNIT))
    points = figures_of(row)
    most = max(points)
    shares = [math.exp((point - most) / _UNIT) for point in points]
    whole = sum(shares)
    return dict(zip(CLASSES, [share / whole for share in shares], strict=True))
