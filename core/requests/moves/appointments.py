"""Moves of an appointment: one side proposes a time, the other one's word settles it."""

from dataclasses import replace
from typing import Final

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.answers import lies_ahead, pending
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side
from core.requests.status import Status
from core.requests.transition import Effect, Transition
from core.requests.who import CENTRE, ENTERPRISE, STATION, any_of, side_of

RECEIVED: Final = frozenset({Status.RECEIVED})
SELF_PLANNED: Final = frozenset({Status.SELF_PLANNED})
PLANNING: Final = RECEIVED | SELF_PLANNED
SERVING: Final = frozenset({Status.IN_SERVICE, Status.SUSPENDED})
ANSWER_FORM: Final = ("收到答复时间",)
TIMES: Final = (ProposalKind.APPOINTMENT, ProposalKind.RESCHEDULE)
BETWEEN_TWO: Final = (
    ProposalKind.APPOINTMENT,
    ProposalKind.RESCHEDULE,
    ProposalKind.EXTENSION,
    ProposalKind.TERMINATION,
)


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


AGREEMENTS: Final = (
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
        only=(lies_ahead,),
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
        only=(lies_ahead,),
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
        only=(lies_ahead,),
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
        only=(lies_ahead,),
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
        "T10f",
        PLANNING,
        Action.REJECT,
        None,
        ENTERPRISE,
        EventType.PROPOSAL_TAKEN_BACK,
        when=(pending(*TIMES, by=(Side.ENTERPRISE,)),),
        effect=rejected,
        by_phone=True,
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

APPOINTMENTS: Final = (*AGREEMENTS, *REJECTIONS)
