"""Between aware moments in UTC and the words, days and clock times of Asia/Shanghai.

China has kept one fixed offset since 1991, so no time-zone file is read: what a moment is called
does not depend on the machine.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
WEEKDAYS: Final = "一二三四五六日"
DAY_WORDS: Final = "{month}月{day}日（周{weekday}）"
YEAR_WORDS: Final = "{year}年"
CLOCK: Final = "%H:%M"
MONTHS: Final = 12


def local(at: datetime) -> datetime:
    """The same moment on a Shanghai wall; refuses a naive time, which would be anybody's guess."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(SHANGHAI)


def day_of(at: datetime) -> date:
    return local(at).date()


def clock_of(at: datetime) -> time:
    return local(at).time()


def moment(day: date, clock: time = time.min) -> datetime:
    """The moment, in UTC, at which a Shanghai wall shows `clock` on `day`."""
    return datetime.combine(day, clock, SHANGHAI).astimezone(UTC)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """First moment of a Shanghai day and of the next one: [start, end)."""
    return moment(day), moment(day + timedelta(days=1))


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month that many months after that of `day`."""
    count = day.year * MONTHS + day.month - 1 + months
    return date(count // MONTHS, count % MONTHS + 1, 1)


def day_words(day: date, seen_from: date | None = None) -> str:
    """`11月23日（周一）`, with the year in front where the reader stands in another one."""
    year = "" if seen_from is None or seen_from.year == day.year else YEAR_WORDS
    words = year + DAY_WORDS
    return words.format(
        year=day.year, month=day.month, day=day.day, weekday=WEEKDAYS[day.weekday()]
    )


def clock_words(at: datetime) -> str:
    return local(at).strftime(CLOCK)


def moment_words(at: datetime, seen_from: datetime | None = None) -> str:
    """`11月23日（周一）09:00`, with the year where `seen_from` lies in another one."""
    reader = None if seen_from is None else day_of(seen_from)
    return day_words(day_of(at), reader) + clock_words(at)
