"""Moments are UTC inside and Shanghai in words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given

from core import shanghai
from tests.time.moments import at, moments

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_a_moment_is_said_with_its_weekday() -> None:
    assert shanghai.moment_words(MONDAY) == "11月23日（周一）09:00"
    assert shanghai.day_words(date(2026, 11, 29)) == "11月29日（周日）"
    assert shanghai.clock_words(MONDAY) == "09:00"


def test_the_year_is_said_to_a_reader_in_another_one() -> None:
    new_year = at("2027-01-04 09:00")
    assert shanghai.moment_words(new_year, MONDAY) == "2027年1月4日（周一）09:00"
    assert shanghai.moment_words(MONDAY, MONDAY) == "11月23日（周一）09:00"


def test_a_day_ends_at_shanghai_midnight() -> None:
    start, end = shanghai.day_bounds(date(2026, 11, 23))
    assert start == datetime(2026, 11, 22, 16, tzinfo=UTC)
    assert end - start == timedelta(days=1)
    assert shanghai.day_of(end - timedelta(microseconds=1)) == date(2026, 11, 23)
    assert shanghai.day_of(end) == date(2026, 11, 24)


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        shanghai.day_of(datetime(2026, 11, 23))  # noqa: DTZ001


@given(moments)
def test_day_and_clock_make_the_moment_again(now: datetime) -> None:
    again = shanghai.moment(shanghai.day_of(now), shanghai.clock_of(now))
    assert again == now
    assert again.tzinfo is UTC


def test_a_day_without_a_clock_time_begins_at_midnight() -> None:
    assert shanghai.moment(date(2026, 11, 23)) == shanghai.moment(date(2026, 11, 23), time(0))
