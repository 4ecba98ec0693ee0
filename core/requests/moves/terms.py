"""Moves of the terms of three parties: proposed by the station, confirmed by the other two."""

from dataclasses import replace
from typing import Final

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.answers import confirmed_by, pending
from core.requests.guards.providers import (
    terms_are_filled,
)
from core.requests.moves.appointments import appointed
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side
from core.requests.status import Status
from core.requests.transition import Effect, Transition
from core.requests.who import ENTERPRISE, HOLDER, PROVIDER, any_of

NEGOTIATING: Final = frozenset({Status.NEGOTIATING})
NAMED: Final = NEGOTIATING | {Status.SELF_PLANNED, Status.AGREED, Status.IN_SERVICE}
TERMS_FORM: Final = ("技术服务人员", "技术服务项目及预计技术服务时间")
TERMS: Final = pending(ProposalKind.AGREEMENT, by=(Side.STATION,))


def terms_proposed(request: ServiceRequest, command: Command) -> ServiceRequest:
    told = command.values
    proposal = Proposal(ProposalKind.AGREEMENT, Side.STATION, command.at, told["time"])
    return replace(request, proposal=proposal, service_item=told["item"], due_at=told["due"])


def confirmed_first(side: Side) -> Effect:
    """One of the two words is in; the proposal goes on waiting for the other."""

    def confirm(request: ServiceRequest, command: Command) -> ServiceRequest:
        del command
        proposal = request.proposal and replace(request.proposal, confirmed=side)
        return replace(request, proposal=proposal)

    return confirm


def agreed(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(appointed(request, command), agreed_at=command.at)


def technician_named(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, technician=command.values["technician"])


TERMS_OF_THREE: Final = (
    Transition(
        "T15a",
        NEGOTIATING,
        Action.PROPOSE_TERMS,
        None,
        HOLDER,
        EventType.TERMS_PROPOSED,
        effect=terms_proposed,
        form=TERMS_FORM,
    ),
    Transition(
        "T15b",
        NEGOTIATING,
        Action.CONFIRM,
        None,
        ENTERPRISE,
        EventType.TERMS_CONFIRMED,
        when=(TERMS, confirmed_by(None)),
        effect=confirmed_first(Side.ENTERPRISE),
        by_phone=True,
    ),
    Transition(
        "T15c",
        NEGOTIATING,
        Action.CONFIRM,
        None,
        PROVIDER,
        EventType.TERMS_CONFIRMED,
        when=(TERMS, confirmed_by(None)),
        effect=confirmed_first(Side.PROVIDER),
    ),
    Transition(
        "T15d",
        NEGOTIATING,
        Action.CONFIRM,
        Status.AGREED,
        ENTERPRISE,
        EventType.AGREED,
        when=(TERMS, confirmed_by(Side.PROVIDER)),
        only=(terms_are_filled,),
        effect=agreed,
        form=TERMS_FORM,
        by_phone=True,
    ),
    Transition(
        "T15e",
        NEGOTIATING,
        Action.CONFIRM,
        Status.AGREED,
        PROVIDER,
        EventType.AGREED,
        when=(TERMS, confirmed_by(Side.ENTERPRISE)),
        only=(terms_are_filled,),
        effect=agreed,
        form=TERMS_FORM,
    ),
    Transition(
        "T22b",
        NAMED,
        Action.NAME_TECHNICIAN,
        None,
        any_of(PROVIDER, HOLDER),
        EventType.TECHNICIAN_NAMED,
        effect=technician_named,
        form=("技术服务人员",),
    ),
)
