"""The station's figures of today and of this month."""

from collections.abc import Iterable
from typing import Final

from bot.room.talk import RoomTalk, saying
from core.decision import Decision
from core.messages import Line
from core.shanghai import day_bounds, day_of
from core.statistics import Figure, Period, statistics

TODAY: Final = Line("今天")
THIS_MONTH: Final = Line("本月")
ROW: Final = "{label}：{value}"
OF_REQUESTS: Final = 5
"""The figures about requests stand first; those about ratings say little of a single day."""


def show(talk: RoomTalk) -> Decision:
    """Today's requests, then all figures of the month."""
    context, counted = talk.context, talk.context.counted
    if counted is None:
        return Decision()
    today = day_of(context.now)
    start, end = day_bounds(today)
    first, _ = day_bounds(today.replace(day=1))
    periods = Period(start, end, context.now), Period(first, end, context.now)
    day, month = (
        statistics(counted.requests, counted.ratings, period, context.station.calendar)
        for period in periods
    )
    return talk.tell(TODAY, *_rows(day[:OF_REQUESTS]), THIS_MONTH, *_rows(month))


def _rows(figures: Iterable[Figure]) -> list[Line]:
    return [saying(ROW, label=one.label, value=one.words().render()) for one in figures]
