"""Working time of a station: which days it works, when it is open, and how deadlines are counted.

A day on which the station is open is a working day. Closures win over everything, then days the
head has added, then the national plan with its holidays and working weekends, then the week's own
hours. A working weekend without hours of its own keeps those of the first open weekday.

Counting starts when the station is next open, so that what is asked at night is as old at nine in
the morning as what is asked at nine; a later start therefore never ends earlier. A deadline may
fall on closing time itself: that is when the last working minute has passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Final

from core.holidays import plan_of
from core.messages import Line
from core.opening_hours import Hours
from core.settings import StationSettings
from core.shanghai import clock_of, day_of, moment

UNCERTAIN: Final = (
    "{year}年的放假和调休安排本系统还不知道，日期按平常的周一至周五推算，请留意官方通知。"
)
ONE_DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)

Moments = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working time that a station's settings make."""

    settings: StationSettings

    def hours_on(self, day: date) -> Hours:
        """The spans during which the station is open on a day; none on a day off."""
        plan = plan_of(day.year)
        if self._is_closed(day):
            return ()
        if day in self.settings.extra_days or day in plan.worked:
            return self.settings.hours[day.weekday()] or self._usual_hours()
        return () if day in plan.off else self.settings.hours[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        return bool(self.hours_on(day))

    def is_certain(self, day: date) -> bool:
        """Whether the national plan of that year is known, here or to the station."""
        return plan_of(day.year).announced or day.year in self.settings.announced_years

    def warning(self, at: datetime) -> Line | None:
        """What to print beside a date that was counted in a year without a known plan."""
        day = day_of(at)
        return None if self.is_certain(day) else Line(UNCERTAIN, {"year": str(day.year)})

    def is_open(self, at: datetime) -> bool:
        clock = clock_of(at)
        return any(span.start <= clock < span.end for span in self.hours_on(day_of(at)))

    def next_opening(self, at: datetime) -> datetime:
        """The moment itself while open, else the next one at which the station opens."""
        return next(max(start, at) for start, end in self._spans_from(at) if end > at)

    def add_working_time(self, at: datetime, length: timedelta) -> datetime:
        """The earliest moment in working hours by which `length` of them has passed since `at`."""
        if length < timedelta(0):
            raise ValueError("working time is added, never taken away")
        left, spans = length, self._spans_from(at)
        start, end = next(spans)
        while end - max(start, at) < left:
            left -= end - max(start, at)
            start, end = next(spans)
        return max(start, at) + left

    def add_working_minutes(self, at: datetime, minutes: int) -> datetime:
        return self.add_working_time(at, minutes * MINUTE)

    def add_working_days(self, at: datetime, days: int) -> datetime:
        """The same clock time that many working days on (or back), moved into working hours."""
        begin = self.into_hours(at)
        day = self._working_day(day_of(begin), days)
        return self.into_hours(moment(day, clock_of(begin)))

    def into_hours(self, at: datetime) -> datetime:
        """The moment itself in working hours, closing time included, else the next opening."""
        return self.add_working_time(at, timedelta(0))

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time that passes between two moments, negative when they are in reverse."""
        if end < start:
            return -self.working_time_between(end, start)
        spans = takewhile(lambda span: span[0] < end, self._spans_from(start))
        return sum((min(shut, end) - max(opened, start) for opened, shut in spans), timedelta(0))

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes; a begun one does not count, in either direction."""
        return int(self.working_time_between(start, end) / MINUTE)

    def quiet(self, at: datetime) -> bool:
        """Whether what the system starts by itself has to wait."""
        loud = self.settings.loud_from <= clock_of(at) < self.settings.loud_until
        return not (loud and self.is_working_day(day_of(at)))

    def next_working_morning(self, at: datetime) -> datetime:
        """When held messages go out: the first end of the quiet hours that is not yet past."""
        return self.next_clock(at, self.settings.loud_from)

    def next_clock(self, at: datetime, clock: time) -> datetime:
        """The first moment, not before `at`, at which a working day shows `clock`."""
        day = day_of(at)
        while not self.is_working_day(day) or moment(day, clock) < at:
            day += ONE_DAY
        return moment(day, clock)

    def eve_of(self, at: datetime) -> datetime:
        """The reminder's time on the last working day before that of `at`."""
        return moment(self._working_day(day_of(at), -1), self.settings.eve_clock)

    def _is_closed(self, day: date) -> bool:
        return any(closure.first <= day <= closure.last for closure in self.settings.closures)

    def _usual_hours(self) -> Hours:
        return next(hours for hours in self.settings.hours if hours)

    def _working_day(self, day: date, days: int) -> date:
        step = ONE_DAY if days >= 0 else -ONE_DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def _spans_from(self, at: datetime) -> Iterator[Moments]:
        """Opening spans that have not ended before `at`, one after the other without end."""
        day = day_of(at)
        while True:
            for span in self.hours_on(day):
                end = moment(day, span.end)
                if end >= at:
                    yield moment(day, span.start), end
            day += ONE_DAY
