"""What one tap does to more than one row of the table, or to more than one request.

Each is a run of ordinary moves, so nothing here can do what `TRANSITIONS` does not allow.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from core.requests.act import Acted, act
from core.requests.actions import Action
from core.requests.command import NO_FACTS, Command, Facts, Values
from core.requests.request import ServiceRequest
from core.requests.status import Status

CLAIMS_FIRST: Final = frozenset({Action.REPLY, Action.ANSWER, Action.BOOK})
"""Whoever says one of these to the enterprise about an unclaimed request takes it with that."""


def with_claim(request: ServiceRequest, command: Command) -> tuple[Command, ...]:
    """`command`, after the claim that it implies."""
    unclaimed = request.status is Status.SUBMITTED and command.by.is_staff
    if unclaimed and command.action in CLAIMS_FIRST:
        claim = replace(command, action=Action.CLAIM, note="", words="", values=_dated(command))
        return (claim, command)
    return (command,)


def _dated(command: Command) -> Values:
    entered_at = command.values.get("entered_at")
    return Values(entered_at=entered_at) if entered_at else Values()


def act_in_turn(
    request: ServiceRequest,
    commands: Iterable[Command],
    facts: Facts = NO_FACTS,
    *,
    event_ids: Collection[str],
) -> Acted:
    """All of `commands`, or none: a refusal of one refuses the whole."""
    acted = Acted(request, ())
    for command, event_id in zip(commands, event_ids, strict=True):
        then = act(acted.request, command, facts, event_id=event_id)
        acted = Acted(then.request, (*acted.events, *then.events))
    return acted


def merge(
    request: ServiceRequest, command: Command, facts: Facts, *, event_ids: tuple[str, str]
) -> tuple[Acted, ...]:
    """Merge `request` into `facts.other` (T36), which takes over the earlier 请求发起时间."""
    merged = act(request, command, facts, event_id=event_ids[0])
    if facts.other is None or facts.other.requested_at <= request.requested_at:
        return (merged,)
    told = Values(request=request.id, time=request.requested_at)
    absorb = replace(command, action=Action.ABSORB, note="", words="", values=told)
    return (merged, act(facts.other, absorb, event_id=event_ids[1]))


def hand_over(
    requests: Iterable[ServiceRequest],
    command: Command,
    facts: Facts,
    *,
    event_ids: Collection[str],
) -> tuple[Acted, ...]:
    """Reassign all of `requests` (an absent owner's, in a state of `HANDED_ON`), or none."""
    return tuple(
        act(request, command, facts, event_id=event_id)
        for request, event_id in zip(requests, event_ids, strict=True)
    )
