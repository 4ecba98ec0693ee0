"""Allowances: however somebody tries to send, no stretch of time holds more than they allow."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.channels.telegram.limits import GROUP, OVERALL, PRIVATE
from core.rates import Rate
from tests.time.moments import at

BEGIN = at("2026-11-23 10:00")
pauses = st.lists(st.integers(0, 3_000_000), min_size=1, max_size=80).map(
    lambda all: [BEGIN + timedelta(microseconds=each) for each in accumulate(all)]
)
rates = st.builds(
    Rate,
    st.integers(1, 5_000_000).map(lambda each: timedelta(microseconds=each)),
    st.integers(1, 9),
)


def sent(rate: Rate, wishes: Sequence[datetime]) -> list[datetime]:
    """When each message went that somebody wished to send, in order, none too early."""
    until = wishes[0]
    gone: list[datetime] = []
    for wish in wishes:
        now = max([wish, rate.opens_at(until), *gone[-1:]])
        assert rate.room(until, now) > 0
        until = rate.after_one(until, now)
        gone.append(now)
    return gone


def most_within(length: timedelta, gone: Sequence[datetime]) -> int:
    return max(sum(begin <= each < begin + length for each in gone) for begin in gone)


@pytest.mark.parametrize(
    ("rate", "seconds", "most"), [(GROUP, 60, 20), (OVERALL, 1, 30), (PRIVATE, 60, 62)]
)
@given(wishes=pauses)
@example(wishes=[BEGIN] * 80)
def test_telegrams_limits_hold_in_every_window(
    rate: Rate, seconds: int, most: int, wishes: Sequence[datetime]
) -> None:
    assert most_within(timedelta(seconds=seconds), sent(rate, wishes)) <= most


@given(wishes=pauses, seconds=st.integers(1, 120))
@example(wishes=[BEGIN] * 80, seconds=10)
def test_a_private_chat_gets_one_a_second_beyond_the_burst(
    wishes: Sequence[datetime], seconds: int
) -> None:
    gone = sent(PRIVATE, wishes)
    assert most_within(timedelta(seconds=seconds), gone) <= PRIVATE.burst - 1 + seconds


@given(rate=rates, wishes=pauses)
def test_what_has_room_goes_and_what_has_none_waits_for_its_moment(
    rate: Rate, wishes: Sequence[datetime]
) -> None:
    until = wishes[0]
    for now in wishes:
        room = rate.room(until, now)
        assert 0 <= room <= rate.burst
        assert (rate.opens_at(until) <= now) is (room > 0)
        for left in range(room, 0, -1):
            assert rate.room(until, now) == left
            until = rate.after_one(until, now)
        assert rate.opens_at(until) > now


@given(rate=rates)
def test_after_a_rest_the_whole_burst_goes_at_once(rate: Rate) -> None:
    assert sent(rate, [BEGIN] * rate.burst) == [BEGIN] * rate.burst
