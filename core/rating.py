"""A rating of one service act as it stands, and what can be read off it.

A rating has no answer where nobody gave one. One service act is one cycle of a request and has one
rating, because the rating's id is made of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.rating_items import (
    ITEMS,
    OPINION,
    STAR_ITEMS,
    Level,
    Mark,
    RatingItem,
    applicable,
    is_bad_mark,
)

LEVEL_SCORES: Final = {Level.VERY_SATISFIED: 5, Level.SATISFIED: 4, Level.FAIR: 3}


class RatingStatus(StrEnum):
    """Persisted: a word here is never renamed."""

    INVITED = "invited"
    PARTIAL = "partial"
    SUBMITTED = "submitted"
    NOT_RETURNED = "not_returned"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: Final[dict[RatingStatus, str]] = {
    RatingStatus.INVITED: "待评价",
    RatingStatus.PARTIAL: "评价中",
    RatingStatus.SUBMITTED: "已评价",
    RatingStatus.NOT_RETURNED: "未返回",
}


class RatingEventType(StrEnum):
    """Persisted: a word here is never renamed."""

    INVITED = "invited"
    GIVEN = "given"
    CHANGED = "changed"
    SKIPPED = "skipped"
    SUBMITTED = "submitted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class RatingEvent:
    """One thing that happened to a rating; `item` 11 is the opinion, whose value is the id of its
    words. `by` is empty for the system."""

    id: str
    rating: str
    n: int
    type: RatingEventType
    by: str
    at: datetime
    item: int = 0
    value: str = ""
    old: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """What the served contact `person` thinks of one service act. `rated` are the persons who
    served; `events` counts what has happened to it."""

    id: str
    request: str
    cycle: int
    station: str
    chat: str
    person: str
    rated: tuple[str, ...]
    technician_served: bool
    ended_at: datetime
    closes_at: datetime
    status: RatingStatus = RatingStatus.INVITED
    items: Mapping[int, Mark] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()
    opinion: str = ""
    submitted_at: datetime | None = None
    closed_at: datetime | None = None
    events: int = 0

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def rating_id(request: str, cycle: int) -> str:
    """One service act has one rating, because it has one id."""
    return f"{request}.{cycle}"


def waits(rating: Rating, item: RatingItem) -> bool:
    """Whether an item was neither answered nor skipped."""
    if item.number == OPINION and rating.opinion:
        return False
    return item.number not in rating.items and item.number not in rating.skipped


def next_question(rating: Rating) -> RatingItem | None:
    """The first that applies and was neither answered nor skipped; the opinion comes last."""
    return next(
        (item for item in applicable(rating.technician_served) if waits(rating, item)), None
    )


def rest_of_stars(rating: Rating) -> tuple[int, ...]:
    """Star items that still wait for an answer, to which one mark may be given at once."""
    asked = applicable(rating.technician_served)
    return tuple(item.number for item in asked if item.number in STAR_ITEMS and waits(rating, item))


def is_complete(rating: Rating) -> bool:
    """Something was answered, and every numbered item that applies was answered or skipped."""
    return bool(rating.items) and not _waiting(rating)


def bad_items(rating: Rating) -> tuple[int, ...]:
    """The items that make this a bad rating, in the form's order."""
    return tuple(
        item.number
        for item in ITEMS
        if item.number in rating.items and is_bad_mark(rating.items[item.number])
    )


def is_bad(rating: Rating) -> bool:
    return bool(bad_items(rating))


def score_for_comparison(rating: Rating) -> int | None:
    """Item 1, else what item 10 amounts to: to compare with, never to store or to print."""
    stars, level = rating.items.get(1), rating.items.get(10)
    if isinstance(stars, int):
        return stars
    return LEVEL_SCORES.get(level) if isinstance(level, Level) else None


def still_asks(rating: Rating) -> bool:
    """Whether a reminder has anything to ask for: who has skipped all is left in peace."""
    unfinished = rating.status in (RatingStatus.INVITED, RatingStatus.PARTIAL)
    return unfinished and _waiting(rating)


def _waiting(rating: Rating) -> bool:
    asked = applicable(rating.technician_served)
    return any(item.number != OPINION and waits(rating, item) for item in asked)
