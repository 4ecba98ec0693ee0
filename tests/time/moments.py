"""Moments of a Shanghai wall, and stations to count working time with."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from core.opening_hours import Span, Week
from core.setting_kinds import Closure
from core.settings import StationSettings
from core.shanghai import moment
from core.working_time import Calendar

USUAL = Calendar(StationSettings())


def at(text: str) -> datetime:
    """`2026-02-13 10:00` on a Shanghai wall."""
    wall = datetime.fromisoformat(text)
    return moment(wall.date(), wall.time())


def hours(*clocks: int) -> tuple[Span, ...]:
    """Pairs of full hours."""
    return tuple(Span(time(a), time(b)) for a, b in zip(clocks[::2], clocks[1::2], strict=True))


moments = st.datetimes(datetime(2025, 12, 1), datetime(2028, 3, 1)).map(  # noqa: DTZ001
    lambda wall: moment(wall.date(), wall.time())
)
day_hours = st.sampled_from([(), hours(9, 12), hours(9, 12, 13, 17), hours(0, 8), hours(14, 21)])
weeks: st.SearchStrategy[Week] = st.tuples(*[day_hours] * 7).filter(any)
closures = st.builds(
    lambda first, days: Closure(first, first + timedelta(days=days)),
    st.dates(date(2025, 12, 1), date(2028, 3, 1)),
    st.integers(0, 30),
)
settings = st.builds(
    StationSettings,
    hours=weeks,
    closures=st.lists(closures, max_size=3).map(tuple),
    extra_days=st.lists(st.dates(date(2025, 12, 1), date(2028, 3, 1)), max_size=3).map(tuple),
)
calendars = settings.map(Calendar)
