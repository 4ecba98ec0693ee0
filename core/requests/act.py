"""Deciding: a request and a command give the request afterwards and what happened, or a refusal."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from core.people import Actor
from core.refusals import Refused
from core.requests.actions import ACTIONS, Action
from core.requests.attempt import Attempt
from core.requests.changes import changes, flat
from core.requests.command import NO_FACTS, Command, Facts, Values
from core.requests.events import RequestEvent
from core.requests.guards.declared import TELLS, Guard, at_this_station, back_dated_by_staff
from core.requests.request import ServiceRequest, in_order
from core.requests.status import HELD, Status
from core.requests.transition import Transition
from core.requests.transitions import BIRTH, MOVES, TRANSITIONS

__all__ = ["Acted", "Command", "Facts", "Values", "act", "available", "begin", "may"]

CLAIMED_ALREADY: Final = "这张单已由{owner}接单。"
NO_SUCH_MOVE: Final = "这张单现在是“{status}”，不能{action}。"
NOT_YOURS: Final = "“{action}”要由{who}来做。"
NOT_YOURS_BUT: Final = "“{action}”要由{who}来做，现在的负责人是{owner}。"
OUT_OF_ORDER: Final = (
    "时间先后不对：请求、接收、答复、开始、到场、结束、评价要依次进行，请先更正时间。"
)
SAID: Final = tuple(action for action in Action if ACTIONS[action].alias)
KEPT: Final = ("on_behalf", "provider_told", "rung", "target", "rating", "moment")
"""Told values that are no field of the request and yet stay in the event."""


@dataclass(frozen=True, slots=True)
class Acted:
    """The request as it now is, to be written together with its events."""

    request: ServiceRequest
    events: tuple[RequestEvent, ...]


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a row does not serve, and how far it came: the one that came furthest is said."""

    stage: int
    msgid: str
    who: str = ""

    def refusal(self, attempt: Attempt) -> Refused:
        return Refused(self.msgid, **attempt.values, who=self.who)


def begin(blank: ServiceRequest, command: Command, *, event_id: str) -> Acted:
    """Begin a request (T01): `blank` says whose need it is and when its first message came."""
    attempt = Attempt(blank, command)
    objection = _objection(BIRTH, attempt, to_draw=False)
    if objection:
        raise objection.refusal(attempt)
    return _carry_out(BIRTH, attempt, event_id, before=None)


def act(
    request: ServiceRequest, command: Command, facts: Facts = NO_FACTS, *, event_id: str
) -> Acted:
    """Move `request` along the table of moves, or refuse and leave everything as it is."""
    attempt = Attempt(request, command, facts)
    row = _find(attempt, to_draw=False)
    if isinstance(row, Objection):
        raise row.refusal(attempt)
    return _carry_out(row, attempt, event_id, before=request)


def may(
    request: ServiceRequest, action: Action, by: Actor, at: datetime, facts: Facts = NO_FACTS
) -> Refused | None:
    """Why `by` cannot even begin to do `action`; None where its button is to be drawn.

    Staff may also where they would record the enterprise's word.
    """
    attempt = Attempt(request, Command(action, by, at), facts)
    objection = _objection_to_drawing(attempt)
    return objection.refusal(attempt) if objection else None


def available(
    request: ServiceRequest, people: Iterable[Actor], at: datetime, facts: Facts = NO_FACTS
) -> tuple[Action, ...]:
    """What one of these may do now and can be said, in the order of the words of `Action`."""
    possible, people = MOVES[request.status], tuple(people)

    def is_drawn(action: Action, by: Actor) -> bool:
        return _objection_to_drawing(Attempt(request, Command(action, by, at), facts)) is None

    said = (action for action in SAID if action in possible)
    return tuple(action for action in said if any(is_drawn(action, by) for by in people))


def _objection_to_drawing(attempt: Attempt) -> Objection | None:
    row = _find(attempt, to_draw=True)
    if isinstance(row, Transition):
        return None
    told = attempt.command
    if told.by.is_staff:
        spoken = Command(told.action, told.by, told.at, values=Values(on_behalf=True))
        on_behalf = Attempt(attempt.request, spoken, attempt.facts)
        if isinstance(_find(on_behalf, to_draw=True), Transition):
            return None
    return row


def _find(attempt: Attempt, *, to_draw: bool) -> Transition | Objection:
    """The row that serves, or the objection of the row that came furthest."""
    objections: list[Objection] = []
    for row in MOVES[attempt.request.status].get(attempt.command.action, ()):
        objection = _objection(row, attempt, to_draw=to_draw)
        if objection is None:
            return row
        objections.append(objection)
    if objections:
        return max(objections, key=lambda objection: objection.stage)
    return Objection(0, _no_row(attempt))


def _no_row(attempt: Attempt) -> str:
    """The race for a claim is over: the one who lost it is told who won."""
    request, command = attempt.request, attempt.command
    late = command.action is Action.CLAIM and request.status in HELD and request.owner
    return CLAIMED_ALREADY if late and command.by.is_staff else NO_SUCH_MOVE


def _objection(row: Transition, attempt: Attempt, *, to_draw: bool) -> Objection | None:
    """The first thing against `row`: where it is chosen, who may, what must be so."""
    if row.by_phone:
        attempt = replace(attempt, by_phone=True)
    checks = CHECKS[row.id]
    if broken := _broken(checks.chosen, attempt, to_draw=to_draw):
        return Objection(0, broken.sentence)
    if not row.by.holds(attempt):
        named = attempt.command.by.is_staff and attempt.request.owner
        return Objection(1, NOT_YOURS_BUT if named else NOT_YOURS, row.by.label)
    if broken := _broken(checks.only, attempt, to_draw=to_draw):
        return Objection(2, broken.sentence)
    return None


def _broken(guards: tuple[Guard, ...], attempt: Attempt, *, to_draw: bool) -> Guard | None:
    for guard in guards:
        if not (to_draw and guard.told) and not guard.holds(attempt):
            return guard
    return None


@dataclass(frozen=True, slots=True)
class Checks:
    """The guards of a row in the order in which they are looked at."""

    chosen: tuple[Guard, ...]
    only: tuple[Guard, ...]


def _checks(row: Transition) -> Checks:
    """How things stand is looked at before what is told, and that something is told before what."""
    standing = tuple(guard for guard in row.only if not guard.told)
    told = tuple(guard for guard in row.only if guard.told)
    asks = tuple(TELLS[ask] for ask in row.action.asks)
    return Checks((at_this_station, *row.when), (*standing, back_dated_by_staff, *asks, *told))


CHECKS: Final = {row.id: _checks(row) for row in TRANSITIONS}


def _carry_out(
    row: Transition, attempt: Attempt, event_id: str, before: ServiceRequest | None
) -> Acted:
    command = attempt.command
    moved = _moved(row, attempt.request, command)
    if not in_order(moved):
        raise Refused(OUT_OF_ORDER, **attempt.values)
    values = changes(before, moved) | _kept(command)
    event = RequestEvent(
        event_id, moved.id, row.event, command.by.person, command.at, moved.cycle, values
    )
    return Acted(moved, (event,))


def _moved(row: Transition, request: ServiceRequest, command: Command) -> ServiceRequest:
    """A proposal outlives a suspension, but no other change of state."""
    moved = row.effect(request, command)
    status = row.to or moved.status
    if status is request.status:
        return moved
    pauses = Status.SUSPENDED in (status, request.status)
    return replace(moved, status=status, proposal=moved.proposal if pauses else None)


def _kept(command: Command) -> dict[str, str]:
    told = {key: flat(value) for key, value in command.values.items() if key in KEPT}
    told["words"] = command.words
    told["entered"] = flat(command.values.get("entered_at"))
    return {key: text for key, text in told.items() if text}
