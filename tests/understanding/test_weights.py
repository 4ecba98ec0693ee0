"""Rows side by side: what is added there is what is added apart, and no message outgrows a lane."""

import math
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intents.long_texts import READ_AT_MOST
from bot.intents.weights.probabilities import PARTS
from bot.intents.weights.tables import (
    CLASSES,
    MOST,
    UNIT,
    figures_of,
    load_weights,
    rarity_of,
    side_by_side,
)

WEIGHTS: Final = load_weights()
MOST_PIECES: Final = 2 * READ_AT_MOST + 3
POINTS: Final = 100
"""More than the lexicon gives to all categories and meanings of a message together."""


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.integers(-5000, 5000), min_size=len(CLASSES), max_size=len(CLASSES))))
def test_a_sum_of_rows_is_the_row_of_the_sums(rows: list[list[int]]) -> None:
    summed = sum(side_by_side((each, *row)) for each, row in enumerate(rows))
    assert figures_of(summed) == [sum(column) for column in zip(*rows, strict=True)] or not rows
    assert rarity_of(summed) == sum(range(len(rows)))


def test_no_message_outgrows_a_lane() -> None:
    """By Cauchy's inequality: a sum of figures is at most the root of the summed squares of their
    shares of the rarity, times the root of the summed rarity, which the share divides by."""
    rows = [(rarity_of(row), figures_of(row)) for row in WEIGHTS.pieces.values()]
    for place in range(len(CLASSES)):
        squares = sorted((row[place] ** 2 / rarity for rarity, row in rows), reverse=True)
        by_pieces = PARTS * math.sqrt(UNIT * sum(squares[:MOST_PIECES]))
        by_words = (
            PARTS * POINTS * max(abs(figures_of(row)[place]) for row in WEIGHTS.words.values())
        )
        before = PARTS * abs(figures_of(WEIGHTS.before)[place])
        assert by_pieces + by_words + before < MOST
