"""How probable each class is: by a message's pieces, and by what the lexicon made of its words."""

import math
from collections.abc import Mapping

from bot.intents.weights.pieces import pieces_of
from bot.intents.weights.tables import CLASSES, UNIT, Class, Weights

Probabilities = Mapping[Class, float]


def probabilities(plain: str, totals: Mapping[str, float], weights: Weights) -> Probabilities:
    """`totals` are the points of the lexicon, by category and meaning; the probabilities sum
    up to 1."""
    points = [each / UNIT for each in weights.before]
    _add_pieces(points, plain, weights)
    for target, row in weights.words.items():
        if amount := totals[target]:
            points = [point + amount * each / UNIT for point, each in zip(points, row, strict=True)]
    return dict(zip(CLASSES, _softmax(points), strict=True))


def _add_pieces(points: list[float], plain: str, weights: Weights) -> None:
    """The figures of the known pieces, as shares of a message of length one: a long message is not
    surer than a short one."""
    known = weights.pieces
    rows = [known[piece] for piece in known.keys() & pieces_of(plain)]
    if not rows:
        return
    rarity, *sums = map(sum, zip(*rows, strict=True))
    share = 1 / (UNIT * math.sqrt(rarity / UNIT))
    for place, each in enumerate(sums):
        points[place] += each * share


def _softmax(points: list[float]) -> list[float]:
    most = max(points)
    shares = [math.exp(point - most) for point in points]
    whole = sum(shares)
    return [share / whole for share in shares]
