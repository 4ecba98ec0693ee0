"""Which timers run for a request, and what an event or a change of settings does to their rows.

A timer runs while it *stands*: it begins when the request comes into a state in which it stands,
begins anew when what it counts from changes, and is called off when it stands no longer. While a
request is suspended its clock is paused: nothing stands then but the end of the suspension, and
what is resumed counts on as if the pause had not been.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from core.due import About, CallOff, Due, DueKind, DueState
from core.requests.events import EventType, RequestEvent
from core.requests.request import ServiceRequest
from core.requests.status import HELD, Status, without
from core.timers import recounted, start, timer_of
from core.working_time import Calendar

RUNNING: Final = without(HELD, Status.SUSPENDED)
BEFORE_REPLY: Final = without(RUNNING, Status.IN_SERVICE)
ANSWERED: Final = RUNNING | {Status.ENDED}
APPOINTED: Final = frozenset({Status.SELF_PLANNED, Status.AGREED})


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with the request before (None at its birth) and after it, and what came earlier."""

    before: ServiceRequest | None
    after: ServiceRequest
    event: RequestEvent
    history: tuple[RequestEvent, ...] = ()

    @property
    def known_at(self) -> datetime:
        """When the station learnt of it: a back-dated word sets nothing off in the past."""
        entered = self.event.values.get("entered")
        return datetime.fromisoformat(entered) if entered else self.event.at


Stands = Callable[[ServiceRequest], bool]
Moment = Callable[[Happening, Calendar], datetime]
Field = Callable[[ServiceRequest], object]


@dataclass(frozen=True, slots=True)
class Watch:
    """When a timer stands for a request, and the moment that is its cause. A change of the field
    that it `follows`, or an event that `renews` it, begins it anew. Where the clock may have been
    stopped since a moment, `pauses` says which, and the timer counts from later by that much."""

    kind: DueKind
    stands: Stands
    cause: Moment
    follows: Field = lambda request: None
    renews: frozenset[EventType] = frozenset()
    pauses: Moment | None = None


@dataclass(frozen=True, slots=True)
class DueChanges:
    """What to call off, first, and what to write."""

    calls_off: tuple[CallOff, ...] = ()
    saves: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that new settings count otherwise."""

    before: Due
    after: Due


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What a change of settings does to open rows, to be shown and then written."""

    moved: tuple[Moved, ...] = ()
    added: tuple[Due, ...] = ()
    left_out: tuple[Due, ...] = ()

    @property
    def saves(self) -> tuple[Due, ...]:
        called_off = (replace(due, state=DueState.CALLED_OFF) for due in self.left_out)
        return (*(change.after for change in self.moved), *self.added, *called_off)


def known(happening: Happening, calendar: Calendar) -> datetime:
    del calendar
    return happening.known_at


def received(happening: Happening, calendar: Calendar) -> datetime:
    return happening.after.received_at or known(happening, calendar)


def appointed(happening: Happening, calendar: Calendar) -> datetime:
    return happening.after.appointment or known(happening, calendar)


def planned_end(happening: Happening, calendar: Calendar) -> datetime:
    return happening.after.due_at or known(happening, calendar)


def expected(happening: Happening, calendar: Calendar) -> datetime:
    return happening.after.expected_at or known(happening, calendar)


def half_way(happening: Happening, calendar: Calendar) -> datetime:
    begin = happening.after.started_at or known(happening, calendar)
    whole = calendar.working_time_between(begin, planned_end(happening, calendar))
    return calendar.add_working_time(begin, max(whole, timedelta(0)) / 2)


def end_was_planned(happening: Happening, calendar: Calendar) -> datetime:
    """When the planned end was last agreed; pauses before that are in it already."""
    del calendar
    events = (*happening.history, happening.event)
    agreed = [event.at for event in events if "due_at" in event.values]
    return max(agreed, default=happening.after.requested_at)


def _is_unclaimed(request: ServiceRequest) -> bool:
    return request.status is Status.SUBMITTED


def _is_silent(request: ServiceRequest) -> bool:
    return request.status is Status.RECEIVED and request.replied_at is None


def _owes_reply(request: ServiceRequest) -> bool:
    return request.status in BEFORE_REPLY and request.replied_at is None


def _was_answered(request: ServiceRequest) -> bool:
    """In a chat of its own, so that the answer can be seen or not."""
    return bool(request.chat) and request.status in ANSWERED and request.replied_at is not None


def _has_appointment(request: ServiceRequest) -> bool:
    return request.status in APPOINTED and request.appointment is not None


def _is_served(request: ServiceRequest) -> bool:
    return request.status is Status.IN_SERVICE


def _is_served_to_plan(request: ServiceRequest) -> bool:
    return _is_served(request) and request.due_at is not None


def _has_planned_end(request: ServiceRequest) -> bool:
    return request.status in RUNNING and request.due_at is not None


def _is_suspended(request: ServiceRequest) -> bool:
    return request.status is Status.SUSPENDED and request.expected_at is not None


WATCHES: Final = (
    Watch(DueKind.UNCLAIMED, _is_unclaimed, known),
    Watch(
        DueKind.SILENT,
        _is_silent,
        known,
        follows=lambda request: request.owner,
        renews=frozenset({EventType.GREETED}),
    ),
    Watch(
        DueKind.REPLY_DUE,
        _owes_reply,
        received,
        follows=lambda request: request.received_at,
        pauses=received,
    ),
    Watch(
        DueKind.UNSEEN,
        _was_answered,
        known,
        renews=frozenset({EventType.ANSWERED, EventType.ANSWERED_ON_THE_SPOT}),
    ),
    Watch(
        DueKind.APPOINTMENT_EVE,
        _has_appointment,
        appointed,
        follows=lambda request: request.appointment,
    ),
    Watch(DueKind.FOLLOW_UP, _is_served, known, renews=frozenset({EventType.FOLLOWED_UP})),
    Watch(
        DueKind.HALF_TIME,
        _is_served_to_plan,
        half_way,
        follows=lambda request: request.due_at,
    ),
    Watch(
        DueKind.DUE_SOON,
        _has_planned_end,
        planned_end,
        follows=lambda request: request.due_at,
        pauses=end_was_planned,
    ),
    Watch(
        DueKind.OVERDUE,
        _has_planned_end,
        planned_end,
        follows=lambda request: request.due_at,
        pauses=end_was_planned,
    ),
    Watch(
        DueKind.SUSPENSION_OVER,
        _is_suspended,
        expected,
        follows=lambda request: request.expected_at,
    ),
)


def due_changes(happening: Happening, calendar: Calendar) -> DueChanges:
    """What an event means for the request's rows; to be called off before the new are written."""
    ended: list[DueKind] = []
    begun: list[Due] = []
    for watch in WATCHES:
        stood, stands = _stood(watch, happening), watch.stands(happening.after)
        if stood is stands and not _changes(watch, happening):
            continue
        if stood:
            ended.append(watch.kind)
        if stands:
            begun += _rows(watch, happening, calendar)
    calls_off = (CallOff(happening.after.id, tuple(ended)),) if ended else ()
    return DueChanges(calls_off, tuple(begun))


def paused_time(history: Iterable[RequestEvent], since: datetime, calendar: Calendar) -> timedelta:
    """Working time after `since` during which the request was suspended."""
    paused, begun = timedelta(0), None
    for event in history:
        if event.type is EventType.SUSPENDED:
            begun = max(event.at, since)
        elif event.type is EventType.RESUMED and begun is not None:
            paused += max(calendar.working_time_between(begun, event.at), timedelta(0))
            begun = None
    return paused


def reschedule(rows: Iterable[Due], before: Calendar, after: Calendar) -> Rescheduled:
    """What open rows become when a station's hours, closures or deadlines change."""
    open_rows = tuple(rows)
    counted = [(due, recounted(due, after)) for due in open_rows]
    moved = (Moved(due, row) for due, row in counted if row is not None and row != due)
    left_out = (due for due, row in counted if row is None)
    return Rescheduled(tuple(moved), _added(open_rows, before, after), tuple(left_out))


def _stood(watch: Watch, happening: Happening) -> bool:
    return happening.before is not None and watch.stands(happening.before)


def _changes(watch: Watch, happening: Happening) -> bool:
    before, after = happening.before or happening.after, happening.after
    return watch.follows(before) != watch.follows(after) or happening.event.type in watch.renews


def _rows(watch: Watch, happening: Happening, calendar: Calendar) -> tuple[Due, ...]:
    after = happening.after
    cause = watch.cause(happening, calendar)
    base = _paused(watch, happening, calendar, cause)
    about = About(after.id, after.station, after.chat)
    rows = start(watch.kind, about, base, calendar, since=cause)
    if not timer_of(watch.kind).vain_when_late:
        return rows
    return tuple(due for due in rows if due.due_at > happening.known_at)


def _paused(watch: Watch, happening: Happening, calendar: Calendar, cause: datetime) -> datetime:
    if watch.pauses is None:
        return cause
    history = (*happening.history, happening.event)
    paused = paused_time(history, watch.pauses(happening, calendar), calendar)
    return calendar.add_working_time(cause, paused) if paused else cause


def _added(rows: Iterable[Due], before: Calendar, after: Calendar) -> tuple[Due, ...]:
    """Rungs that the old settings left out, for timers of which another rung still waits."""
    timers = {(due.object, due.kind): due for due in rows}
    return tuple(
        row
        for due in timers.values()
        for row in start(due.kind, due.about, due.base_at, after)
        if row.rung not in {old.rung for old in start(due.kind, due.about, due.base_at, before)}
    )
