"""A moment in a member's words: “明天上午10点”, “11-25 14:30”, “2026年1月5日14:30”, “下周五”.

Days that lie ahead come from the same rules as an enterprise's wishes; written dates and days of
the past are read here, since nobody wishes for yesterday.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.intents.entities.days.finding import RULES_BY_START, day_at
from bot.intents.entities.days.values import safe_date
from bot.intents.entities.found import Span
from bot.intents.entities.hours import Hours, hours_at
from bot.intents.normal import normalise
from core.shanghai import day_of, moment

WRITTEN: Final = re.compile(
    r"(?<![\d.])(?:(?P<year>20\d\d)[-/.年])?(?P<month>1[0-2]|0?[1-9])[-/月]"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:日|号|(?!\d))(?![年月-])"
)
GONE: Final = {
    "前天": 2,
    "昨天": 1,
    "昨日": 1,
    "昨晚": 1,
    "今天": 0,
    "今早": 0,
    "刚才": 0,
    "刚刚": 0,
}
GONE_DAY: Final = re.compile("|".join(GONE))
OVER: Final = re.compile("前天|昨[天日晚]")
JUST_NOW: Final = ("刚才", "刚刚")
BETWEEN: Final = re.compile(r"(?:\s*\((?:周|星期)[一二三四五六日天]\))?[ T,、的]{0,2}")
LED_IN: Final = re.compile(r"(?:预计|计划|大约|大概|约|延期?|推迟|改)?(?:到|至|在|于)?\s*$")
LED_OUT: Final = re.compile(r"(?:左右|之?前|以前|完成|恢复|来电|打来|来访|到访|上门)?(?:电话)?")


@dataclass(frozen=True, slots=True)
class MomentFound:
    """A day with its hours, if any were said, and the stretch of text that says so."""

    start: int
    end: int
    day: date
    clock: time | None = None

    def at(self, clock: time) -> datetime:
        """The moment; `clock` stands in where only a day was said."""
        return moment(self.day, self.clock or clock)

    @property
    def span(self) -> Span:
        return self.start, self.end


def find_moment(text: str, at: datetime) -> MomentFound | None:
    """The first moment that is named; hours alone are today's."""
    plain, today = normalise(text), day_of(at)
    for start in range(len(plain)):
        named = _written(plain, start, today) or _named(plain, start, today)
        if named:
            return _with_hours(plain, start, *named)
    return None if OVER.search(plain) else _hours_alone(plain, today)


def is_over(text: str) -> bool:
    """Whether the day that is named lies before today."""
    return OVER.search(normalise(text)) is not None


def find_past_moment(text: str, at: datetime) -> MomentFound | None:
    """The first moment that is named and over: of today, of the days before, of a written date."""
    plain, today = normalise(text), day_of(at)
    gone = GONE_DAY.search(plain)
    if gone:
        ago = timedelta(days=GONE[gone[0]])
        told = _with_hours(plain, gone.start(), today - ago, gone.end())
        return None if told.clock is None and gone[0] not in JUST_NOW else _before(told, at)
    for written in WRITTEN.finditer(plain):
        day = _date_of(written, today)
        found = _with_hours(plain, written.start(), day, written.end()) if day else None
        return _before(found, at) if found else None
    return None


def without(text: str, span: Span) -> str:
    """The text without a moment and the word that led it in: “等样品 到周五” leaves “等样品”."""
    start, end = span
    before = text[:start]
    lead = LED_IN.search(before)
    left = before[: lead.start()] if lead else before
    out = LED_OUT.match(text, end)
    right = text[out.end() if out else end :]
    return " ".join(f"{left.strip(' ，,。；;')} {right.strip(' ，,。；;')}".split(" ")).strip()


def _before(found: MomentFound, at: datetime) -> MomentFound | None:
    """A clock that has not struck yet today was said of nothing that is over."""
    return found if found.clock is None or found.at(found.clock) <= at else None


def _written(plain: str, start: int, today: date) -> tuple[date, int] | None:
    match = WRITTEN.match(plain, start)
    day = _date_of(match, today) if match else None
    return (day, match.end()) if match and day else None


def _date_of(match: re.Match[str], today: date) -> date | None:
    """A date without a year is the nearest one."""
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        return safe_date(int(match["year"]), month, day)
    years = (today.year - 1, today.year, today.year + 1)
    dates = [found for year in years if (found := safe_date(year, month, day))]
    return min(dates, key=lambda found: abs(found - today), default=None)


def _named(plain: str, start: int, today: date) -> tuple[date, int] | None:
    if plain[start] not in RULES_BY_START:
        return None
    found = day_at(plain, start, today)
    if found is None or found.days.last is None or found.days.past:
        return None
    return found.days.last, found.end


def _with_hours(plain: str, start: int, day: date, end: int) -> MomentFound:
    gap = BETWEEN.match(plain, end)
    hours = hours_at(plain, gap.end() if gap else end)
    clock = _clock(hours)
    return MomentFound(start, hours.end if hours else end, day, clock)


def _hours_alone(plain: str, today: date) -> MomentFound | None:
    for start in range(len(plain)):
        hours = hours_at(plain, start)
        clock = _clock(hours)
        if hours and clock:
            return MomentFound(start, hours.end, today, clock)
    return None


def _clock(hours: Hours | None) -> time | None:
    return time.fromisoformat(hours.time) if hours and hours.time else None
