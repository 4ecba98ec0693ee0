"""A named stretch of days, the rule that reads it, and the arithmetic that both need."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.wishes import WishKind

SATURDAY: Final = 5
SUNDAY: Final = 6
LAST_MONTH: Final = 12


@dataclass(frozen=True, slots=True)
class Days:
    """What was named: first and last day (None where the calendar has none), and how it binds.

    `period` is a stretch that "before" means the beginning of (4月前); `past` is over; `open` may
    as well be talk about a day as a wish for it (今天, 5号, 周二); `vague` gives way to a day of
    the calendar beside it (出伏了再来，8月下旬吧).
    """

    first: date | None
    last: date | None
    kind: WishKind | None = None
    period: bool = False
    past: bool = False
    open: bool = False
    vague: bool = False


PAST: Final = Days(None, None, past=True)
Resolve = Callable[[re.Match[str], date], Days | None]


@dataclass(frozen=True, slots=True)
class DayRule:
    """Begins with one of `starts`; an `anchored` one counts, as the second of two, from the first.

    (下周三到周五: the Friday is the one after that Wednesday.)
    """

    starts: str
    pattern: re.Pattern[str]
    resolve: Resolve
    anchored: bool = False


def rule(starts: str, pattern: str, resolve: Resolve, *, anchored: bool = False) -> DayRule:
    return DayRule(starts, re.compile(pattern), resolve, anchored)


def month_after(day: date, count: int) -> date:
    """The first of the month that lies `count` months on."""
    years, month = divmod(day.month - 1 + count, LAST_MONTH)
    return date(min(day.year + years, date.max.year), month + 1, 1)


def steps_ahead(next_: str | None) -> int:
    """How many weeks or months on: 下, 下下, 大下."""
    return next_.count("下") + next_.startswith("大") if next_ else 0


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def part_of_month(month: date, first: int, last: int) -> tuple[date, date]:
    return month.replace(day=first), month.replace(day=min(last, month_end(month).day))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None for a day that no calendar has."""
    fits = 1 <= month <= LAST_MONTH and date.min.year <= year <= date.max.year
    if not fits or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def workdays_later(day: date, count: int) -> date:
    """Monday to Friday only: a wish's last day is read early rather than late."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def weekday_of_month(day: date, weekday: int, number: int) -> date | None:
    """The first, second, … of a weekday (Monday is 0) in that day's month; 0 is the last one."""
    first = day.replace(day=1)
    first += timedelta(days=(weekday - first.weekday()) % 7)
    count = number - 1 if number else (month_end(day) - first).days // 7
    found = first + timedelta(weeks=count)
    return found if found.month == day.month else None
