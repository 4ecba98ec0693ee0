"""Moves of the station's answer: reply, answer on the spot, appointment, referral, merging."""

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
    not_yet_started,
    of_the_same_enterprise,
    other_is_open,
    pending,
)
from core.requests.guards.needs import at_reception
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side
from core.requests.status import HELD, OPEN, Status
from core.requests.transition import Effect, Transition
from core.requests.who import (
    CENTRE,
    ENTERPRISE,
    HOLDER,
    KEEPER,
    STAFF,
    STATION,
    SYSTEM,
    any_of,
    side_of,
)

DRAFT: Final = frozenset({Status.DRAFT})
RECEIVED: Final = frozenset({Status.RECEIVED})
SELF_PLANNED: Final = frozenset({Status.SELF_PLANNED})
REPLIED: Final = HELD | {Status.ENDED, Status.EVALUATED, Status.CLOSED}
PLANNING: Final = RECEIVED | SELF_PLANNED
SERVING: Final = frozenset({Status.IN_SERVICE, Status.SUSPENDED})
ANSWER_FORM: Final = ("收到答复时间",)
BETWEEN_TWO: Final = (
    ProposalKind.APPOINTMENT,
    ProposalKind.RESCHEDULE,
    ProposalKind.EXTENSION,
    ProposalKind.TERMINATION,
)


def answered(request: ServiceRequest, command: Command) -> ServiceRequest:
    """The owner's first word of substance is 收到答复时间; what the assistant says never is."""
    late = request.started_at or request.ended_at
    if command.by.person != request.owner or late or request.replied_at:
        return request
    return replace(request, replied_at=command.at)


def missed(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, replied_at=None)


def answered_on_the_spot(request: ServiceRequest, command: Command) -> ServiceRequest:
    replied_at = request.replied_at or command.at
    return replace(request, consult=True, replied_at=replied_at, ended_at=command.at)


def proposed(kind: ProposalKind) -> Effect:
    """A time of `kind` waits for the other side's word; that the station named one is an answer."""

    def propose(request: ServiceRequest, command: Command) -> ServiceRequest:
        side = side_of(request, command)
        proposal = Proposal(kind, side, command.at, command.values["time"])
        replied_at = request.replied_at
        if side is Side.STATION:
            replied_at = replied_at or command.at
        return replace(request, proposal=proposal, replied_at=replied_at)

    return propose


def appointed(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(
        request,
        appointment=request.proposed_time,
        replied_at=request.replied_at or command.at,
        proposal=None,
    )


def rejected(request: ServiceRequest, command: Command) -> ServiceRequest:
    del command
    return replace(request, proposal=None)


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

APPOINTMENTS: Final = (
    Transition(
        "T08a",
        RECEIVED,
        Action.BOOK,
        None,
        any_of(ENTERPRISE, STATION),
        EventType.APPOINTMENT_PROPOSED,
        effect=proposed(ProposalKind.APPOINTMENT),
        form=ANSWER_FORM,
        by_phone=True,
    ),
    Transition(
        "T08b",
        RECEIVED,
        Action.CONFIRM,
        Status.SELF_PLANNED,
        ENTERPRISE,
        EventType.APPOINTED,
        when=(pending(ProposalKind.APPOINTMENT, by=(Side.STATION,)),),
        effect=appointed,
        form=ANSWER_FORM,
        by_phone=True,
    ),
    Transition(
        "T08c",
        RECEIVED,
        Action.CONFIRM,
        Status.SELF_PLANNED,
        STATION,
        EventType.APPOINTED,
        when=(pending(ProposalKind.APPOINTMENT, by=(Side.ENTERPRISE,)),),
        effect=appointed,
        form=ANSWER_FORM,
    ),
    Transition(
        "T08d",
        RECEIVED,
        Action.RESCHEDULE,
        None,
        any_of(ENTERPRISE, STATION),
        EventType.APPOINTMENT_PROPOSED,
        when=(pending(ProposalKind.APPOINTMENT, by=(Side.STATION, Side.ENTERPRISE)),),
        effect=proposed(ProposalKind.APPOINTMENT),
        by_phone=True,
    ),
    Transition(
        "T10a",
        SELF_PLANNED,
        Action.RESCHEDULE,
        None,
        any_of(ENTERPRISE, STATION),
        EventType.RESCHEDULE_PROPOSED,
        effect=proposed(ProposalKind.RESCHEDULE),
        by_phone=True,
    ),
    Transition(
        "T10b",
        SELF_PLANNED,
        Action.CONFIRM,
        None,
        ENTERPRISE,
        EventType.RESCHEDULED,
        when=(pending(ProposalKind.RESCHEDULE, by=(Side.STATION,)),),
        effect=appointed,
        by_phone=True,
    ),
    Transition(
        "T10c",
        SELF_PLANNED,
        Action.CONFIRM,
        None,
        STATION,
        EventType.RESCHEDULED,
        when=(pending(ProposalKind.RESCHEDULE, by=(Side.ENTERPRISE,)),),
        effect=appointed,
    ),
)

REJECTIONS: Final = (
    Transition(
        "T10d",
        PLANNING,
        Action.REJECT,
        None,
        ENTERPRISE,
        EventType.PROPOSAL_REJECTED,
        when=(pending(*BETWEEN_TWO, by=(Side.STATION,)),),
        effect=rejected,
        by_phone=True,
    ),
    Transition(
        "T10e",
        PLANNING | SERVING,
        Action.REJECT,
        None,
        STATION,
        EventType.PROPOSAL_REJECTED,
        when=(pending(*BETWEEN_TWO, by=(Side.ENTERPRISE,)),),
        effect=rejected,
    ),
    Transition(
        "T23g",
        SERVING,
        Action.REJECT,
        None,
        ENTERPRISE,
        EventType.PROPOSAL_REJECTED,
        when=(pending(*BETWEEN_TWO, by=(Side.STATION, Side.PROVIDER)),),
        effect=rejected,
    ),
    Transition(
        "T20c",
        frozenset({Status.REMATCHING}),
        Action.REJECT,
        None,
        CENTRE,
        EventType.PROPOSAL_REJECTED,
        when=(pending(ProposalKind.TAKEOVER, by=(Side.STATION,)),),
        effect=rejected,
    ),
    Transition(
        "T37c",
        frozenset({Status.UNMET}),
        Action.REJECT,
        None,
        ENTERPRISE,
        EventType.PROPOSAL_REJECTED,
        when=(pending(ProposalKind.REVIVAL, by=(Side.CENTRE,)),),
        effect=rejected,
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

ANSWERS: Final = (*REPLIES, *APPOINTMENTS, *REJECTIONS, *ELSEWHERE)
