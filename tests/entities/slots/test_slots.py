"""Slots are read as well as a careful clerk would note them, on either half."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.intents.lexicon import Lexicon
from bot.intents.normal import normalise
from tests.entities.slots.scoring import (
    CHATS,
    DAYS,
    FIRMS,
    HARD,
    MEASURES,
    TRAPS,
    TUNING,
    UNTOUCHED,
    Pair,
    interval,
    load,
    noted_of,
    odd,
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
    "date": 0.92,
    "quantity": 0.92,
    "equipment": 0.87,
    "standards": 0.96,
}
"""A little below what the command prints for the untouched half."""
HARDEST = {"company": 0.94, "phone": 0.98, "date": 0.96}
MANY_DAYS = {"phone": 0.98, "date": 0.96}
SHORT = {"phone": 0.97, "date": 0.96}
OF_FIRMS = {"company": 0.95, "contact": 0.94, "phone": 0.98, "date": 0.92}
OF_TRAPS = {"company": 0.92, "contact": 0.9, "phone": 0.95, "date": 0.87}
"""Of the odd lines; only the totals of the even ones are read."""
FEWEST = 300
FEWEST_HARD = 60
OWN_FRAMES = {DAYS: 160, CHATS: 250}
OWN_WORDS = {**OWN_FRAMES, FIRMS: 430, TRAPS: 480}
"""How many messages a set has at least where none may resemble another of any set."""
MOST_OF_ONE_FRAME = 3


def trigrams(text: str) -> frozenset[str]:
    bare = re.sub(r"\W", "", normalise(text))
    return frozenset(bare[at : at + 3] for at in range(len(bare) - 2))


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


@pytest.mark.parametrize(
    "other", [DAYS, CHATS, FIRMS, TRAPS, TUNING, HARD, UNTOUCHED], ids=lambda path: path.stem
)
@pytest.mark.parametrize(
    ("own", "fewest"), OWN_WORDS.items(), ids=["days", "chats", "firms", "traps"]
)
def test_no_message_shares_half_its_trigrams_with_another(
    own: Path, fewest: int, other: Path
) -> None:
    messages = load(own)
    pieces = [(message, trigrams(message.text)) for message in load(other)]
    assert len(messages) >= fewest
    for message in messages:
        ours = trigrams(message.text)
        for stranger, its in pieces:
            if stranger != message:
                assert len(ours & its) * 2 <= len(ours), message.text


@pytest.mark.parametrize("own", OWN_FRAMES, ids=lambda path: path.stem)
@pytest.mark.parametrize("frame", [lambda text: text[:4], lambda text: text[-4:]])
def test_few_messages_begin_or_end_alike(own: Path, frame: Callable[[str], str]) -> None:
    frames = Counter(frame(re.sub(r"\d", "0", message.text)) for message in load(own))
    del frames["0000"]
    assert max(frames.values()) <= MOST_OF_ONE_FRAME


@pytest.mark.parametrize(("slot", "least"), TUNED.items())
def test_the_tuning_half_is_read(slot: str, least: float, tuning: list[Pair]) -> None:
    assert score(tuning, MEASURES[slot]) >= least


@pytest.mark.parametrize(("slot", "floor"), FLOORS.items())
def test_the_untouched_half_is_read(slot: str, floor: float, untouched: list[Pair]) -> None:
    assert score(untouched, MEASURES[slot]) >= floor


@pytest.mark.parametrize(("slot", "floor"), HARDEST.items())
def test_what_is_of_others_is_told_apart(slot: str, floor: float, lexicon: Lexicon) -> None:
    assert score(noted_of(load(HARD), lexicon), MEASURES[slot]) >= floor


@pytest.mark.parametrize(("slot", "floor"), MANY_DAYS.items())
def test_many_ways_to_tell_a_day_are_read(slot: str, floor: float, lexicon: Lexicon) -> None:
    assert score(noted_of(load(DAYS), lexicon), MEASURES[slot]) >= floor


@pytest.mark.parametrize(("slot", "floor"), SHORT.items())
def test_short_messages_are_read(slot: str, floor: float, lexicon: Lexicon) -> None:
    assert score(noted_of(load(CHATS), lexicon), MEASURES[slot]) >= floor


@pytest.mark.parametrize(("slot", "floor"), OF_FIRMS.items())
def test_what_firms_write_is_read(slot: str, floor: float, lexicon: Lexicon) -> None:
    assert score(noted_of(load(FIRMS), lexicon), MEASURES[slot]) >= floor


@pytest.mark.parametrize(("slot", "floor"), OF_TRAPS.items())
def test_what_is_no_wish_and_no_number_to_call_is_told_apart(
    slot: str, floor: float, lexicon: Lexicon
) -> None:
    assert score(noted_of(odd(load(TRAPS)), lexicon), MEASURES[slot]) >= floor


def test_an_interval_holds_the_score(tuning: list[Pair]) -> None:
    low, high = interval(tuning, MEASURES["equipment"])
    assert low <= score(tuning, MEASURES["equipment"]) <= high
