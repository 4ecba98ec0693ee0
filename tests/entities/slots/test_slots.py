"""Slots are read as well as a careful clerk would note them, on either half."""

import pytest

from bot.intents.lexicon import Lexicon
from tests.entities.slots.scoring import (
    HARD,
    MEASURES,
    TUNING,
    UNTOUCHED,
    Pair,
    interval,
    load,
    noted_of,
    score,
)

TUNED = {
    "company": 0.98,
    "contact": 0.97,
    "phone": 0.99,
    "date": 0.97,
    "quantity": 0.96,
    "equipment": 0.93,
    "standards": 0.98,
}
FLOORS = {
    "company": 0.96,
    "contact": 0.94,
    "phone": 0.98,
    "date": 0.93,
    "quantity": 0.92,
    "equipment": 0.87,
    "standards": 0.96,
}
"""A little below what the command prints for the untouched half."""
HARDEST = {"company": 0.94, "phone": 0.97, "date": 0.78}
FEWEST = 300
FEWEST_HARD = 60


@pytest.fixture(scope="module")
def tuning(lexicon: Lexicon) -> list[Pair]:
    return noted_of(load(TUNING), lexicon)


@pytest.fixture(scope="module")
def untouched(lexicon: Lexicon) -> list[Pair]:
    return noted_of(load(UNTOUCHED), lexicon)


def test_there_are_enough_messages_and_traps() -> None:
    every = (*load(TUNING), *load(HARD), *load(UNTOUCHED))
    assert len({message.text for message in every}) == len(every) >= FEWEST
    assert sum(bool(message.hard) for message in every) >= FEWEST_HARD


@pytest.mark.parametrize(("slot", "least"), TUNED.items())
def test_the_tuning_half_is_read(slot: str, least: float, tuning: list[Pair]) -> None:
    assert score(tuning, MEASURES[slot]) >= least


@pytest.mark.parametrize(("slot", "floor"), FLOORS.items())
def test_the_untouched_half_is_read(slot: str, floor: float, untouched: list[Pair]) -> None:
    assert score(untouched, MEASURES[slot]) >= floor


@pytest.mark.parametrize(("slot", "floor"), HARDEST.items())
def test_what_is_of_others_is_told_apart(slot: str, floor: float, lexicon: Lexicon) -> None:
    assert score(noted_of(load(HARD), lexicon), MEASURES[slot]) >= floor


def test_an_interval_holds_the_score(tuning: list[Pair]) -> None:
    low, high = interval(tuning, MEASURES["equipment"])
    assert low <= score(tuning, MEASURES["equipment"]) <= high
