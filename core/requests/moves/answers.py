"""Moves of the station's answer: reply, answer on the spot, referral, merging."""

from dataclasses import replace
from typing import Final

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.answers import (
    is_courtesy,
    is_substantive,
    missed_the_first_answer,
    no_appointment,
    no_provider,
    not_itself,
    not_yet_answered,
    not_yet_started,
    of_the_same_enterprise,
    other_is_open,
)
from core.requests.guards.needs import at_reception
from core.requests.request import ServiceRequest
from core.requests.status import HELD, OPEN, Status
from core.requests.transition import Transition
from core.requests.who import (
    HOLDER,
    KEEPER,
    STAFF,
    SYSTEM,
)

DRAFT: Final = frozenset({Status.DRAFT})
RECEIVED: Final = frozenset({Status.RECEIVED})
REPLIED: Final = HELD | {Status.ENDED, Status.EVALUATED, Status.CLOSED}
ANSWER_FORM: Final = ("收到答复时间",)


def answered(request: ServiceRequest, command: Command) -> ServiceRequest:
    """The owner's first word of substance is 收到答复时间; what the assistant says never is."""
    late = request.started_at or request.ended_at
    if command.by.person != request.owner or late or request.replied_at:
        return request
    return replace(request, replied_at=command.at)


def missed(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, replied_at=None)


def reached(request: ServiceRequest, command: Command) -> ServiceRequest:
    """An answer that was thought lost counts from when the enterprise has it."""
    return replace(request, replied_at=command.at)


def answered_on_the_spot(request: ServiceRequest, command: Command) -> ServiceRequest:
    replied_at = request.replied_at or command.at
    return replace(request, consult=True, replied_at=replied_at, ended_at=command.at)


def merged(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, merged_into=command.values["request"])


def absorbed(request: ServiceRequest, command: Command) -> ServiceRequest:
    """The earliest message of the need counts, whichever request it began."""
    first = command.values.get("time", request.requested_at)
    return replace(request, requested_at=min(request.requested_at, first))


REPLIES: Final = (
    Transition(
        "T42a",
        REPLIED,
        Action.REPLY,
        None,
        HOLDER,
        EventType.ANSWERED,
        when=(is_substantive,),
        effect=answered,
        form=ANSWER_FORM,
    ),
    Transition(
        "T42b",
        REPLIED,
        Action.REPLY,
        None,
        HOLDER,
        EventType.GREETED,
        when=(is_courtesy,),
    ),
    Transition("T42c", DRAFT, Action.REPLY, None, HOLDER, EventType.ANSWERED, only=(at_reception,)),
    Transition(
        "T42d",
        HELD,
        Action.MISS,
        None,
        SYSTEM,
        EventType.UNDELIVERED,
        only=(not_yet_started, missed_the_first_answer),
        effect=missed,
        form=ANSWER_FORM,
    ),
    Transition(
        "T42e",
        HELD,
        Action.REACH,
        None,
        SYSTEM,
        EventType.DELIVERED,
        only=(not_yet_started, not_yet_answered),
        effect=reached,
        form=ANSWER_FORM,
    ),
    Transition(
        "T07",
        RECEIVED,
        Action.ANSWER,
        Status.ENDED,
        HOLDER,
        EventType.ANSWERED_ON_THE_SPOT,
        only=(no_appointment, no_provider),
        effect=answered_on_the_spot,
        form=("收到答复时间", "服务结束时间", "技术服务解决过程"),
    ),
)

ELSEWHERE: Final = (
    Transition(
        "T35",
        RECEIVED,
        Action.REFER,
        Status.REFERRED,
        HOLDER,
        EventType.REFERRED,
    ),
    Transition(
        "T36a",
        RECEIVED | {Status.SUBMITTED},
        Action.MERGE,
        Status.MERGED,
        KEEPER,
        EventType.MERGED,
        only=(not_itself, other_is_open, of_the_same_enterprise),
        effect=merged,
    ),
    Transition(
        "T36b",
        OPEN,
        Action.ABSORB,
        None,
        STAFF,
        EventType.ABSORBED,
        effect=absorbed,
        form=("请求发起时间",),
    ),
)

ANSWERS: Final = (*REPLIES, *ELSEWHERE)
