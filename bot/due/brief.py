"""The brief that opens the group's day: what is in work and how old, what is late, who comes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.due.saying import age_words, name_of
from core.context import Context
from core.decision import NOTHING, Decision
from core.due import Due
from core.due_context import DueContext
from core.messages import Audience, Line, Outbound
from core.requests.request import ServiceRequest
from core.requests.status import OPEN, Status
from core.shanghai import clock_words, day_of, day_words

TITLE: Final = "早上好，今天是{day}。在办{count}件。"
NOTHING_OPEN: Final = "早上好，今天是{day}。手上没有在办的单。"
STATE: Final = "{state}{count}件：{listed}"
ENTRY: Final = "{number}（{age}）"
LATE: Final = "已逾期{count}件：{listed}"
LATE_ENTRY: Final = "{number}（{owner}）"
TODAY: Final = "今日预约：{listed}"
TODAY_ENTRY: Final = "{clock} {number}（{owner}）"
MORE: Final = "等"
BETWEEN: Final = "、"
MOST_LISTED: Final = 8
STILL_MORNING: Final = timedelta(minutes=30)


def brief(due: Due, known: DueContext) -> Decision:
    """Tell the group how its day begins. A brief that an outage held up into quiet hours is left
    out: the next one says it all."""
    context = known.context
    late = context.now - due.due_at > STILL_MORNING
    if late and context.station.calendar.quiet(context.now):
        return NOTHING
    lines = _lines(context, known.requests)
    return Decision(
        says=tuple(
            Outbound(room, lines, audience=Audience.REMINDER) for room in context.station.rooms
        )
    )


def _lines(context: Context, requests: tuple[ServiceRequest, ...]) -> tuple[Line, ...]:
    day = day_words(day_of(context.now))
    in_work = sorted((request for request in requests if request.status in OPEN), key=_requested)
    if not in_work:
        return (Line(NOTHING_OPEN, {"day": day}),)
    return (
        Line(TITLE, {"day": day, "count": str(len(in_work))}),
        *(line for status in Status for line in _state(context, status, in_work)),
        *_late(context, in_work),
        *_today(context, in_work),
    )


def _requested(request: ServiceRequest) -> datetime:
    return request.requested_at


def _state(context: Context, status: Status, requests: list[ServiceRequest]) -> Iterable[Line]:
    calendar = context.station.calendar
    found = [
        ENTRY.format(
            number=request.number, age=age_words(calendar, request.requested_at, context.now)
        )
        for request in requests
        if request.status is status
    ]
    if found:
        yield Line(STATE, {"state": status.label, **_counted(found)})


def _late(context: Context, requests: list[ServiceRequest]) -> Iterable[Line]:
    found = [
        LATE_ENTRY.format(number=request.number, owner=name_of(context, request.owner))
        for request in requests
        if request.due_at and request.due_at < context.now
    ]
    if found:
        yield Line(LATE, _counted(found))


def _today(context: Context, requests: list[ServiceRequest]) -> Iterable[Line]:
    coming = sorted(
        (request.appointment, request.number, name_of(context, request.owner))
        for request in requests
        if request.appointment and day_of(request.appointment) == day_of(context.now)
    )
    found = [
        TODAY_ENTRY.format(clock=clock_words(at), number=number, owner=owner)
        for at, number, owner in coming
    ]
    if found:
        yield Line(TODAY, {"listed": _counted(found)["listed"]})


def _counted(found: list[str]) -> dict[str, str]:
    listed = BETWEEN.join(found[:MOST_LISTED])
    return {"count": str(len(found)), "listed": listed + MORE * (len(found) > MOST_LISTED)}
