"""Working days and working minutes of a station, 调休 included."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.setting_kinds import Closure
from core.settings import StationSettings
from core.shanghai import clock_of, day_of
from core.working_time import Calendar
from tests.time.moments import USUAL, at, calendars, hours, moments

STOCKTAKING = Closure(date(2026, 12, 24), date(2026, 12, 26), "盘点")
minutes = st.integers(0, 5000)


def in_hours(calendar: Calendar, moment: datetime) -> bool:
    clock = clock_of(moment)
    return any(span.start <= clock <= span.end for span in calendar.hours_on(day_of(moment)))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-02-13 10:00", 1, "2026-02-14 10:00"),
        ("2026-02-14 10:00", 1, "2026-02-24 10:00"),
        ("2026-09-30 15:00", 1, "2026-10-08 15:00"),
        ("2026-05-08 11:00", 1, "2026-05-09 11:00"),
        ("2026-10-09 09:00", 2, "2026-10-12 09:00"),
        ("2026-12-31 10:00", 1, "2027-01-04 10:00"),
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),
        ("2026-11-23 10:00", -1, "2026-11-20 10:00"),
        ("2026-02-24 10:00", -1, "2026-02-14 10:00"),
        ("2027-01-04 10:00", -1, "2026-12-31 10:00"),
    ],
)
def test_working_days_follow_the_national_plan(start: str, days: int, end: str) -> None:
    assert USUAL.add_working_days(at(start), days) == at(end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-20 20:00", "2026-11-24 09:00"),
        ("2026-11-21 10:00", "2026-11-24 09:00"),
        ("2026-11-23 08:00", "2026-11-24 09:00"),
        ("2026-11-23 12:40", "2026-11-24 13:30"),
        ("2026-11-23 17:30", "2026-11-24 17:30"),
        ("2026-11-23 17:31", "2026-11-25 09:00"),
    ],
)
def test_a_working_day_begins_when_the_station_is_next_open(start: str, end: str) -> None:
    assert USUAL.add_working_days(at(start), 1) == at(end)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-23 09:00", 30, "2026-11-23 09:30"),
        ("2026-11-23 11:50", 30, "2026-11-23 13:50"),
        ("2026-11-23 09:00", 180, "2026-11-23 12:00"),
        ("2026-11-23 09:00", 420, "2026-11-23 17:30"),
        ("2026-11-23 09:00", 421, "2026-11-24 09:01"),
        ("2026-11-20 22:00", 30, "2026-11-23 09:30"),
        ("2026-02-13 17:00", 60, "2026-02-14 09:30"),
        ("2026-02-14 17:00", 60, "2026-02-24 09:30"),
        ("2026-12-31 17:00", 240, "2027-01-04 14:00"),
        ("2026-11-23 12:30", 0, "2026-11-23 13:30"),
    ],
)
def test_working_minutes_pass_only_while_the_station_is_open(
    start: str, count: int, end: str
) -> None:
    assert USUAL.add_working_minutes(at(start), count) == at(end)
    assert USUAL.working_minutes_between(at(start), at(end)) == count
    assert USUAL.working_minutes_between(at(end), at(start)) == -count


def test_working_time_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="never taken away"):
        USUAL.add_working_minutes(at("2026-11-23 09:00"), -1)


def test_a_closure_is_no_working_time() -> None:
    calendar = Calendar(StationSettings(closures=(STOCKTAKING,)))
    assert calendar.add_working_days(at("2026-12-23 10:00"), 1) == at("2026-12-28 10:00")
    assert not calendar.is_working_day(date(2026, 12, 26))
    assert calendar.is_working_day(date(2026, 12, 23))


def test_a_closure_also_stops_a_working_weekend() -> None:
    shut = Closure(date(2026, 2, 14), date(2026, 2, 14))
    assert not Calendar(StationSettings(closures=(shut,))).is_working_day(date(2026, 2, 14))


def test_a_day_that_the_head_adds_keeps_the_usual_hours() -> None:
    calendar = Calendar(StationSettings(extra_days=(date(2026, 11, 21), date(2026, 10, 3))))
    assert calendar.hours_on(date(2026, 11, 21)) == USUAL.hours_on(date(2026, 11, 20))
    assert calendar.is_working_day(date(2026, 10, 3))


def test_a_station_open_on_saturdays_works_on_saturdays_but_not_in_the_holidays() -> None:
    week = (*(hours(9, 17),) * 5, hours(9, 12), ())
    calendar = Calendar(StationSettings(hours=week))
    assert calendar.add_working_days(at("2026-11-20 10:00"), 1) == at("2026-11-21 10:00")
    assert calendar.add_working_days(at("2026-11-20 15:00"), 1) == at("2026-11-23 09:00")
    assert calendar.hours_on(date(2026, 2, 14)) == hours(9, 12)
    assert not calendar.is_working_day(date(2026, 10, 3))


def test_a_station_that_never_opens_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="opens on at least one day"):
        StationSettings(hours=((),) * 7)


def test_open_ends_at_closing_time_and_over_lunch() -> None:
    assert USUAL.is_open(at("2026-11-23 09:00"))
    assert not USUAL.is_open(at("2026-11-23 12:00"))
    assert not USUAL.is_open(at("2026-11-23 17:30"))
    assert not USUAL.is_open(at("2026-11-22 10:00"))


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:00"),
        ("2026-11-23 12:00", "2026-11-23 13:30"),
        ("2026-11-20 17:30", "2026-11-23 09:00"),
        ("2026-02-14 18:00", "2026-02-24 09:00"),
    ],
)
def test_the_next_opening_is_now_while_open(asked: str, opens: str) -> None:
    assert USUAL.next_opening(at(asked)) == at(opens)


@pytest.mark.parametrize(
    ("now", "quiet", "morning"),
    [
        ("2026-11-23 08:59", True, "2026-11-23 09:00"),
        ("2026-11-23 09:00", False, "2026-11-23 09:00"),
        ("2026-11-23 12:30", False, "2026-11-24 09:00"),
        ("2026-11-23 18:00", True, "2026-11-24 09:00"),
        ("2026-11-21 12:00", True, "2026-11-23 09:00"),
        ("2026-02-14 12:00", False, "2026-02-24 09:00"),
    ],
)
def test_quiet_hours_are_outside_nine_to_six_on_working_days(
    now: str, quiet: bool, morning: str
) -> None:
    assert USUAL.quiet(at(now)) is quiet
    assert USUAL.next_working_morning(at(now)) == at(morning)


def test_the_eve_of_an_appointment_is_a_working_day() -> None:
    assert USUAL.eve_of(at("2026-11-25 09:30")) == at("2026-11-24 16:00")
    assert USUAL.eve_of(at("2026-11-23 09:30")) == at("2026-11-20 16:00")
    assert USUAL.eve_of(at("2026-02-24 09:30")) == at("2026-02-14 16:00")


def test_the_next_brief_is_on_a_working_day() -> None:
    assert USUAL.next_clock(at("2026-11-20 08:45"), time(8, 45)) == at("2026-11-20 08:45")
    assert USUAL.next_clock(at("2026-11-20 08:46"), time(8, 45)) == at("2026-11-23 08:45")


def test_a_year_without_an_announced_plan_is_counted_with_a_warning() -> None:
    assert USUAL.warning(at("2026-12-31 10:00")) is None
    warned = USUAL.warning(at("2027-01-04 10:00"))
    assert warned is not None
    assert warned.render().startswith("2027年")
    assert USUAL.warning(at("2035-05-01 10:00")) is not None


def test_a_station_that_entered_the_plan_itself_is_not_warned() -> None:
    calendar = Calendar(StationSettings(announced_years=(2027,)))
    assert calendar.is_certain(date(2027, 1, 4))
    assert not calendar.is_certain(date(2028, 1, 4))


def test_holidays_fixed_by_law_are_off_before_the_plan_is_announced() -> None:
    assert not USUAL.is_working_day(date(2027, 10, 1))
    assert not USUAL.is_working_day(date(2028, 1, 26))
    assert USUAL.is_working_day(date(2035, 10, 1))


@given(calendars, moments, moments, minutes)
def test_later_starts_never_end_earlier(
    calendar: Calendar, one: datetime, other: datetime, count: int
) -> None:
    early, late = sorted((one, other))
    assert calendar.add_working_minutes(early, count) <= calendar.add_working_minutes(late, count)
    days = count % 7
    assert calendar.add_working_days(early, days) <= calendar.add_working_days(late, days)


@given(calendars, moments, minutes, minutes)
def test_minutes_add_up(calendar: Calendar, start: datetime, one: int, two: int) -> None:
    stepwise = calendar.add_working_minutes(calendar.add_working_minutes(start, one), two)
    assert stepwise == calendar.add_working_minutes(start, one + two)


@given(moments, st.integers(0, 9), st.integers(0, 9))
def test_days_add_up_where_every_day_has_the_same_hours(
    start: datetime, one: int, two: int
) -> None:
    stepwise = USUAL.add_working_days(USUAL.add_working_days(start, one), two)
    assert stepwise == USUAL.add_working_days(start, one + two)


@given(calendars, moments, minutes, st.integers(-9, 9))
def test_every_deadline_lies_in_working_hours(
    calendar: Calendar, start: datetime, count: int, days: int
) -> None:
    assert in_hours(calendar, calendar.add_working_minutes(start, count))
    assert in_hours(calendar, calendar.add_working_days(start, days))
    assert calendar.is_open(calendar.next_opening(start))


@given(calendars, moments, minutes)
def test_what_was_added_is_what_lies_between(
    calendar: Calendar, start: datetime, count: int
) -> None:
    end = calendar.add_working_minutes(start, count)
    assert calendar.working_minutes_between(start, end) == count


@given(calendars, moments, moments, moments)
def test_working_time_between_adds_up(
    calendar: Calendar, one: datetime, two: datetime, three: datetime
) -> None:
    between = calendar.working_time_between
    assert between(one, two) + between(two, three) == between(one, three)


@given(calendars, moments)
def test_no_message_waits_past_the_next_working_morning(calendar: Calendar, held: datetime) -> None:
    morning = calendar.next_working_morning(held)
    assert morning >= held
    assert not calendar.quiet(morning)
    assert calendar.next_working_morning(morning) == morning
