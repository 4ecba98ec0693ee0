"""How due work speaks: to the enterprise in its chat, to the staff in the request's thread."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from core.context import Context
from core.messages import Audience, Choice, Line, Outbound
from core.people import Role
from core.requests.actions import Action
from core.requests.request import ServiceRequest
from core.shanghai import moment_words
from core.working_time import Calendar

MINUTES: Final = "{minutes}分钟"
HOURS: Final = "{hours}小时"
DAYS: Final = "{days}个工作日"
MINUTES_AN_HOUR: Final = 60
SOMEBODY: Final = "同事"
CLAIM: Final = Choice(Action.CLAIM, Action.CLAIM.label, f"act:{Action.CLAIM}")


def to_enterprise(request: ServiceRequest, line: Line) -> tuple[Outbound, ...]:
    """A reminder in the enterprise's own chat, where it has one."""
    if not request.chat:
        return ()
    return (Outbound(request.chat, (line,), audience=Audience.REMINDER, about=request.id),)


def to_thread(
    context: Context, request: ServiceRequest, line: Line, choices: tuple[Choice, ...] = ()
) -> tuple[Outbound, ...]:
    """A reminder in the request's thread, for all of the staff."""
    return tuple(
        Outbound(
            room, (line,), choices, thread=request.id, audience=Audience.REMINDER, about=request.id
        )
        for room in context.station.rooms
    )


def to_persons(
    context: Context, request: str, line: Line, persons: Iterable[str]
) -> tuple[Outbound, ...]:
    """A reminder that only these persons see."""
    return tuple(
        Outbound(
            room, (line,), thread=request, audience=Audience.REMINDER, only=person, about=request
        )
        for person in persons
        for room in context.station.rooms
    )


def heads_of(context: Context) -> tuple[str, ...]:
    """Whoever leads the station now."""
    return tuple(one.id for one in context.station.staff.values() if Role.HEAD in one.roles)


def name_of(context: Context, person: str) -> str:
    """What a member of the staff is called."""
    member = context.station.staff.get(person)
    return member.name if member and member.name else SOMEBODY


def shown(at: datetime | None, seen_from: datetime) -> str:
    """A moment in words, or nothing."""
    return moment_words(at, seen_from) if at else ""


def age_words(calendar: Calendar, since: datetime, now: datetime) -> str:
    """How long something has waited, in working time up to a day and in working days beyond."""
    minutes = max(calendar.working_minutes_between(since, now), 0)
    if minutes < MINUTES_AN_HOUR:
        return MINUTES.format(minutes=minutes)
    days = _days_since(calendar, since, now)
    return DAYS.format(days=days) if days else HOURS.format(hours=minutes // MINUTES_AN_HOUR)


def _days_since(calendar: Calendar, since: datetime, now: datetime) -> int:
    days = 0
    while calendar.add_working_days(since, days + 1) <= now:
        days += 1
    return days
