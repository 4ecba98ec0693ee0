"""Moves of who holds a request: claiming, assigning, handing on, giving back."""

from dataclasses import replace
from typing import Final

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.holding import (
    assignee_can_serve,
    is_on_duty,
    is_owned,
    is_trained,
    not_yet_important,
    nothing_answered,
    owner_changes,
)
from core.requests.request import ServiceRequest
from core.requests.status import HELD, OPEN, Status
from core.requests.transition import Transition
from core.requests.who import HEAD, HOLDER, SPECIALIST, SYSTEM

SUBMITTED: Final = frozenset({Status.SUBMITTED})
ENDED: Final = frozenset({Status.ENDED, Status.EVALUATED})
HANDED_ON: Final = HELD | ENDED | {Status.DRAFT}
"""Wherever a request has an owner, who may be absent one day."""
RECEIVED_FORM: Final = ("接收要求时间", "服务站人员")


def claimed(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, owner=command.by.person, received_at=command.at)


def assigned(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, owner=command.values["owner"], received_at=command.at)


def reassigned(request: ServiceRequest, command: Command) -> ServiceRequest:
    """`received_at` stays: the enterprise's need was received when the first one took it."""
    return replace(request, owner=command.values["owner"])


def released(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, owner="", received_at=None)


def marked_important(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, important=True)


def reviewed(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, reviewed=True)


HOLDING: Final = (
    Transition(
        "T04a",
        SUBMITTED,
        Action.CLAIM,
        Status.RECEIVED,
        SPECIALIST,
        EventType.CLAIMED,
        only=(is_trained, is_on_duty),
        effect=claimed,
        form=RECEIVED_FORM,
    ),
    Transition(
        "T04b",
        SUBMITTED,
        Action.ASSIGN,
        Status.RECEIVED,
        HEAD,
        EventType.ASSIGNED,
        only=(assignee_can_serve,),
        effect=assigned,
        form=RECEIVED_FORM,
    ),
    Transition("T05", SUBMITTED, Action.REMIND, None, SYSTEM, EventType.REMINDED),
    Transition(
        "T06a",
        HANDED_ON,
        Action.REASSIGN,
        None,
        HOLDER,
        EventType.REASSIGNED,
        only=(is_owned, owner_changes, assignee_can_serve),
        effect=reassigned,
        form=("服务站人员",),
    ),
    Transition(
        "T06b",
        frozenset({Status.RECEIVED}),
        Action.RELEASE,
        Status.SUBMITTED,
        SYSTEM,
        EventType.RELEASED,
        only=(nothing_answered,),
        effect=released,
    ),
    Transition(
        "T29c",
        OPEN | ENDED,
        Action.MARK_IMPORTANT,
        None,
        HEAD,
        EventType.MARKED_IMPORTANT,
        only=(not_yet_important,),
        effect=marked_important,
    ),
    Transition(
        "T29d",
        ENDED,
        Action.REVIEW,
        None,
        HEAD,
        EventType.REVIEWED,
        effect=reviewed,
    ),
)
