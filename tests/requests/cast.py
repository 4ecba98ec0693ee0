"""A cast, a day, and requests as they may stand in each state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from core.people import SYSTEM, Actor, Role
from core.requests.command import Facts
from core.requests.request import Proposal, ProposalKind, ServiceRequest, Side
from core.requests.status import Status

NOON: Final = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)


def hour(n: float) -> datetime:
    """`n` hours after the need was first told."""
    return NOON + timedelta(hours=n)


def actor(person: str, *roles: Role, **more: Any) -> Actor:
    return Actor(person, frozenset(roles), more.pop("station", "hy"), **more)


CAST: Final[dict[str, Actor]] = {
    "asker": actor("p-ke", Role.ENTERPRISE),
    "stranger": actor("p-other", Role.ENTERPRISE),
    "owner": actor("s-li", Role.SPECIALIST),
    "colleague": actor("s-wang", Role.SPECIALIST),
    "head": actor("s-head", Role.HEAD),
    "provider": actor("p-lab", Role.PROVIDER, provider="lab-1"),
    "rival": actor("p-lab2", Role.PROVIDER, provider="lab-2"),
    "centre": actor("c-1", Role.CENTRE),
    "administrator": actor("a-1", Role.ADMINISTRATOR),
    "system": SYSTEM,
}
FOREIGN: Final = tuple(
    replace(somebody, station="wc") for somebody in CAST.values() if not somebody.is_system
)

REQUEST: Final = ServiceRequest(
    "r-1",
    "hy",
    Status.DRAFT,
    "metrology",
    "web",
    "chat-1",
    "p-ke",
    "contact-1",
    "words-1",
    NOON,
    NOON,
)
"""A draft with everything in it."""

CLAIMED: Final = {"number": "HY-2026-0001", "owner": "s-li", "received_at": hour(1)}
ANSWERED: Final = CLAIMED | {"replied_at": hour(2)}
MATCHED: Final = ANSWERED | {"provider": "lab-1", "uploaded_at": hour(1)}
SERVED: Final = ANSWERED | {"started_at": hour(3), "onsite_at": hour(3), "appointment": hour(3)}
DONE: Final = SERVED | {"ended_at": hour(4)}

FIELDS: Final[dict[Status, dict[str, Any]]] = {
    Status.DRAFT: {},
    Status.DROPPED: {},
    Status.SUBMITTED: {"number": "HY-2026-0001"},
    Status.RECEIVED: CLAIMED,
    Status.SELF_PLANNED: ANSWERED | {"appointment": hour(3)},
    Status.MATCHING: CLAIMED | {"uploaded_at": hour(1)},
    Status.NEGOTIATING: MATCHED,
    Status.AGREED: MATCHED | {"agreed_at": hour(2), "service_item": "item-1"},
    Status.REMATCHING: ANSWERED | {"tried": "lab-9"},
    Status.IN_SERVICE: SERVED,
    Status.SUSPENDED: SERVED | {"resumes_to": Status.IN_SERVICE, "expected_at": hour(50)},
    Status.ENDED: DONE,
    Status.EVALUATED: DONE | {"evaluated_at": hour(5)},
    Status.CLOSED: DONE | {"evaluated_at": hour(5), "closed_at": hour(6)},
    Status.ARCHIVED: DONE | {"closed_at": hour(6), "archive_number": "a-1"},
    Status.WITHDRAWN: CLAIMED,
    Status.UNMET: ANSWERED | {"tried": "lab-9"},
    Status.REFERRED: CLAIMED,
    Status.MERGED: CLAIMED | {"merged_into": "r-9"},
}


def request_in(status: Status, **more: Any) -> ServiceRequest:
    """A request as it may stand in `status`."""
    return replace(REQUEST, status=status, **FIELDS[status] | more)


OTHER: Final = replace(request_in(Status.RECEIVED), id="r-2", requested_at=hour(0.5))
GOOD: Final = Facts(
    assignee=CAST["colleague"],
    other=OTHER,
    same_enterprise=True,
    consented=True,
    provider_listed=True,
    provider_covers=True,
    provider_qualified=True,
    rating_complete=True,
    rating_over=True,
    reopen_open=True,
    record_complete=True,
    centre_checked=True,
)


def proposal(kind: ProposalKind, by: Side, confirmed: Side | None = None) -> Proposal:
    return Proposal(kind, by, hour(2), hour(30), confirmed)
