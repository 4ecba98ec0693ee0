"""Moves with a provider: uploading, choosing, declining, and the centre's help."""

from dataclasses import replace
from typing import Final

from core.requests.actions import Action, Told
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.answers import pending
from core.requests.guards.declared import TELLS
from core.requests.guards.providers import (
    enterprise_consented,
    has_provider,
    not_tried_before,
    provider_covers_it,
    provider_is_listed,
    provider_is_qualified,
)
from core.requests.moves.appointments import proposed
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side, next_cycle
from core.requests.status import Status
from core.requests.transition import Transition
from core.requests.who import CENTRE, ENTERPRISE, HOLDER, PROVIDER, any_of

RECEIVED: Final = frozenset({Status.RECEIVED})
MATCHING: Final = frozenset({Status.MATCHING})
NEGOTIATING: Final = frozenset({Status.NEGOTIATING})
AGREED: Final = frozenset({Status.AGREED})
REMATCHING: Final = frozenset({Status.REMATCHING})
IN_SERVICE: Final = frozenset({Status.IN_SERVICE})
UNMET: Final = frozenset({Status.UNMET})
FITTING: Final = (
    provider_is_listed,
    provider_covers_it,
    provider_is_qualified,
    not_tried_before,
)
CHOSEN_FORM: Final = ("收到答复时间", "质量服务机构")


def uploaded(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, uploaded_at=command.at)


def chosen(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(
        request,
        provider=command.values["provider"],
        replied_at=request.replied_at or command.at,
    )


def rematched(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(chosen(request, command), rematches=request.rematches + 1)


def freed(request: ServiceRequest, command: Command) -> ServiceRequest:
    """Without a provider again; that one may be offered another time."""
    del command
    return replace(
        request,
        provider="",
        technician="",
        service_item="",
        appointment=None,
        due_at=None,
        agreed_at=None,
    )


def declined(request: ServiceRequest, command: Command) -> ServiceRequest:
    """Without a provider again; the one that declined is never offered again."""
    tried = f"{request.tried} {request.provider}".strip()
    return replace(freed(request, command), tried=tried)


def taken_back(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(freed(request, command), appointment=request.proposed_time)


def revival_proposed(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, proposal=Proposal(ProposalKind.REVIVAL, Side.CENTRE, command.at))


def revived(request: ServiceRequest, command: Command) -> ServiceRequest:
    return next_cycle(request, command.at)


MATCHES: Final = (
    Transition(
        "T11",
        RECEIVED,
        Action.UPLOAD,
        Status.MATCHING,
        HOLDER,
        EventType.UPLOADED,
        only=(enterprise_consented,),
        effect=uploaded,
    ),
    Transition("T12a", MATCHING, Action.ASK_CENTRE, None, HOLDER, EventType.CENTRE_ASKED),
    Transition(
        "T12b",
        MATCHING | REMATCHING,
        Action.ANSWER_FOR_CENTRE,
        None,
        CENTRE,
        EventType.CENTRE_ANSWERED,
    ),
    Transition(
        "T13",
        MATCHING,
        Action.CHOOSE_PROVIDER,
        Status.NEGOTIATING,
        HOLDER,
        EventType.PROVIDER_CHOSEN,
        only=FITTING,
        effect=chosen,
        form=CHOSEN_FORM,
    ),
    Transition(
        "T14",
        MATCHING,
        Action.ASK_REMATCH,
        Status.REMATCHING,
        HOLDER,
        EventType.REMATCH_ASKED,
    ),
)

REMATCHES: Final = (
    Transition(
        "T16",
        NEGOTIATING,
        Action.DECLINE,
        Status.REMATCHING,
        any_of(PROVIDER, HOLDER),
        EventType.PROVIDER_DECLINED,
        effect=declined,
    ),
    Transition(
        "T17",
        NEGOTIATING,
        Action.REJECT,
        Status.MATCHING,
        ENTERPRISE,
        EventType.OFFER_REJECTED,
        only=(TELLS[Told.REASON],),
        effect=freed,
    ),
    Transition(
        "T18",
        AGREED,
        Action.DECLINE,
        Status.REMATCHING,
        PROVIDER,
        EventType.PROVIDER_DECLINED,
        effect=declined,
    ),
    Transition(
        "T19",
        REMATCHING,
        Action.REMATCH,
        Status.NEGOTIATING,
        CENTRE,
        EventType.REMATCHED,
        only=FITTING,
        effect=rematched,
        form=CHOSEN_FORM,
    ),
    Transition(
        "T20a",
        REMATCHING,
        Action.BOOK,
        None,
        HOLDER,
        EventType.TAKEOVER_PROPOSED,
        effect=proposed(ProposalKind.TAKEOVER),
    ),
    Transition(
        "T20b",
        REMATCHING,
        Action.CONFIRM,
        Status.SELF_PLANNED,
        CENTRE,
        EventType.APPOINTED,
        when=(pending(ProposalKind.TAKEOVER, by=(Side.STATION,)),),
        effect=taken_back,
        form=("收到答复时间",),
    ),
    Transition(
        "T21",
        REMATCHING,
        Action.FIND_UNMET,
        Status.UNMET,
        CENTRE,
        EventType.FOUND_UNMET,
    ),
    Transition(
        "T26",
        IN_SERVICE,
        Action.DECLINE,
        Status.REMATCHING,
        any_of(HOLDER, CENTRE),
        EventType.PROVIDER_DECLINED,
        only=(has_provider,),
        effect=declined,
    ),
    Transition(
        "T37a",
        UNMET,
        Action.REVIVE,
        None,
        CENTRE,
        EventType.REVIVAL_PROPOSED,
        effect=revival_proposed,
    ),
    Transition(
        "T37b",
        UNMET,
        Action.CONFIRM,
        Status.REMATCHING,
        ENTERPRISE,
        EventType.REVIVED,
        when=(pending(ProposalKind.REVIVAL, by=(Side.CENTRE,)),),
        effect=revived,
    ),
)

PROVIDERS: Final = (*MATCHES, *REMATCHES)
