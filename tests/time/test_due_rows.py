"""Which rows an event of a request writes and calls off, and what new settings do to them."""

from dataclasses import replace
from datetime import date, timedelta

from core.due import About, Due, DueKind, DueState
from core.due_rows import (
    DueChanges,
    Happening,
    Moved,
    due_changes,
    paused_time,
    reschedule,
)
from core.requests.changes import changes
from core.requests.events import EventType, RequestEvent
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.setting_kinds import Closure
from core.settings import StationSettings
from core.timers import start
from core.working_time import Calendar
from tests.time.moments import USUAL, at

FILED_AT = at("2026-11-23 09:00")
SUBMITTED = ServiceRequest(
    "r-1", "s-1", Status.SUBMITTED, "metrology", "web", "c-1", "p-1", "k-1", "w-1",
    requested_at=FILED_AT, entered_at=FILED_AT,
)  # fmt: skip
DRAFT = replace(SUBMITTED, status=Status.DRAFT)
RECEIVED = replace(
    SUBMITTED, status=Status.RECEIVED, owner="li", received_at=at("2026-11-23 10:00")
)
REPLIED = replace(RECEIVED, replied_at=at("2026-11-23 11:00"))
PLANNED = replace(REPLIED, status=Status.SELF_PLANNED, appointment=at("2026-11-26 10:00"))
SERVED = replace(
    PLANNED,
    status=Status.IN_SERVICE,
    started_at=at("2026-11-26 10:00"),
    due_at=at("2026-12-10 10:00"),
)
ENDED = replace(SERVED, status=Status.ENDED, ended_at=at("2026-12-09 10:00"))


def event(
    before: ServiceRequest | None,
    after: ServiceRequest,
    kind: EventType,
    when: str,
    **also: str,
) -> RequestEvent:
    values = {**changes(before, after), **also}
    return RequestEvent("e-1", after.id, kind, "li", at(when), after.cycle, values)


def happen(
    before: ServiceRequest | None, after: ServiceRequest, kind: EventType, when: str, **also: str
) -> DueChanges:
    happening = Happening(before, after, event(before, after, kind, when, **also))
    return due_changes(happening, USUAL)


def kinds(changed: DueChanges) -> set[DueKind]:
    return {due.kind for due in changed.saves}


def called_off(changed: DueChanges) -> set[str]:
    return {kind for call_off in changed.calls_off for kind in call_off.kinds}


def when(changed: DueChanges, kind: DueKind) -> list[str]:
    return [due.due_at.isoformat() for due in changed.saves if due.kind is kind]


def test_a_filed_request_climbs_its_ladder_from_the_filing_on() -> None:
    changed = happen(DRAFT, SUBMITTED, EventType.FILED, "2026-11-23 09:00")
    assert kinds(changed) == {DueKind.UNCLAIMED}
    assert called_off(changed) == set()
    assert changed.saves[0].due_at == at("2026-11-23 09:30")
    assert changed.saves[0].about == About("r-1", "s-1", "c-1")


def test_a_request_recorded_afterwards_counts_from_when_it_was_entered() -> None:
    entered = at("2026-11-24 09:00").isoformat()
    changed = happen(None, SUBMITTED, EventType.FILED, "2026-11-20 09:00", entered=entered)
    assert changed.saves[0].due_at == at("2026-11-24 09:30")


def test_a_claim_calls_the_ladder_off_and_starts_the_clock_of_the_answer() -> None:
    changed = happen(SUBMITTED, RECEIVED, EventType.CLAIMED, "2026-11-23 10:00")
    assert called_off(changed) == {DueKind.UNCLAIMED}
    assert kinds(changed) == {DueKind.SILENT, DueKind.REPLY_DUE}
    assert when(changed, DueKind.REPLY_DUE) == [at("2026-11-24 10:00").isoformat()]


def test_an_answer_calls_off_what_waits_for_it() -> None:
    changed = happen(RECEIVED, REPLIED, EventType.ANSWERED, "2026-11-23 11:00")
    assert called_off(changed) == {DueKind.SILENT, DueKind.REPLY_DUE}
    assert kinds(changed) == {DueKind.UNSEEN}


def test_an_answer_that_did_not_arrive_is_due_again() -> None:
    changed = happen(REPLIED, RECEIVED, EventType.UNDELIVERED, "2026-11-23 11:05")
    assert kinds(changed) == {DueKind.SILENT, DueKind.REPLY_DUE}
    assert when(changed, DueKind.REPLY_DUE) == [at("2026-11-24 10:00").isoformat()]


def test_a_courtesy_gives_time_but_is_no_answer() -> None:
    changed = happen(RECEIVED, RECEIVED, EventType.GREETED, "2026-11-23 17:00")
    assert called_off(changed) == kinds(changed) == {DueKind.SILENT}
    assert when(changed, DueKind.SILENT) == [at("2026-11-25 17:00").isoformat()]


def test_a_new_owner_has_time_to_speak_but_the_answer_is_due_as_before() -> None:
    handed = replace(RECEIVED, owner="wang")
    changed = happen(RECEIVED, handed, EventType.REASSIGNED, "2026-11-23 15:00")
    assert called_off(changed) == kinds(changed) == {DueKind.SILENT}


def test_a_request_back_in_the_group_climbs_again_under_new_keys() -> None:
    first = happen(DRAFT, SUBMITTED, EventType.FILED, "2026-11-23 09:00")
    second = happen(RECEIVED, SUBMITTED, EventType.RELEASED, "2026-11-24 17:00")
    assert kinds(second) == {DueKind.UNCLAIMED}
    assert called_off(second) == {DueKind.SILENT, DueKind.REPLY_DUE}
    assert {due.key for due in first.saves}.isdisjoint(due.key for due in second.saves)


def test_what_changes_nothing_touches_no_row() -> None:
    assert happen(RECEIVED, RECEIVED, EventType.URGED, "2026-11-23 15:00") == DueChanges()


def test_an_appointment_is_remembered_the_day_before() -> None:
    changed = happen(REPLIED, PLANNED, EventType.APPOINTED, "2026-11-23 15:00")
    assert when(changed, DueKind.APPOINTMENT_EVE) == [at("2026-11-25 16:00").isoformat()]


def test_a_moved_appointment_is_remembered_at_its_new_eve_only() -> None:
    moved = replace(PLANNED, appointment=at("2026-11-30 10:00"))
    changed = happen(PLANNED, moved, EventType.RESCHEDULED, "2026-11-24 15:00")
    assert called_off(changed) == kinds(changed) == {DueKind.APPOINTMENT_EVE}
    assert when(changed, DueKind.APPOINTMENT_EVE) == [at("2026-11-27 16:00").isoformat()]


def test_an_appointment_made_after_its_eve_is_not_remembered() -> None:
    soon = replace(PLANNED, appointment=at("2026-11-24 10:00"))
    assert happen(REPLIED, soon, EventType.APPOINTED, "2026-11-23 17:00").saves == ()


def test_a_service_is_followed_up_and_watched_to_its_end() -> None:
    changed = happen(PLANNED, SERVED, EventType.STARTED, "2026-11-26 10:00")
    assert called_off(changed) == {DueKind.APPOINTMENT_EVE}
    assert when(changed, DueKind.FOLLOW_UP) == [at("2026-12-03 10:00").isoformat()]
    assert when(changed, DueKind.HALF_TIME) == [at("2026-12-03 10:00").isoformat()]
    assert when(changed, DueKind.DUE_SOON) == [at("2026-12-09 10:00").isoformat()]
    assert len(when(changed, DueKind.OVERDUE)) == 2


def test_a_service_without_a_planned_end_is_only_followed_up() -> None:
    unplanned = replace(SERVED, due_at=None)
    changed = happen(PLANNED, unplanned, EventType.STARTED, "2026-11-26 10:00")
    assert kinds(changed) == {DueKind.FOLLOW_UP}


def test_each_contact_begins_the_follow_up_anew() -> None:
    changed = happen(SERVED, SERVED, EventType.FOLLOWED_UP, "2026-12-01 10:00")
    assert called_off(changed) == kinds(changed) == {DueKind.FOLLOW_UP}
    assert when(changed, DueKind.FOLLOW_UP) == [at("2026-12-08 10:00").isoformat()]


def test_an_extension_moves_what_counts_from_the_end() -> None:
    longer = replace(SERVED, due_at=at("2026-12-17 10:00"))
    changed = happen(SERVED, longer, EventType.EXTENDED, "2026-12-08 10:00")
    moved = {DueKind.HALF_TIME, DueKind.DUE_SOON, DueKind.OVERDUE}
    assert called_off(changed) == moved
    assert kinds(changed) == moved - {DueKind.HALF_TIME}
    assert when(changed, DueKind.DUE_SOON) == [at("2026-12-16 10:00").isoformat()]


def test_an_ended_service_leaves_nothing_running() -> None:
    changed = happen(SERVED, ENDED, EventType.ENDED, "2026-12-09 10:00")
    assert changed.saves == ()
    assert called_off(changed) == {
        DueKind.FOLLOW_UP, DueKind.HALF_TIME, DueKind.DUE_SOON, DueKind.OVERDUE,
    }  # fmt: skip


def suspend(request: ServiceRequest, until: str) -> ServiceRequest:
    return replace(
        request, status=Status.SUSPENDED, resumes_to=request.status, expected_at=at(until)
    )


def resume(
    request: ServiceRequest, waits: ServiceRequest, suspended: str, resumed: str
) -> tuple[Due, ...]:
    history = (
        event(None, request, EventType.STARTED, "2026-11-20 09:00"),
        event(request, waits, EventType.SUSPENDED, suspended),
    )
    ends = event(waits, request, EventType.RESUMED, resumed)
    return due_changes(Happening(waits, request, ends, history), USUAL).saves


def test_while_suspended_only_the_end_of_the_suspension_is_due() -> None:
    waits = suspend(RECEIVED, "2026-12-01 00:00")
    changed = happen(RECEIVED, waits, EventType.SUSPENDED, "2026-11-23 14:00")
    assert called_off(changed) == {DueKind.SILENT, DueKind.REPLY_DUE}
    assert kinds(changed) == {DueKind.SUSPENSION_OVER}
    assert when(changed, DueKind.SUSPENSION_OVER) == [at("2026-12-01 09:00").isoformat()]


def test_the_clock_of_the_answer_stood_still_while_suspended() -> None:
    waits = suspend(RECEIVED, "2026-12-01 00:00")
    claimed = happen(SUBMITTED, RECEIVED, EventType.CLAIMED, "2026-11-23 10:00")
    rows = resume(RECEIVED, waits, "2026-11-23 14:00", "2026-11-30 14:00")
    (reply,) = (due for due in rows if due.kind is DueKind.REPLY_DUE)
    assert reply.due_at == at("2026-12-01 10:00")
    assert reply.key in {due.key for due in claimed.saves}


def test_the_planned_end_moves_by_the_pause() -> None:
    waits = suspend(SERVED, "2026-12-04 00:00")
    rows = resume(SERVED, waits, "2026-12-01 10:00", "2026-12-03 10:00")
    (soon,) = (due for due in rows if due.kind is DueKind.DUE_SOON)
    assert soon.due_at == at("2026-12-11 10:00")


def test_pauses_before_the_moment_do_not_count() -> None:
    waits = suspend(SERVED, "2026-12-04 00:00")
    history = (
        event(None, SERVED, EventType.RESUMED, "2026-11-27 09:00"),
        event(SERVED, waits, EventType.SUSPENDED, "2026-11-30 09:00"),
        event(waits, SERVED, EventType.RESUMED, "2026-12-01 09:00"),
        event(SERVED, waits, EventType.SUSPENDED, "2026-12-02 09:00"),
        event(waits, SERVED, EventType.RESUMED, "2026-12-03 09:00"),
    )
    a_day = timedelta(hours=7)
    assert paused_time(history, at("2026-11-01 09:00"), USUAL) == 2 * a_day
    assert paused_time(history, at("2026-12-02 13:30"), USUAL) == timedelta(hours=4)
    assert paused_time(history[:2], at("2026-11-01 09:00"), USUAL) == timedelta(0)
    assert paused_time(history, at("2026-12-05 09:00"), USUAL) == timedelta(0)


def test_a_closure_moves_the_rows_that_it_touches_and_no_others() -> None:
    rows = happen(SUBMITTED, RECEIVED, EventType.CLAIMED, "2026-11-23 10:00").saves
    shut = StationSettings(closures=(Closure(date(2026, 11, 25), date(2026, 11, 25)),))
    changed = reschedule(rows, USUAL, Calendar(shut))
    (silent,) = (due for due in rows if due.kind is DueKind.SILENT)
    later = at("2026-11-26 10:00")
    assert changed.moved == (Moved(silent, replace(silent, due_at=later, sends_at=later)),)
    assert changed.saves == (changed.moved[0].after,)
    assert reschedule(rows, USUAL, USUAL).saves == ()


def test_a_reminder_that_the_head_gives_up_is_called_off_and_comes_back() -> None:
    about, base = About("g-1", "s-1", "c-1"), at("2026-11-23 16:00")
    both = start(DueKind.RATING_REMINDER, about, base, USUAL)
    once = Calendar(StationSettings(rating_reminder_days=(1,)))
    dropped = reschedule(both, USUAL, once)
    assert dropped.left_out == both[1:]
    assert dropped.saves == (replace(both[1], state=DueState.CALLED_OFF),)
    back = reschedule(both[:1], once, USUAL)
    assert back.added == both[1:]
