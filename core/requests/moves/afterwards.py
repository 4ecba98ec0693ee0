"""Moves after the service: rating, closing, filing away, reopening."""

from dataclasses import replace
from typing import Final

from core.people import Role
from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.afterwards import (
    centre_has_checked,
    head_closes_important,
    important_is_reviewed,
    may_still_reopen,
    no_open_bad_rating,
    no_open_complaint,
    no_open_problem,
    rating_is_complete,
    rating_is_over,
    record_is_complete,
)
from core.requests.request import ServiceRequest, next_cycle
from core.requests.status import Status
from core.requests.transition import Transition
from core.requests.who import ENTERPRISE, HOLDER, RATER, STAFF, SYSTEM, any_of

ENDED: Final = frozenset({Status.ENDED})
EVALUATED: Final = frozenset({Status.EVALUATED})
CLOSED: Final = frozenset({Status.CLOSED})
NOTHING_OPEN: Final = (no_open_problem, no_open_complaint, no_open_bad_rating)
RATING_FORM: Final = ("服务满意度评价", "您的意见或建议", "企业负责人", "日期")


def evaluated(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, evaluated_at=command.at)


def closed(request: ServiceRequest, command: Command) -> ServiceRequest:
    """The head who closes an important request has reviewed it (clause 4.4.1.3)."""
    reviewed = request.reviewed or command.by.has(Role.HEAD)
    return replace(request, closed_at=command.at, reviewed=reviewed)


def archived(request: ServiceRequest, command: Command) -> ServiceRequest:
    return replace(request, archive_number=command.values["archive_number"])


def reopened(request: ServiceRequest, command: Command) -> ServiceRequest:
    return next_cycle(request, command.at)


AFTERWARDS: Final = (
    Transition(
        "T27",
        ENDED,
        Action.RATE,
        Status.EVALUATED,
        RATER,
        EventType.EVALUATED,
        only=(rating_is_complete,),
        effect=evaluated,
        form=RATING_FORM,
    ),
    Transition(
        "T28",
        ENDED,
        Action.EXPIRE,
        Status.CLOSED,
        SYSTEM,
        EventType.CLOSED,
        only=(rating_is_over, *NOTHING_OPEN, important_is_reviewed),
        effect=closed,
    ),
    Transition(
        "T29a",
        EVALUATED,
        Action.CLOSE,
        Status.CLOSED,
        HOLDER,
        EventType.CLOSED,
        only=(*NOTHING_OPEN, head_closes_important),
        effect=closed,
    ),
    Transition(
        "T29b",
        EVALUATED,
        Action.EXPIRE,
        Status.CLOSED,
        SYSTEM,
        EventType.CLOSED,
        only=(rating_is_over, *NOTHING_OPEN, important_is_reviewed),
        effect=closed,
    ),
    Transition(
        "T30",
        CLOSED,
        Action.ARCHIVE,
        Status.ARCHIVED,
        any_of(STAFF, SYSTEM),
        EventType.ARCHIVED,
        only=(record_is_complete, centre_has_checked),
        effect=archived,
    ),
    Transition(
        "T31",
        ENDED | EVALUATED | CLOSED,
        Action.REOPEN,
        Status.RECEIVED,
        any_of(ENTERPRISE, HOLDER),
        EventType.REOPENED,
        only=(may_still_reopen,),
        effect=reopened,
    ),
)
