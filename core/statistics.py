"""What the station counts: requests of a period with what became of them, and their ratings.

Every figure keeps the ids behind it. An empty denominator prints a dash, never 0 or 100 per cent;
figures made of fewer than five ratings print their number alone, since otherwise they would tell
who gave which stars. A rating counts once it was submitted, so what was not returned is nowhere
taken for satisfied.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.messages import Line
from core.rating import Rating, RatingStatus, is_bad
from core.rating_items import ITEMS, STAR_ITEMS, Level, Mark, RatingItem, Solved, Subject
from core.requests.request import ServiceRequest
from core.requests.status import NEVER_FILED, Group, Status
from core.working_time import Calendar

FEWEST_SHOWN: Final = 5
NONE: Final = Line("—")
COUNT: Final = "{count}"
RATE: Final = "{hits}/{of}（{percent}%）"
MEAN: Final = "{stars}星（{of}份）"
TOO_FEW: Final = "共{of}份，满{fewest}份后显示"

TAKEN_BACK: Final = frozenset({Status.WITHDRAWN, Status.MERGED})
SATISFIED: Final = frozenset({Level.VERY_SATISFIED, Level.SATISFIED})

Judge = Callable[[Mark], bool]


@dataclass(frozen=True, slots=True)
class Period:
    """From the first moment on, up to the last; `now` tells which deadlines have passed."""

    start: datetime
    end: datetime
    now: datetime

    def covers(self, at: datetime) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Count:
    """How many."""

    ids: tuple[str, ...]

    def words(self) -> Line:
        return Line(COUNT, {"count": str(len(self.ids))})


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many. `fewest` keeps a share made of few ratings from being shown."""

    hits: tuple[str, ...]
    of: tuple[str, ...]
    fewest: int = 1

    def words(self) -> Line:
        if few := _too_few(len(self.of), self.fewest):
            return few
        hits, of = len(self.hits), len(self.of)
        # Half a per cent goes up, as people round.
        percent = (200 * hits + of) // (2 * of)
        return Line(RATE, {"hits": str(hits), "of": str(of), "percent": str(percent)})


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of stars that were given; one rating may give several of them."""

    stars: tuple[int, ...]
    of: tuple[str, ...]

    def words(self) -> Line:
        if few := _too_few(len(self.of), FEWEST_SHOWN):
            return few
        tenths = (20 * sum(self.stars) + len(self.stars)) // (2 * len(self.stars))
        stars = f"{tenths // 10}.{tenths % 10}"
        return Line(MEAN, {"stars": stars, "of": str(len(self.of))})


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the statistics."""

    label: str
    value: Count | Rate | Mean

    def words(self) -> Line:
        return self.value.words()


def statistics(
    requests: Iterable[ServiceRequest],
    ratings: Iterable[Rating],
    period: Period,
    calendar: Calendar,
) -> tuple[Figure, ...]:
    """Requests entered in the period, and ratings of services that ended in it."""
    filed = [
        request
        for request in requests
        if request.status not in NEVER_FILED and period.covers(request.entered_at)
    ]
    invited = [rating for rating in ratings if period.covers(rating.ended_at)]
    return _of_requests(filed, period.now, calendar) + _of_ratings(invited)


def _of_requests(
    filed: Sequence[ServiceRequest], now: datetime, calendar: Calendar
) -> tuple[Figure, ...]:
    kept = [request for request in filed if request.status not in TAKEN_BACK]
    settled = _ids(request for request in kept if _is_settled(request))
    unmet = _ids(request for request in filed if request.status is Status.UNMET)
    return (
        Figure("提交需求", Count(_ids(filed))),
        Figure("按时接收率", _received_in_time(filed, now, calendar)),
        Figure("按时答复率", _replied_in_time(filed, now, calendar)),
        Figure("办结率", Rate(settled, _ids(kept))),
        Figure("未能满足", Count(unmet)),
    )


def _of_ratings(invited: Sequence[Rating]) -> tuple[Figure, ...]:
    rated = [rating for rating in invited if rating.status is RatingStatus.SUBMITTED]
    bad = _ids(rating for rating in rated if is_bad(rating))
    stars = [item for item in ITEMS if item.number in STAR_ITEMS]
    return (
        Figure("参评率", Rate(_ids(rated), _ids(invited))),
        Figure("解决率", _share(rated, 5, lambda mark: mark is Solved.YES)),
        Figure("满意率", _share(rated, 10, lambda mark: mark in SATISFIED)),
        Figure("评价一般", _share(rated, 10, lambda mark: mark is Level.FAIR)),
        Figure("差评率", Rate(bad, _ids(rated), FEWEST_SHOWN)),
        Figure("服务站平均星级", _mean(rated, _about(stars, Subject.STATION))),
        Figure("技术服务平均星级", _mean(rated, _about(stars, Subject.TECHNICIAN))),
        *(Figure(item.short, _mean(rated, [item])) for item in stars),
    )


def _received_in_time(filed: Sequence[ServiceRequest], now: datetime, calendar: Calendar) -> Rate:
    """What was taken back before anybody received it is not held against the station, and what was
    reopened was received before: its first cycle's times lie in its events."""
    minutes = calendar.settings.claim_minutes
    due = {
        request.id: calendar.add_working_minutes(request.entered_at, minutes)
        for request in filed
        if request.cycle == 1
    }
    of = [
        request
        for request in filed
        if request.id in due
        and (request.received_at or (due[request.id] <= now and request.status not in TAKEN_BACK))
    ]
    hits = (r for r in of if r.received_at and r.received_at <= due[r.id])
    return Rate(_ids(hits), _ids(of))


def _replied_in_time(filed: Sequence[ServiceRequest], now: datetime, calendar: Calendar) -> Rate:
    days = calendar.settings.reply_days
    due = {
        request.id: calendar.add_working_days(request.received_at, days)
        for request in filed
        if request.received_at
    }
    of = [r for r in filed if r.id in due and (r.replied_at or due[r.id] <= now)]
    hits = (r for r in of if r.replied_at and r.replied_at <= due[r.id])
    return Rate(_ids(hits), _ids(of))


def _is_settled(request: ServiceRequest) -> bool:
    return request.status.group is Group.ENDED or request.status is Status.REFERRED


def _about(items: Iterable[RatingItem], subject: Subject) -> list[RatingItem]:
    return [item for item in items if item.subject is subject]


def _share(rated: Sequence[Rating], number: int, judge: Judge) -> Rate:
    answered = [rating for rating in rated if number in rating.items]
    hits = (rating for rating in answered if judge(rating.items[number]))
    return Rate(_ids(hits), _ids(answered), FEWEST_SHOWN)


def _mean(rated: Sequence[Rating], items: Sequence[RatingItem]) -> Mean:
    stars = [(rating.id, rating.items.get(item.number)) for rating in rated for item in items]
    given = [(id_, mark) for id_, mark in stars if isinstance(mark, int)]
    return Mean(tuple(mark for _id, mark in given), tuple(dict.fromkeys(id_ for id_, _ in given)))


def _too_few(number: int, fewest: int) -> Line | None:
    if number == 0:
        return NONE
    if number < fewest:
        return Line(TOO_FEW, {"of": str(number), "fewest": str(fewest)})
    return None


def _ids(found: Iterable[ServiceRequest | Rating]) -> tuple[str, ...]:
    return tuple(each.id for each in found)
