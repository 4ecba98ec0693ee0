"""A service that has ended, and the rating that it asks for."""

from dataclasses import replace

from core.people import Actor, Role
from core.rating import Rating
from core.rating_items import Mark
from core.ratings import Rated, give, invite
from core.requests.request import ServiceRequest
from core.requests.status import Status
from tests.time.moments import USUAL, at

ENDED_AT = at("2026-11-23 16:00")
SOON = at("2026-11-23 16:05")
LATER = at("2026-11-24 09:00")
CLOSES = at("2026-11-30 16:00")

SELF_SERVED = ServiceRequest(
    "r-1", "s-1", Status.ENDED, "metrology", "web", "c-1", "qin", "k-1", "w-1",
    requested_at=at("2026-11-20 09:00"), entered_at=at("2026-11-20 09:00"),
    owner="li", ended_at=ENDED_AT,
)  # fmt: skip
QIN = Actor("qin", frozenset({Role.ENTERPRISE}), "s-1")
LI = Actor("li", frozenset({Role.ENTERPRISE}), "s-1")
BY_PROVIDER = replace(SELF_SERVED, provider="lab", technician="chen")


def invited(request: ServiceRequest = SELF_SERVED) -> Rating:
    return invite(request, ENDED_AT, USUAL).rating


def rated(**marks: Mark) -> Rating:
    """A self-served act rated as `i1=5, i10=Level.FAIR`."""
    rating = invited()
    for name, mark in marks.items():
        rating = give(rating, int(name.removeprefix("i")), mark, SOON, QIN).rating
    return rating


def gave(rating: Rating, number: int, mark: Mark) -> Rated:
    return give(rating, number, mark, SOON, QIN)
