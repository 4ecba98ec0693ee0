"""Wished times in a message: a named day, how it binds, its hours, and "尽快" or "不急".

A day comes from the rules in `days`; this page adds what stands beside it (之前, 以后, 到, 那一周,
上午十点, "周末优先") and asks `wish_context` whether anybody wished for it at all.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.intents.entities.days.finding import RULES_BY_START, DayFound, day_at
from bot.intents.entities.days.values import Days
from bot.intents.entities.found import WishFound
from bot.intents.entities.hours import Hours, hours_at
from bot.intents.entities.urgency import bare_urgency, find_urgency
from bot.intents.entities.wish_context import asked_for, is_told, is_wish
from core.wishes import Wish, WishKind, week_of

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")

# Most talk begins a day nowhere: the second character decides before any rule is tried.
BEGINS: Final = re.compile(
    f"[{''.join(sorted(RULES_BY_START))}]"
    r"(?=[0-9一二两三四五六七八九十几半个月号日天周年星礼工小钟底末初中内里上下旬儿朝早晚午间前后次回才刚季度"
    r"劳动旦庆节明秋假长期拜大再过这头之以 、,./\-—~到至和跟或的份])"
)
BY_BEFORE: Final = re.compile(r"(?:最迟|最晚|至迟|不晚于|不迟于|截止到?|截至|赶在|抢在)(?:在|到)?$")
NOT_UNTIL: Final = re.compile(
    r"(?:最好)?(?:千万)?(?:莫|别|不要|不能|不想|不得|勿|不可以?)再?(?:拖|等|超|晚|迟|弄|搞|捱|挨|过)"
    r"(?P<over>过|于)?(?:到|至|了)?$"
)
AFTER_BEFORE: Final = re.compile(r"(?:过了|过完|等过了|最早|不早于|要到|得到)$")
OVER: Final = re.compile(r"过了$|过完$")
BY_AFTER: Final = re.compile(
    r"(?:(?:下班|收工|关门)(?:之|以)?前|之前|以前|前(?![台提后面期往天])|之内|以内|内(?![部容审校])|截止|为止)"
)
FROM_AFTER: Final = re.compile(
    r"之后|以后|过后|后(?![天面续勤期台来])|往后|开始|起(?![重来])|(?=再[说讲])"
)
JOINED: Final = re.compile(r"\s?(?:到|至|-|—|~|或者?|和|跟|、|还是)\s?")
ITS_WEEK: Final = re.compile(
    r"(?:的)?(?:那|这|当)(?:一)?个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|当周"
)
ITS_WEEKDAY: Final = re.compile(r"[ ,的]{1,2}(?=(?:周|星期|礼拜)[一二三四五六日天])")
TRIMMINGS: Final = re.compile(
    r"\([^()]{1,6}\)|那[一几两]?天|这[几两]天|当[天日]|全天|一?整天|左右|的|期间|里(?!面)|(?<=[日号])\s"
)
BEFORE_HOURS: Final = re.compile(r"(?:吧|呢|嘛)?[ ,、]{0,2}(?:还是|最好是?|就|就是|尽量|都是|定)?")
PREFERENCE: Final = re.compile(
    r"[ ,、]{1,2}(?:最好)?(?:是)?(?:周末|工作日|上午|下午|早上|晚上|周[一二三四五六日])"
    r"(?:优先|最好|更好|为主|尽量)"
)
HOURS_BEGIN: Final = re.compile(r"[早上下中晚傍正午清一夜晌0-9二两三四五六七八九十]")
POINT_BEFORE: Final = frozenset("第有差快早晚几.0123456789")
POINT_AFTER: Final = frozenset("要建意问都也事儿五六七八九%")
REACH: Final = 12
SENTENCE_END: Final = re.compile(r"[。;!?\n]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One day being read: how far it reaches and what stands beside it."""

    start: int
    end: int
    days: Days
    said: str
    hours: Hours | None = None
    before: re.Match[str] | None = None
    after: re.Match[str] | None = None


def find_wishes(plain: str, text: str, at: datetime) -> tuple[WishFound, ...]:
    """Find the wished times, in the order said; days count from Shanghai's day of `at`."""
    return _found(plain, text, at.astimezone(SHANGHAI).date(), asked=False)


def read_wish(plain: str, text: str, at: datetime, before: Wish | None = None) -> WishFound | None:
    """Read the answer to "when?"; hours alone keep the day of `before`."""
    found = _found(plain, text, at.astimezone(SHANGHAI).date(), asked=True)
    if found:
        return found[0]
    return change_of_hours(plain, text, before) or bare_urgency(plain, text)


def change_of_hours(plain: str, text: str, before: Wish | None) -> WishFound | None:
    """Read "还是下午吧": hours without a day, which keep the day of `before`."""
    for place in HOURS_BEGIN.finditer(plain):
        hours = hours_at(plain, place.start())
        if hours and not _is_inside(plain, hours):
            said = text[hours.start : hours.end]
            wish = before or Wish(said, WishKind.AT)
            changed = replace(wish, said=said, part=hours.part, time=hours.time, until=hours.until)
            return WishFound(hours.start, hours.end, changed)
    return None


def _found(plain: str, text: str, today: date, *, asked: bool) -> tuple[WishFound, ...]:
    dated = _dated(plain, text, today, asked)
    words = find_urgency(plain, text)
    kept = [word for word in words if not any(_same_sentence(plain, word, day) for day in dated)]
    return tuple(sorted((*dated, *kept), key=lambda found: found.start))


def _dated(plain: str, text: str, today: date, asked: bool) -> list[WishFound]:
    dated: list[WishFound] = []
    place = 0
    while begin := BEGINS.search(plain, place):
        place = begin.start() + 1
        found = day_at(plain, begin.start(), today)
        if found is None:
            continue
        reading = _grown(plain, text, found, today)
        place = reading.end
        if _counts(plain, reading, today, asked):
            dated.append(WishFound(reading.start, reading.end, _wish(reading)))
    return dated


def _counts(plain: str, reading: _Reading, today: date, asked: bool) -> bool:
    start, end, days = reading.start, reading.end, reading.days
    if not is_wish(plain, start, end, days):
        return False
    if asked or reading.before or reading.after:
        return True
    if is_told(plain, start, end, days) or (days.open and days.period):
        return False
    loose = days.first == today and (days.kind is None or days.period)
    return not loose or asked_for(plain, start, end)


def _grown(plain: str, text: str, found: DayFound, today: date) -> _Reading:
    """Read what stands beside a day: its week, a second day, hours, 之前, a preference."""
    days, end = _widened(plain, found, today)
    before = _before(plain, found.start)
    start = before.start() if before else found.start
    reading = _Reading(start, end, days, text[start:end], before=before)
    return _preferred(plain, text, _bound(plain, text, _timed(plain, text, reading)))


def _widened(plain: str, found: DayFound, today: date) -> tuple[Days, int]:
    days, end = found.days, found.end
    if (week := ITS_WEEK.match(plain, end)) and days.first:
        monday, sunday = week_of(days.first)
        return Days(monday, sunday, period=True), week.end()
    if (of := ITS_WEEKDAY.match(plain, end)) and days.period:
        weekday = day_at(plain, of.end(), today, anchor=days.first)
        return (weekday.days, weekday.end) if weekday else (days, end)
    joined = JOINED.match(plain, end)
    second = day_at(plain, joined.end(), today, anchor=days.first) if joined else None
    if second and not second.days.past and (days.first or today) <= (second.days.last or today):
        days = replace(days, last=second.days.last, kind=None, period=second.days.period)
        end = second.end
    return days, end


def _before(plain: str, start: int) -> re.Match[str] | None:
    reach = max(0, start - REACH)
    for pattern in (BY_BEFORE, NOT_UNTIL, AFTER_BEFORE):
        if match := pattern.search(plain, reach, start):
            return match
    return None


def _timed(plain: str, text: str, reading: _Reading) -> _Reading:
    place = _past_trimmings(plain, reading.end)
    between = BEFORE_HOURS.match(plain, place)
    place = between.end() if between else place
    hours = hours_at(plain, place)
    if hours is None or _is_inside(plain, hours):
        return reading
    gap = plain[reading.end : hours.start]
    start = reading.end if not gap.strip() or gap == "的" else hours.start
    said = reading.said + text[start : hours.end]
    return replace(reading, end=hours.end, said=said, hours=hours)


def _is_inside(plain: str, hours: Hours) -> bool:
    """2点要求, 有一点, 第3点: points that are no hours."""
    if hours.time is None:
        return False
    before, after = plain[max(0, hours.start - 1) : hours.start], plain[hours.end : hours.end + 1]
    return before in POINT_BEFORE or after in POINT_AFTER


def _past_trimmings(plain: str, place: int) -> int:
    while match := TRIMMINGS.match(plain, place):
        place = match.end()
    return place


def _bound(plain: str, text: str, reading: _Reading) -> _Reading:
    place = _past_trimmings(plain, reading.end)
    after = BY_AFTER.match(plain, place) or FROM_AFTER.match(plain, place)
    if after is None:
        return reading
    said = reading.said + text[reading.end : after.end()]
    return replace(reading, end=after.end(), said=said, after=after)


def _preferred(plain: str, text: str, reading: _Reading) -> _Reading:
    more = PREFERENCE.match(plain, reading.end)
    if more is None:
        return reading
    return replace(reading, end=more.end(), said=reading.said + text[more.start() : more.end()])


def _wish(reading: _Reading) -> Wish:
    kind, first, last = _span(reading)
    to = last if kind is WishKind.RANGE else None
    hours = reading.hours or Hours(0, 0)
    return Wish(reading.said, kind, first, to, hours.part, hours.time, hours.until)


def _span(reading: _Reading) -> tuple[WishKind, date | None, date | None]:
    days, before, after = reading.days, reading.before, reading.after
    if before and before.re is NOT_UNTIL:
        begins = days.last if before["over"] or days.kind is WishKind.BY else days.first
        return WishKind.BY, begins if before["over"] else _day_before(begins), None
    if (before and before.re is BY_BEFORE) or (after and after.re is BY_AFTER):
        return WishKind.BY, _by(reading), None
    if before or after:
        return WishKind.AFTER, _from(reading), None
    return _unbound(reading)


def _unbound(reading: _Reading) -> tuple[WishKind, date | None, date | None]:
    days = reading.days
    if days.kind is WishKind.BY and not (reading.hours and days.first != days.last):
        return WishKind.BY, days.last, None
    if days.kind is WishKind.AFTER:
        return WishKind.AFTER, days.first, None
    kind = WishKind.AT if days.first == days.last else WishKind.RANGE
    return kind, days.first, days.last


def _by(reading: _Reading) -> date | None:
    days, after = reading.days, reading.after
    # "4月前" ends before April begins, "4月内", "最晚4月" and "这周之前" reach to the end.
    begins = after is not None and after.group().endswith("前") and days.period
    if begins and not reading.hours and days.kind is None:
        return _day_before(days.first)
    return days.last


def _from(reading: _Reading) -> date | None:
    days, before = reading.days, reading.before
    over = before is not None and OVER.search(before.group())
    if days.last and (over or (days.kind is WishKind.BY and days.period)):
        return days.last + timedelta(days=1)
    return days.last if days.kind is WishKind.BY else days.first


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _same_sentence(plain: str, word: WishFound, day: WishFound) -> bool:
    first, second = sorted(((word.start, word.end), (day.start, day.end)))
    return not SENTENCE_END.search(plain, min(first[1], second[0]), second[0])
