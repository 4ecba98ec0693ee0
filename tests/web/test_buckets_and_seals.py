"""Limits refill with time; signed words are believed for one purpose and from us only."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import buckets
from bot.channels.web.buckets import Buckets
from bot.channels.web.seals import Purpose, Seals, fresh
from bot.channels.web.settings import Rate


@dataclass
class Hand:
    """A clock that stands until it is moved."""

    seconds: float = 0

    def __call__(self) -> float:
        return self.seconds


def test_a_burst_is_let_through_and_then_one_waits() -> None:
    clock = Hand()
    limit = Buckets(Rate(3, 0.5), clock)

    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 2]
    clock.seconds = 2
    assert (limit.wait("a"), limit.wait("b")) == (0, 0)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 5)), max_size=60))
def test_nobody_gets_more_than_burst_and_refill(steps: list[tuple[str, float]]) -> None:
    clock, taken = Hand(), {"a": 0, "b": 0}
    limit = Buckets(Rate(4, 1), clock)
    for key, pause in steps:
        clock.seconds += pause
        taken[key] += limit.wait(key) == 0

    assert all(count <= 4 + clock.seconds for count in taken.values())


def test_only_so_many_keys_are_remembered() -> None:
    limit = Buckets(Rate(1, 0.001))
    for number in range(buckets.MOST_KEYS + 50):
        limit.wait(str(number))

    assert len(limit._levels) == buckets.MOST_KEYS


def test_a_word_sealed_for_one_purpose_says_nothing_for_another() -> None:
    seals, word = Seals("secret"), fresh()
    sealed = seals.seal(Purpose.VISITOR, word)

    assert seals.open(Purpose.VISITOR, sealed) == word
    assert seals.open(Purpose.SESSION, sealed) == ""
    assert Seals("another").open(Purpose.VISITOR, sealed) == ""


@given(st.text())
def test_a_made_up_seal_is_empty(sealed: str) -> None:
    seals = Seals("secret")

    assert seals.open(Purpose.SESSION, sealed) == ""
    assert seals.resumed(sealed, "HY", 365) == ""


def test_a_resume_link_is_for_its_own_station_and_time() -> None:
    seals = Seals("secret")
    token = seals.resume("HY", "visitor")

    assert seals.resumed(token, "HY", 365) == "visitor"
    assert seals.resumed(token, "WH", 365) == ""
    assert seals.resumed(token, "HY", -1) == ""
