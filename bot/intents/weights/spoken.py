"""What each piece of a message, and each verdict of the lexicon, said for each class.

`probabilities` adds all this up at once; here it stands apart, to be shown. Together with what is
to be expected beforehand the parts are the points that it turns into probabilities.
"""

import math
from collections.abc import Mapping

from bot.intents.weights.pieces import pieces_of
from bot.intents.weights.tables import CLASSES, UNIT, Class, Row, Weights, figures_of, rarity_of

Points = Mapping[Class, float]


def by_piece(plain: str, weights: Weights) -> Mapping[str, Points]:
    """What each known piece says."""
    known = sorted(weights.pieces.keys() & pieces_of(plain))
    rarity = rarity_of(weights.total(frozenset(known)))
    share = 1 / math.sqrt(rarity / UNIT) if rarity else 0.0
    return {piece: _points(weights.pieces[piece], share) for piece in known}


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


def _points(row: Row, factor: float) -> Points:
    figures = zip(CLASSES, figures_of(row), strict=True)
    return {each: factor * points / UNIT for each, points in figures}
