"""What one tap does to more than one row of the table, or to a second request.

Each is a run of ordinary moves, so nothing here can do what `TRANSITIONS` does not allow.
"""

from typing import Final

from core.people import Actor
from core.requests.actions import Action
from core.requests.command import Values
from core.requests.request import ServiceRequest
from core.requests.status import Status

CLAIMING: Final = frozenset({Action.REPLY, Action.ANSWER, Action.BOOK})


def claims_first(request: ServiceRequest, action: Action, by: Actor) -> bool:
    """Whoever says something to the enterprise about an unclaimed request takes it with that."""
    return request.status is Status.SUBMITTED and by.is_staff and action in CLAIMING


def to_absorb(request: ServiceRequest, into: ServiceRequest) -> Values | None:
    """What the request that stays takes over from the one merged into it (T36): the earlier
    请求发起时间, or nothing."""
    if into.requested_at <= request.requested_at:
        return None
    return Values(request=request.id, time=request.requested_at)
