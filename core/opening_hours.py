"""Opening hours of a week: read from what a head types, and written for people to read."""

import re
from dataclasses import dataclass
from datetime import time
from itertools import groupby, pairwise
from typing import Final

from core.rejected import Rejected
from core.shanghai import CLOCK, WEEKDAYS

BAD_CLOCK: Final = "请按“09:00”的样子填写钟点。"
BAD_HOURS: Final = (
    "{day}请按“09:00-12:00,13:30-17:30”的样子填写：早的在前，不要重叠；不开门就留空。"
)
SEVEN_DAYS: Final = "请从周一到周日填写七天的开放时间。"
NEVER_OPEN: Final = "一周里至少要有一天开放。"
CLOSED_WORDS: Final = "休息"
DAY: Final = "周{weekday}"
DAYS: Final = "{first}至{last}"
DAYS_AND_HOURS: Final = "{days} {hours}"

CLOCK_PATTERN: Final = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
DASHES: Final = re.compile(r"\s*(?:[-–—－~～至到]+)\s*")
PAUSES: Final = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment on, up to the last."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start.strftime(CLOCK)}-{self.end.strftime(CLOCK)}"


Hours = tuple[Span, ...]
"""One day's spans in their order; none when the station stays closed."""

Week = tuple[Hours, ...]
"""Seven days from Monday."""


def read_clock(text: str) -> time | Rejected:
    found = CLOCK_PATTERN.fullmatch(text.strip().replace("：", ":"))
    return time(int(found[1]), int(found[2])) if found else Rejected(BAD_CLOCK)


def read_hours(text: str) -> Hours | None:
    """Spans in their order, or None where they cannot be read, overlap or run backwards."""
    tight = DASHES.sub("-", text.strip())
    spans = [_read_span(part) for part in PAUSES.split(tight) if part]
    hours = tuple(span for span in spans if span is not None)
    if len(hours) < len(spans) or any(one.end >= two.start for one, two in pairwise(hours)):
        return None
    return hours


def read_week(lines: tuple[str, ...]) -> Week | Rejected:
    """Seven lines from Monday; at least one day must be open, or no deadline would ever come."""
    if len(lines) != len(WEEKDAYS):
        return Rejected(SEVEN_DAYS)
    days = [read_hours(line) for line in lines]
    for weekday, hours in zip(WEEKDAYS, days, strict=True):
        if hours is None:
            return Rejected(BAD_HOURS, {"day": DAY.format(weekday=weekday)})
    week = tuple(hours for hours in days if hours is not None)
    return week if any(week) else Rejected(NEVER_OPEN)


def write_week(week: Week) -> list[str]:
    return [",".join(map(str, hours)) for hours in week]


def hours_words(hours: Hours) -> str:
    return "、".join(map(str, hours)) or CLOSED_WORDS


def week_words(week: Week) -> str:
    """`周一至周五 09:00-12:00、13:30-17:30；周六至周日 休息`."""
    runs = groupby(zip(WEEKDAYS, week, strict=True), key=lambda day: day[1])
    return "；".join(
        DAYS_AND_HOURS.format(days=_days("".join(day for day, _ in run)), hours=hours_words(hours))
        for hours, run in runs
    )


def _read_span(text: str) -> Span | None:
    start, _, end = text.partition("-")
    first, last = read_clock(start), read_clock(end)
    if isinstance(first, Rejected) or isinstance(last, Rejected) or first >= last:
        return None
    return Span(first, last)


def _days(weekdays: str) -> str:
    first, last = (DAY.format(weekday=weekday) for weekday in (weekdays[0], weekdays[-1]))
    return first if first == last else DAYS.format(first=first, last=last)
