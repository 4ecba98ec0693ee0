"""Rating a service act by the items of table C.1.

Nothing is stored that nobody gave: an item without an answer stays without one, an untouched rating
is *not returned* and never satisfied, and what comes after the window is thanked for and shown to
the staff but not written. Until then everything may be changed; the old value stays in the events.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NamedTuple

from core.people import SYSTEM, Actor
from core.rating import (
    Rating,
    RatingEvent,
    RatingEventType,
    RatingStatus,
    is_complete,
    rating_id,
    rest_of_stars,
    waits,
)
from core.rating_items import OPINION, Mark, RatingItem, applicable, fits, question
from core.refusals import Refused
from core.requests.request import ServiceRequest
from core.timers import rating_window
from core.working_time import Calendar

NOT_YOURS: Final = "这次服务由接受服务的联系人来评价，谢谢您的关心。"
NOT_ASKED: Final = "这次服务的评价里没有这一项。"
NOT_A_MARK: Final = "“{item}”请在给出的选项里选一个。"
NOTHING_GIVEN: Final = "还没有打分，点任意一项就可以开始。"


class Told(NamedTuple):
    """What an event keeps of an item."""

    item: int = 0
    value: str = ""
    old: str = ""


NOTHING: Final = Told()


@dataclass(frozen=True, slots=True)
class Rated:
    """The rating as it now is with what happened. `late`: the window is over, nothing is stored;
    thank for it and show it to the staff."""

    rating: Rating
    events: tuple[RatingEvent, ...] = ()
    late: bool = False


def invite(request: ServiceRequest, at: datetime, calendar: Calendar) -> Rated:
    """The rating of a service that ended at `at`, still empty."""
    served = tuple(person for person in (request.owner, request.technician) if person)
    rating = Rating(
        id=rating_id(request.id, request.cycle),
        request=request.id,
        cycle=request.cycle,
        station=request.station,
        chat=request.chat,
        person=request.person,
        rated=served,
        technician_served=bool(request.provider or request.technician),
        ended_at=at,
        closes_at=rating_window(at, calendar),
    )
    return _happened(rating, RatingEventType.INVITED, at)


def give(rating: Rating, number: int, mark: Mark, at: datetime, by: Actor) -> Rated:
    """Answer one item, or change its answer."""
    item = _asked(rating, number, by)
    if not fits(item, mark):
        raise Refused(NOT_A_MARK, item=item.short)
    if _is_late(rating, at):
        return Rated(rating, late=True)
    if rating.items.get(number) == mark:
        return Rated(rating)
    return _submitted_if_complete(_marked(rating, item, mark, at, by), at, by)


def same_for_rest(rating: Rating, stars: int, at: datetime, by: Actor) -> Rated:
    """其余同分: the same stars for every star item that still waits, and for no other."""
    done = Rated(rating)
    for number in rest_of_stars(rating):
        given = give(done.rating, number, stars, at, by)
        done = Rated(given.rating, done.events + given.events, given.late)
    return done


def skip(rating: Rating, number: int, at: datetime, by: Actor) -> Rated:
    """Leave one item out; it may still be answered later."""
    item = _asked(rating, number, by)
    if _is_late(rating, at):
        return Rated(rating, late=True)
    if not waits(rating, item):
        return Rated(rating)
    skipped = replace(rating, skipped=(*rating.skipped, number))
    done = _happened(skipped, RatingEventType.SKIPPED, at, Told(number), by)
    return _submitted_if_complete(done, at, by)


def say_opinion(rating: Rating, words: str, at: datetime, by: Actor) -> Rated:
    """Keep the opinion under the id of its words."""
    _asked(rating, OPINION, by)
    if _is_late(rating, at):
        return Rated(rating, late=True)
    told = replace(_touched(rating), opinion=words)
    kind = RatingEventType.CHANGED if rating.opinion else RatingEventType.GIVEN
    return _happened(told, kind, at, Told(OPINION, words, rating.opinion), by)


def submit(rating: Rating, at: datetime, by: Actor) -> Rated:
    """Finish early: what has no answer stays without one."""
    _asked(rating, OPINION, by)
    if _is_late(rating, at):
        return Rated(rating, late=True)
    if rating.status is RatingStatus.INVITED:
        raise Refused(NOTHING_GIVEN)
    if rating.status is RatingStatus.SUBMITTED:
        return Rated(rating)
    return _submitted(rating, at, by)


def close(rating: Rating, at: datetime) -> Rated:
    """End the window: a partial rating counts as it stands, an untouched one was not returned."""
    if not rating.is_open:
        return Rated(rating)
    status = {
        RatingStatus.INVITED: RatingStatus.NOT_RETURNED,
        RatingStatus.PARTIAL: RatingStatus.SUBMITTED,
    }.get(rating.status, rating.status)
    submitted_at = at if rating.status is RatingStatus.PARTIAL else rating.submitted_at
    over = replace(rating, status=status, submitted_at=submitted_at, closed_at=at)
    return _happened(over, RatingEventType.CLOSED, at, Told(0, status, rating.status))


def _asked(rating: Rating, number: int, by: Actor) -> RatingItem:
    if not by.speaks_for(rating.person):
        raise Refused(NOT_YOURS)
    item = question(number)
    if item is None or item not in applicable(rating.technician_served):
        raise Refused(NOT_ASKED)
    return item


def _is_late(rating: Rating, at: datetime) -> bool:
    return not rating.is_open or at >= rating.closes_at


def _touched(rating: Rating) -> Rating:
    partial = rating.status is RatingStatus.INVITED
    return replace(rating, status=RatingStatus.PARTIAL) if partial else rating


def _marked(rating: Rating, item: RatingItem, mark: Mark, at: datetime, by: Actor) -> Rated:
    number = item.number
    old = rating.items.get(number)
    marked = replace(
        _touched(rating),
        items={**rating.items, number: mark},
        skipped=tuple(skipped for skipped in rating.skipped if skipped != number),
    )
    kind = RatingEventType.GIVEN if old is None else RatingEventType.CHANGED
    was = "" if old is None else str(old)
    return _happened(marked, kind, at, Told(number, str(mark), was), by)


def _submitted_if_complete(done: Rated, at: datetime, by: Actor) -> Rated:
    partial = done.rating.status is RatingStatus.PARTIAL
    if not (partial and is_complete(done.rating)):
        return done
    finished = _submitted(done.rating, at, by)
    return Rated(finished.rating, done.events + finished.events)


def _submitted(rating: Rating, at: datetime, by: Actor) -> Rated:
    submitted = replace(rating, status=RatingStatus.SUBMITTED, submitted_at=at)
    return _happened(submitted, RatingEventType.SUBMITTED, at, by=by)


def _happened(
    rating: Rating, kind: RatingEventType, at: datetime, told: Told = NOTHING, by: Actor = SYSTEM
) -> Rated:
    n = rating.events + 1
    event = RatingEvent(rating_id(rating.id, n), rating.id, n, kind, by.person, at, *told)
    return Rated(replace(rating, events=n), (event,))
