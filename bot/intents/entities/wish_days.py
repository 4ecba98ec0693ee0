"""One named day with what stands beside it: its week, a second day, hours, 之前, a preference."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.day_widths import widened
from bot.intents.entities.days.finding import DayFound
from bot.intents.entities.days.holidays import next_holiday
from bot.intents.entities.days.values import SATURDAY, Days
from bot.intents.entities.events import BEFORE, UNTIL_THEN, beside_event, latest
from bot.intents.entities.hours import Hours, hours_at
from core.wishes import Wish, WishKind, week_of

BY_BEFORE: Final = re.compile(
    r"(?:即日起?[到至]|最迟|最晚|至迟|不晚于|不迟于|截止到?|截至|赶在|抢在)(?:在|到)?$"
)
NOT_UNTIL: Final = re.compile(
    r"(?:最好|最迟|最晚)?(?:千万)?(?:莫|别|不要|不能|不想|不得|勿|不可以?|不(?=超))再?"
    r"(?:拖|等|晚|迟|弄|搞|捱|挨|(?=[超过]))(?P<over>超过|过|超|于)?(?:到|至|了)?$"
)
AFTER_BEFORE: Final = re.compile(r"(?:过了|过完|忙完|等过了|最早|不早于|要到|得到)$")
OVER: Final = re.compile(r"(?:过了|过完|忙完)$")
BY_AFTER: Final = re.compile(
    r"(?:(?:下班|收工|关门)(?:之|以)?前|之前|以前|前(?![台后面期往天半几两三]|提(?![供交出]))|之内|以内|内(?![部容审]|校(?![完好准]))|截止|为止)"
)
LEFT_OUT: Final = re.compile(r"[ ,(]{0,2}不[含算包]")
"""23日之前(不含23日)."""
FROM_AFTER: Final = re.compile(
    r"之后|以后|过后|节?过了(?=再|才)|后(?![天面续勤期台半几两]|来(?:又|才|就是|的|发现|说|没|我们?|他|一直|因为))|往后|一?回来(?=再|就|以?后|办|来|做|检|弄|[,。!]|$)|开始|起(?![重来])|(?=再[说讲])"
)
BEGINNINGS: Final = ("开始", "起")
"""12月5号开始放假，放假前来: not what begins is wished."""
ANY_TIME: Final = re.compile(r"[^,。;!?]{0,6}(?:都|随时|一直|有空|有人|得空|方便|在)")
EDGE: Final = re.compile(
    r"(?:之|以)?(?:(?P<eve>前的?最后一?(?:[天日]|个?(?P<last>周|星期|礼拜)(?![一二三四五六日天])))|过?后的?(?:[第头]一[天日]|(?:[第头]一|那一?)(?P<week>个?(?:周|星期|礼拜))))"
)
TRIMMINGS: Final = re.compile(
    r"\([^()]{1,6}\)|[”\"」』》]|那[一几两]?天|这[几两]天|当[天日]|全天|一?整天|左右|的|期间|里(?!面)|(?<=[日号])\s"
)
BEFORE_HOURS: Final = re.compile(
    r"(?:吧|呢|嘛)?[ ,、]{0,2}(?:还是|也是?|仍是?|照旧|最好是?|就|就是|尽量|都是|定)?"
)
PREFERENCE: Final = re.compile(
    r"[ ,、]{1,2}(?:最好)?(?:是)?(?:周末|工作日|上午|下午|早上|晚上|周[一二三四五六日])"
    r"(?:优先|最好|更好|为主|尽量)"
)
PART_BEGINS: Final = frozenset("上下早中晚傍")
POINT_BEFORE: Final = frozenset("第有差快早晚几.0123456789")
POINT_AFTER: Final = frozenset("要建意问都也事儿五六七八九%")
REACH: Final = 12


@dataclass(frozen=True, slots=True)
class DayReading:
    """One day being read: how far it reaches and what stands beside it."""

    start: int
    end: int
    days: Days
    said: str
    hours: Hours | None = None
    before: re.Match[str] | None = None
    after: re.Match[str] | None = None


def grown(plain: str, text: str, found: DayFound, today: date) -> DayReading:
    """Read what stands beside a day: its week, a second day, hours, 之前, a preference."""
    days, end = widened(plain, found, today)
    before = _before(plain, found.start)
    start = before.start() if before else found.start
    reading = DayReading(start, end, days, text[start:end], before=before)
    return _preferred(plain, text, _bound(plain, text, _timed(plain, text, reading)))


def _before(plain: str, start: int) -> re.Match[str] | None:
    reach = max(0, start - REACH)
    for pattern in (BY_BEFORE, NOT_UNTIL, AFTER_BEFORE):
        if match := pattern.search(plain, reach, start):
            return match
    return None


def _timed(plain: str, text: str, reading: DayReading) -> DayReading:
    place = _past_trimmings(plain, reading.end)
    between = BEFORE_HOURS.match(plain, place)
    place = between.end() if between else place
    hours = hours_at(plain, place)
    if hours is None or is_point(plain, hours):
        return reading
    gap = plain[reading.end : hours.start]
    start = reading.end if not gap.strip() or gap == "的" else hours.start
    said = reading.said + text[start : hours.end]
    return replace(reading, end=hours.end, said=said, hours=hours)


def hours_bind(plain: str, hours: Hours) -> tuple[WishKind, int]:
    """How hours without a day bind, and where that is said: 下午三点以后."""
    if after := BY_AFTER.match(plain, hours.end):
        return WishKind.BY, after.end()
    after = FROM_AFTER.match(plain, hours.end)
    if after is None:
        return WishKind.AT, hours.end
    at = hours.time and _begins(plain, after)
    return WishKind.AT if at else WishKind.AFTER, after.end()


def is_point(plain: str, hours: Hours) -> bool:
    """2点要求, 有一点, 第3点: points that are no hours."""
    if hours.time is None:
        return False
    if plain[hours.start] in PART_BEGINS:
        return False
    before, after = plain[max(0, hours.start - 1) : hours.start], plain[hours.end : hours.end + 1]
    return before in POINT_BEFORE or after in POINT_AFTER


def _past_trimmings(plain: str, place: int) -> int:
    while match := TRIMMINGS.match(plain, place):
        place = match.end()
    return place


def _bound(plain: str, text: str, reading: DayReading) -> DayReading:
    place = _past_trimmings(plain, reading.end)
    after = EDGE.match(plain, place) or UNTIL_THEN.match(plain, place)
    after = after or BY_AFTER.match(plain, place) or FROM_AFTER.match(plain, place)
    if after is None or after.group() in BEGINNINGS:
        after = beside_event(plain, reading.start, place) or after
    if after is None or (reading.days.period and not after.group()):
        return reading  # 九月再说 is in that month
    said = reading.said + text[reading.end : after.end()]
    if reading.hours and reading.hours.time and _begins(plain, after):
        return replace(reading, end=after.end(), said=said)
    return replace(reading, end=after.end(), said=said, after=after)


def _begins(plain: str, after: re.Match[str]) -> bool:
    """Whether the hour is when it is to begin (下午2点开始上课), and not from when on any time will
    do (9点开始我都在)."""
    return after.group() == "开始" and ANY_TIME.match(plain, after.end()) is None


def _preferred(plain: str, text: str, reading: DayReading) -> DayReading:
    more = PREFERENCE.match(plain, reading.end)
    if more is None:
        return reading
    return replace(reading, end=more.end(), said=reading.said + text[more.start() : more.end()])


def wish_of(reading: DayReading) -> Wish:
    kind, first, last = _span(reading)
    to = last if kind is WishKind.RANGE else None
    hours = reading.hours or Hours(0, 0)
    return Wish(reading.said, kind, first, to, hours.part, hours.time, hours.until)


def _span(reading: DayReading) -> tuple[WishKind, date | None, date | None]:
    days, before, after = reading.days, reading.before, reading.after
    if after and after.re is EDGE and days.first:
        return _at_edge(after, days.first)
    if after and after.re in BEFORE:
        happens = days.last if days.kind is WishKind.BY else days.first
        return WishKind.BY, latest(happens, after), None
    if before and before.re is NOT_UNTIL:
        begins = days.last if before["over"] or days.kind is WishKind.BY else days.first
        return WishKind.BY, begins if before["over"] else _day_before(begins), None
    if (before and before.re is BY_BEFORE) or (after and after.re is BY_AFTER):
        return WishKind.BY, _by(reading), None
    if before or after:
        return WishKind.AFTER, _from(reading), None
    return _unbound(reading)


def _at_edge(after: re.Match[str], holiday: date) -> tuple[WishKind, date | None, date | None]:
    """节前最后一天, 国庆后第一天, 节后第一周."""
    if after["last"]:
        return WishKind.RANGE, *week_of(holiday - timedelta(weeks=1))
    if after["eve"]:
        return WishKind.AT, _day_before(holiday), None
    first, last = next_holiday(holiday)
    day = last + timedelta(days=1) if first <= holiday else holiday
    if not after["week"]:
        return WishKind.AT, day, None
    monday, sunday = week_of(day + timedelta(days=1) if day.weekday() > SATURDAY else day)
    return WishKind.RANGE, max(day, monday), sunday


def _unbound(reading: DayReading) -> tuple[WishKind, date | None, date | None]:
    days = reading.days
    if days.kind is WishKind.BY and not (reading.hours and days.first != days.last):
        return WishKind.BY, days.last, None
    if days.kind is WishKind.AFTER:
        return WishKind.AFTER, days.first, None
    kind = WishKind.AT if days.first == days.last else WishKind.RANGE
    return kind, days.first, days.last


def _by(reading: DayReading) -> date | None:
    days, after = reading.days, reading.after
    # "4月前" ends before April begins, "4月内", "最晚4月" and "这周之前" reach to the end; "春节前"
    # reaches to its day, as "下周三之前" does.
    stretch = days.period and days.first != days.last
    if after is not None and LEFT_OUT.match(after.string, after.end()):
        return _day_before(days.last)
    begins = after is not None and after.group().endswith("前") and stretch
    if begins and not reading.hours and days.kind is None:
        return _day_before(days.first)
    return days.last


def _from(reading: DayReading) -> date | None:
    days, before = reading.days, reading.before
    over = before is not None and OVER.search(before.group())
    stretch = over and days.first != days.last
    if days.last and (stretch or (days.kind is WishKind.BY and days.period)):
        return days.last + timedelta(days=1)
    return days.last if days.kind is WishKind.BY else days.first


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None
