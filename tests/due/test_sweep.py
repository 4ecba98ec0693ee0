"""The sweep: each thing once, a bug only its own row, an outage no storm, new settings at once."""

from dataclasses import replace
from typing import Final

import pytest

from bot.due_work import decide_due
from core.decision import Decision
from core.due import About, Due, DueKind, DueState
from core.due_context import DueContext
from core.messages import Audience, Choice, Line, Outbound, text_of
from core.requests.actions import Action
from core.timers import start
from core.working_time import Calendar
from storage.sweep import reschedule_station, together
from tests.due.house import CHAT, ROOM, SETTINGS, STATION, House
from tests.time.moments import USUAL, at

QUOTED: Final = "陈师傅 13800001207"


def buggy(due: Due, known: DueContext) -> Decision:
    if due.rung == "group":
        raise ZeroDivisionError(QUOTED)
    return decide_due(due, known)


def test_a_bug_puts_its_own_row_off_and_lets_the_others_happen(house: House) -> None:
    house.file(at("2026-11-23 09:00"))
    house.fall(at("2026-11-23 11:00"), buggy)
    (row,) = house.rows(DueKind.UNCLAIMED)[:1]
    assert (row.rung, row.sends_at) == ("group", at("2026-11-23 11:05"))
    tries, fault = house.connection.execute(
        "SELECT tries, fault FROM due WHERE key = ?", [row.key]
    ).fetchone()
    assert tries == 1
    assert "ZeroDivisionError" in fault
    assert QUOTED not in fault, "what a bug quotes does not lie readable"
    assert house.told(ROOM, "请您指派", only="zhao") == [at("2026-11-23 11:00")]
    house.pass_until(at("2026-11-23 11:10"))
    assert house.told(ROOM, "请有空的同事") == [at("2026-11-23 11:05")]


def test_a_row_that_keeps_failing_waits_longer_each_time(house: House) -> None:
    house.file(at("2026-11-23 09:00"))
    times = house.pass_until(at("2026-11-23 10:30"), buggy)
    assert [time for time in times if time >= at("2026-11-23 09:30")] == [
        at("2026-11-23 09:30"),
        at("2026-11-23 09:35"),
        at("2026-11-23 09:45"),
        at("2026-11-23 10:00"),
        at("2026-11-23 10:20"),
    ]


def test_what_was_called_off_since_it_was_found_does_not_happen(house: House) -> None:
    request = house.file(at("2026-11-23 09:00"))
    now = at("2026-11-23 09:30")
    house.sweep.begin(house.connection, now)
    groups = house.sweep.due_now(house.connection, now, 10)
    house.staff(Action.CLAIM, request, now)
    for dues in groups:
        house.sweep.fall_due(house.connection, dues, now, decide_due)
    assert house.told(ROOM, "没有人接单") == []


def test_after_an_outage_each_thing_happens_once_and_not_by_night(house: House) -> None:
    house.file(at("2026-11-23 09:00"))
    house.end(at("2026-11-23 10:00"))
    house.fall(at("2026-11-27 23:00"))
    assert [when for when, _ in house.said() if when > at("2026-11-27 00:00")] == []
    house.pass_until(at("2026-11-30 09:00"))
    assert house.told(CHAT, "想请您评一评") == [at("2026-11-30 09:00")]
    assert house.told(CHAT, "评价还没有完成") == []
    assert house.told(ROOM, "请有空的同事") == [at("2026-11-30 09:00")]
    assert house.fall(at("2026-11-30 09:00")) == []


def test_new_hours_move_the_rows_that_wait_and_the_window_of_a_rating(house: House) -> None:
    house.file(at("2026-11-23 09:00"))
    request = house.end(at("2026-11-23 10:00"))
    longer = replace(SETTINGS, unclaimed_group_minutes=60, rating_window_days=14)
    moved = reschedule_station(
        house.connection, house.tables, STATION, Calendar(SETTINGS), Calendar(longer)
    )
    assert {change.after.kind for change in moved.moved} == {
        DueKind.UNCLAIMED,
        DueKind.RATING_CLOSE,
    }
    assert house.rows(DueKind.UNCLAIMED)[0].sends_at == at("2026-11-23 10:00")
    assert house.rating(request).closes_at == at("2026-12-07 10:00")


def test_the_next_row_is_known(house: House) -> None:
    house.fall(at("2026-11-23 08:00"))
    assert house.sweep.next_due(house.connection) == at("2026-11-23 08:45")
    house.file(at("2026-11-23 08:00"))
    house.pass_until(at("2026-11-23 09:00"))
    assert house.sweep.next_due(house.connection) == at("2026-11-23 09:30")


def test_a_row_of_a_station_that_is_gone_is_done_without_a_word(house: House) -> None:
    (row,) = start(DueKind.SUSPENSION_OVER, About("r", "gone"), at("2026-11-23 09:00"), USUAL)
    house.save(row)
    house.fall(at("2026-11-23 10:00"))
    assert house.rows(DueKind.SUSPENSION_OVER, DueState.DONE) == [replace(row, state=DueState.DONE)]


@pytest.mark.parametrize("kind", DueKind)
def test_a_row_whose_subject_is_gone_does_nothing(house: House, kind: DueKind) -> None:
    rows = start(kind, About("nothing", STATION), at("2026-11-23 09:00"), USUAL)
    house.save(rows[0])
    now = max(rows[0].sends_at, at("2026-11-24 10:00"))
    assert {taken.fault for taken in house.fall(now)} == {""}
    assert rows[0].key in {due.key for due in house.rows(kind, DueState.DONE)}


def reminder(words: str, choices: tuple[Choice, ...] = (), only: str = "") -> Outbound:
    return Outbound(CHAT, (Line(words),), choices, audience=Audience.REMINDER, only=only)


def test_plain_reminders_to_one_reader_become_one_message() -> None:
    spoken = [
        ("d.1", reminder("一")),
        ("d.2", reminder("带按钮", (Choice("1", "好", "x"),))),
        ("d.3", reminder("二")),
        ("d.4", reminder("给他", only="li")),
    ]
    said = together(spoken)
    assert [(turn, text_of(message)) for turn, message in said] == [
        ("d.1", "一\n二"),
        ("d.2", "带按钮"),
        ("d.4", "给他"),
    ]
