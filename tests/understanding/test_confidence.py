"""What a probability is worth as a confidence."""

from itertools import pairwise

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.weights.confidence import confidence_of

CURVE = ((0.0, 0.0), (0.5, 0.6), (1.0, 0.9))


@pytest.mark.parametrize(
    ("probability", "confidence"),
    [(0.0, 0.0), (0.25, 0.3), (0.5, 0.6), (0.75, 0.75), (1.0, 0.9)],
)
def test_between_two_points_it_is_straight(probability: float, confidence: float) -> None:
    assert confidence_of(probability, CURVE) == pytest.approx(confidence)


def test_whoever_is_surer_is_never_less_confident_and_nobody_is_certain(lexicon: Lexicon) -> None:
    curve = lexicon.weights.curve
    assert [probability for probability, _ in (curve[0], curve[-1])] == [0, 1]
    assert all(before < after and low <= high for (before, low), (after, high) in pairwise(curve))
    assert curve[-1][1] < 1
