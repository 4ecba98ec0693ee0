"""What falls due when, to whom, and what the night holds back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from core.due import About, Audience, Due, DueKind
from core.setting_kinds import Closure
from core.settings import StationSettings
from core.timers import (
    TIMERS,
    again,
    rating_window,
    recounted,
    rung_of,
    send_at,
    start,
    timer_of,
)
from core.working_time import Calendar
from tests.time.moments import USUAL, at, calendars, moments

REQUEST = About("r-1", "s-1", "c-1")

LADDERS = [
    (DueKind.UNCLAIMED, "2026-11-23 09:00", ["11-23 09:30", "11-23 11:00", "11-23 14:30"]),
    (DueKind.UNCLAIMED, "2026-11-20 23:00", ["11-23 09:30", "11-23 11:00", "11-23 14:30"]),
    (DueKind.SILENT, "2026-11-23 09:00", ["11-24 17:30"]),
    (DueKind.REPLY_DUE, "2026-11-20 10:00", ["11-23 10:00"]),
    (DueKind.UNSEEN, "2026-11-20 10:00", ["11-20 15:00"]),
    (DueKind.REACHED, "2026-11-20 22:00", ["11-20 22:00"]),
    (DueKind.APPOINTMENT_EVE, "2026-11-23 09:30", ["11-20 16:00"]),
    (DueKind.FOLLOW_UP, "2026-11-23 10:00", ["11-30 10:00"]),
    (DueKind.HALF_TIME, "2026-11-22 10:00", ["11-23 09:00"]),
    (DueKind.DUE_SOON, "2026-11-23 17:00", ["11-20 17:00"]),
    (DueKind.OVERDUE, "2026-11-23 17:00", ["11-24 17:00", "11-30 17:00"]),
    (DueKind.SUSPENSION_OVER, "2026-11-25 00:00", ["11-25 09:00"]),
    (DueKind.IDLE_DRAFT, "2026-11-23 11:00", ["11-23 14:30"]),
    (DueKind.HANDOVER_END, "2026-11-23 11:00", ["11-24 11:00"]),
    (DueKind.RATING_INVITATION, "2026-11-23 20:00", ["11-23 20:00"]),
    (DueKind.RATING_REMINDER, "2026-11-23 16:00", ["11-24 16:00", "11-26 16:00"]),
    (DueKind.RATING_CLOSE, "2026-11-23 16:00", ["11-30 16:00"]),
    (DueKind.BAD_RATING_CONTACT, "2026-11-23 16:00", ["11-24 16:00"]),
    (DueKind.BAD_RATING_FIX, "2026-11-23 16:00", ["11-30 16:00"]),
    (DueKind.BAD_RATING_PLAN, "2026-11-23 16:00", ["12-14 16:00"]),
    (DueKind.DAILY_BRIEF, "2026-11-20 08:45", ["11-23 08:45"]),
    (DueKind.LESSONS_REPORT, "2026-04-30 10:00", ["05-06 08:45"]),
    (DueKind.LESSONS_REPORT, "2026-10-02 10:00", ["10-08 08:45"]),
    (DueKind.LESSONS_REPORT, "2026-10-08 08:45", ["11-02 08:45"]),
]


def one(kind: DueKind, base: str, calendar: Calendar = USUAL) -> Due:
    due, *_rest = start(kind, REQUEST, at(base), calendar)
    return due


@pytest.mark.parametrize(("kind", "base", "due"), LADDERS)
def test_every_rung_falls_due_in_its_time(kind: DueKind, base: str, due: list[str]) -> None:
    rows = start(kind, REQUEST, at(base), USUAL)
    assert [row.due_at for row in rows] == [at(f"2026-{moment}") for moment in due]
    assert all(rung_of(row).label and rung_of(row).to for row in rows)


def test_every_kind_has_one_timer_and_one_example() -> None:
    assert [timer.kind for timer in TIMERS] == list(dict.fromkeys(timer.kind for timer in TIMERS))
    assert {timer.kind for timer in TIMERS} == set(DueKind) == {kind for kind, *_ in LADDERS}


def test_the_ladder_of_an_unclaimed_request_climbs_from_group_to_contact() -> None:
    to = [rung.to for rung in timer_of(DueKind.UNCLAIMED).rungs]
    assert to == [(Audience.GROUP,), (Audience.HEAD,), (Audience.ESCALATION_CONTACT,)]


def test_a_rating_prompt_waits_for_the_morning_but_closing_does_not() -> None:
    night = "2026-11-20 20:00"
    assert one(DueKind.RATING_INVITATION, night).sends_at == at("2026-11-23 09:00")
    assert send_at(DueKind.RATING_CLOSE, at(night), USUAL) == at(night)


def test_what_is_late_and_comes_up_at_night_waits_too() -> None:
    assert send_at(DueKind.OVERDUE, at("2026-11-28 03:00"), USUAL) == at("2026-11-30 09:00")


def test_the_brief_goes_out_before_the_quiet_hours_end() -> None:
    assert one(DueKind.DAILY_BRIEF, "2026-11-22 12:00").sends_at == at("2026-11-23 08:45")


def test_rating_stays_open_two_working_days_after_the_last_reminder() -> None:
    ended = at("2026-09-28 10:00")
    _first, second = start(DueKind.RATING_REMINDER, REQUEST, ended, USUAL)
    assert second.due_at == at("2026-10-08 10:00")
    assert rating_window(ended, USUAL) == at("2026-10-10 10:00")


def test_the_last_reminder_always_comes_before_the_closing() -> None:
    day = date(2026, 1, 1)
    while day.year == 2026:
        ended = at(f"{day.isoformat()} 16:00")
        rows = start(DueKind.RATING_REMINDER, REQUEST, ended, USUAL)
        assert rows[-1].sends_at < rating_window(ended, USUAL)
        assert rating_window(ended, USUAL) >= ended + timedelta(days=7)
        day += timedelta(days=1)


def test_a_station_may_remind_of_a_rating_once_only() -> None:
    calendar = Calendar(StationSettings(rating_reminder_days=(2,)))
    rows = start(DueKind.RATING_REMINDER, REQUEST, at("2026-11-23 16:00"), calendar)
    assert [row.rung for row in rows] == ["first"]


def test_the_same_cause_has_the_same_key_and_another_one_has_not() -> None:
    first = one(DueKind.REPLY_DUE, "2026-11-23 10:00")
    assert first.key == "r-1|reply_due|only|2026-11-23T10:00:00"
    assert one(DueKind.REPLY_DUE, "2026-11-23 10:00") == first
    assert one(DueKind.REPLY_DUE, "2026-11-24 10:00").key != first.key


def test_a_timer_counted_anew_for_the_same_cause_keeps_its_key() -> None:
    cause = at("2026-11-23 10:00")
    (later,) = start(DueKind.REPLY_DUE, REQUEST, at("2026-11-25 10:00"), USUAL, since=cause)
    assert later.key == one(DueKind.REPLY_DUE, "2026-11-23 10:00").key
    assert later.due_at == at("2026-11-26 10:00")


def test_there_is_one_brief_a_day_however_often_it_is_begun() -> None:
    brief = one(DueKind.DAILY_BRIEF, "2026-11-20 10:00")
    assert one(DueKind.DAILY_BRIEF, "2026-11-22 10:00").key == brief.key
    (following,) = again(brief, brief.due_at, USUAL)
    assert following.due_at == at("2026-11-24 08:45")


def test_a_timer_that_does_not_repeat_is_over_when_it_was_done() -> None:
    due = one(DueKind.REPLY_DUE, "2026-11-23 10:00")
    assert again(due, due.due_at, USUAL) == ()


def test_follow_ups_go_on_until_they_are_called_off() -> None:
    due = one(DueKind.FOLLOW_UP, "2026-11-23 10:00")
    (following,) = again(due, at("2026-11-30 10:05"), USUAL)
    assert following.due_at == at("2026-12-07 10:05")
    assert following.key != due.key


def test_a_row_is_recounted_with_new_hours_and_keeps_its_key() -> None:
    due = one(DueKind.UNCLAIMED, "2026-11-23 09:00")
    shut = Closure(date(2026, 11, 23), date(2026, 11, 24))
    moved = recounted(due, Calendar(StationSettings(closures=(shut,))))
    assert moved is not None
    assert moved.due_at == at("2026-11-25 09:30")
    assert (moved.key, moved.base_at) == (due.key, due.base_at)


def test_a_row_whose_rung_is_gone_has_no_new_time() -> None:
    *_first, second = start(DueKind.RATING_REMINDER, REQUEST, at("2026-11-23 16:00"), USUAL)
    assert recounted(second, Calendar(StationSettings(rating_reminder_days=(1,)))) is None


@given(calendars, moments)
def test_what_is_held_goes_out_in_loud_hours_and_never_early(
    calendar: Calendar, base: datetime
) -> None:
    for timer in TIMERS:
        for due in start(timer.kind, REQUEST, base, calendar):
            assert due.sends_at >= due.due_at
            assert not timer.held or not calendar.quiet(due.sends_at)
            assert recounted(due, calendar) == due


def test_a_brief_at_another_clock_time_moves() -> None:
    early = Calendar(replace(StationSettings(), brief_clock=time(8)))
    brief = one(DueKind.DAILY_BRIEF, "2026-11-22 10:00")
    moved = recounted(brief, early)
    assert moved is not None
    assert moved.due_at == at("2026-11-23 08:00")
