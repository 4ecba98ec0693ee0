"""What each piece of a message, and each verdict of the lexicon, said for each class.

`probabilities` adds all this up at once; here it stands apart, to be shown. Together with what is
to be expected beforehand the parts are the points that it turns into probabilities.
"""

import math
from collections.abc import Mapping, Sequence

from bot.intents.weights.pieces import pieces_of
from bot.intents.weights.tables import CLASSES, UNIT, Class, Weights

Points = Mapping[Class, float]


def by_piece(plain: str, weights: Weights) -> Mapping[str, Points]:
    """What each known piece says."""
    known = sorted(weights.pieces.keys() & pieces_of(plain))
    rows = {piece: weights.total({piece}) for piece in known}
    rarity = sum(row[0] for row in rows.values())
    share = 1 / math.sqrt(rarity / UNIT) if rarity else 0.0
    return {piece: _points(row[1:], share) for piece, row in rows.items()}


def by_verdict(totals: Mapping[str, float], weights: Weights) -> Mapping[str, Points]:
    """What the lexicon's points for each category and meaning say."""
    return {
        target: _points(row, totals[target])
        for target, row in weights.words.items()
        if totals[target]
    }


def beforehand(weights: Weights) -> Points:
    """What is to be expected before anything is read."""
    return _points(weights.before, 1.0)


def _points(row: Sequence[int], factor: float) -> Points:
    return {each: factor * points / UNIT for each, points in zip(CLASSES, row, strict=True)}
