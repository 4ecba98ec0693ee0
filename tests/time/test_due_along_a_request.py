"""The rows of a request that is really moved: from its filing to its end, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from core.due import Due, DueKind
from core.due_rows import Happening, due_changes
from core.people import SYSTEM, Actor, Role
from core.requests.act import act
from core.requests.actions import Action
from core.requests.command import Command, Facts, Values
from core.requests.events import RequestEvent
from core.requests.request import ServiceRequest
from core.requests.status import Status
from tests.time.moments import USUAL, at

ASKER = Actor("qin", frozenset({Role.ENTERPRISE}), "s-1")
LI = Actor("li", frozenset({Role.SPECIALIST}), "s-1")
FILED_AT = at("2026-11-23 09:00")
DRAFT = ServiceRequest(
    "r-1", "s-1", Status.DRAFT, "metrology", "web", "c-1", "qin", "k-1", "w-1",
    requested_at=at("2026-11-22 21:00"), entered_at=FILED_AT,
)  # fmt: skip


@dataclass
class Course:
    """A request on its way, with its history and the rows that wait."""

    request: ServiceRequest
    history: tuple[RequestEvent, ...] = ()
    rows: tuple[Due, ...] = ()

    def goes(self, when: str, action: Action, by: Actor, **told: Any) -> "Course":
        command = Command(action, by, at(when), "说明", cast(Values, told), "w-2")
        acted = act(self.request, command, Facts(), event_id=when)
        (event,) = acted.events
        happening = Happening(self.request, acted.request, event, self.history)
        changed = due_changes(happening, USUAL)
        off = {kind for call_off in changed.calls_off for kind in call_off.kinds}
        left = tuple(due for due in self.rows if due.kind not in off)
        return Course(acted.request, (*self.history, event), left + changed.saves)

    def waits_for(self) -> list[tuple[DueKind, datetime]]:
        return sorted((due.kind, due.due_at) for due in self.rows)


def filed() -> Course:
    return Course(DRAFT).goes("2026-11-23 09:00", Action.FILE, ASKER, number="ZL-2026-0001")


def serving() -> Course:
    course = filed().goes("2026-11-23 09:10", Action.CLAIM, LI)
    course = course.goes("2026-11-23 09:20", Action.BOOK, LI, time=at("2026-11-26 10:00"))
    course = course.goes("2026-11-23 09:30", Action.CONFIRM, ASKER)
    return course.goes("2026-11-26 10:00", Action.START, LI, due=at("2026-12-10 10:00"))


def test_the_ladder_counts_from_the_filing_and_not_from_the_first_message() -> None:
    assert filed().waits_for() == [
        (DueKind.UNCLAIMED, at("2026-11-23 09:30")),
        (DueKind.UNCLAIMED, at("2026-11-23 11:00")),
        (DueKind.UNCLAIMED, at("2026-11-23 14:30")),
    ]


def test_a_claim_waits_for_a_word_and_a_proposed_time_is_one() -> None:
    claimed = filed().goes("2026-11-23 09:10", Action.CLAIM, LI)
    assert [kind for kind, _at in claimed.waits_for()] == [DueKind.REPLY_DUE, DueKind.SILENT]
    booked = claimed.goes("2026-11-23 09:20", Action.BOOK, LI, time=at("2026-11-26 10:00"))
    seen = (DueKind.UNSEEN, at("2026-11-23 14:20"))
    assert booked.waits_for() == [seen]
    agreed = booked.goes("2026-11-23 09:30", Action.CONFIRM, ASKER)
    eve = (DueKind.APPOINTMENT_EVE, at("2026-11-25 16:00"))
    assert set(agreed.waits_for()) == {seen, eve}


def test_a_claim_without_a_word_goes_back_and_climbs_anew() -> None:
    claimed = filed().goes("2026-11-23 09:10", Action.CLAIM, LI)
    released = claimed.goes("2026-11-25 09:10", Action.RELEASE, SYSTEM)
    assert [kind for kind, _at in released.waits_for()] == [DueKind.UNCLAIMED] * 3
    assert released.rows[0].due_at == at("2026-11-25 09:40")


def test_a_suspension_stops_the_clock_of_the_planned_end() -> None:
    held = serving().goes("2026-12-01 10:00", Action.SUSPEND, LI, time=at("2026-12-04 09:00"))
    assert held.waits_for() == [(DueKind.SUSPENSION_OVER, at("2026-12-04 09:00"))]
    resumed = held.goes("2026-12-03 10:00", Action.RESUME, LI)
    assert (DueKind.DUE_SOON, at("2026-12-11 10:00")) in resumed.waits_for()
    assert resumed.request.due_at == at("2026-12-10 10:00")


def test_an_agreed_extension_counts_no_pause_that_came_before_it() -> None:
    course = serving().goes("2026-12-01 10:00", Action.SUSPEND, LI, time=at("2026-12-04 09:00"))
    course = course.goes("2026-12-03 10:00", Action.RESUME, LI)
    course = course.goes("2026-12-04 10:00", Action.EXTEND, LI, due=at("2026-12-17 10:00"))
    course = course.goes("2026-12-04 11:00", Action.CONFIRM, ASKER)
    assert (DueKind.DUE_SOON, at("2026-12-16 10:00")) in course.waits_for()
    again = course.goes("2026-12-07 10:00", Action.SUSPEND, LI, time=at("2026-12-09 09:00"))
    again = again.goes("2026-12-08 10:00", Action.RESUME, LI)
    assert (DueKind.DUE_SOON, at("2026-12-17 10:00")) in again.waits_for()


def test_nothing_waits_when_the_service_has_ended_or_was_withdrawn() -> None:
    ended = serving().goes("2026-12-02 10:00", Action.END, LI).waits_for()
    assert {kind for kind, _at in ended} == {DueKind.UNSEEN}, "what was told last may be unseen"
    withdrawn = filed().goes("2026-11-23 10:00", Action.WITHDRAW, ASKER)
    assert withdrawn.waits_for() == []


def test_a_visit_entered_the_day_after_is_not_yet_late() -> None:
    entered = at("2026-11-24 09:00")
    begun = Course(replace(DRAFT, owner="li"))
    recorded = begun.goes("2026-11-23 09:00", Action.RECORD, LI, entered_at=entered)
    assert recorded.rows[0].due_at == at("2026-11-24 09:30")


def every_row() -> Iterator[Due]:
    for course in (filed(), serving()):
        yield from course.rows


def test_keys_of_one_request_never_meet() -> None:
    keys = [due.key for due in every_row()]
    assert len(keys) == len(set(keys))
