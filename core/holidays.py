"""Public holidays and working weekends of years that the calendar package does not know.

The plan of a year is announced in the November before it and cannot be computed. What the law
fixes by itself (the holidays proper, without the days that are moved around them) is known ahead;
a year of which only that is known says so by `announced=False`, and dates counted in it carry a
warning. When the announcement is out, its days are added here, or by the station in its settings.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import chinese_calendar


@dataclass(frozen=True, slots=True)
class YearPlan:
    """Days off, and weekend days that are worked."""

    off: frozenset[date]
    worked: frozenset[date] = frozenset()
    announced: bool = True


def span(first: date, days: int = 1) -> frozenset[date]:
    return frozenset(first + timedelta(days=n) for n in range(days))


# 全国年节及纪念日放假办法 as revised in 2024: 元旦 1, 春节 4 from the eve, 清明 1, 劳动节 2,
# 端午 1, 中秋 1, 国庆 3.
YEARS: Final = {
    2027: YearPlan(
        off=span(date(2027, 1, 1))
        | span(date(2027, 2, 5), 4)
        | span(date(2027, 4, 5))
        | span(date(2027, 5, 1), 2)
        | span(date(2027, 6, 9))
        | span(date(2027, 9, 15))
        | span(date(2027, 10, 1), 3),
        announced=False,
    ),
    2028: YearPlan(
        off=span(date(2028, 1, 1))
        | span(date(2028, 1, 25), 4)
        | span(date(2028, 4, 4))
        | span(date(2028, 5, 1), 2)
        | span(date(2028, 5, 28))
        | span(date(2028, 10, 1), 3),
        announced=False,
    ),
}
UNKNOWN_YEAR: Final = YearPlan(off=frozenset(), announced=False)


def plan_of(year: int) -> YearPlan:
    """The plan of a year: from the package, else from `YEARS`, else Monday to Friday."""
    if year in PACKAGED:
        return PACKAGED[year]
    return YEARS.get(year, UNKNOWN_YEAR)


def _packaged() -> dict[int, YearPlan]:
    off = frozenset(chinese_calendar.holidays)
    worked = frozenset(chinese_calendar.workdays)
    return {
        year: YearPlan(
            frozenset(day for day in off if day.year == year),
            frozenset(day for day in worked if day.year == year),
        )
        for year in {day.year for day in off}
    }


PACKAGED: Final = _packaged()
