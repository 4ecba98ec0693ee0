"""Wished times in a message: a named day, how it binds, its hours, and "尽快" or "不急".

A day comes from the rules in `days`, what stands beside it (之前, 以后, 上午十点) from `wish_days`;
this page asks `wish_context` whether anybody wished for it at all, and `wish_choice` which of
several is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.intents.entities.days.finding import RULES_BY_START, day_at
from bot.intents.entities.days.holidays import BEGINS as NAMED_DAYS
from bot.intents.entities.found import WishFound, list_marks
from bot.intents.entities.hours import hours_at
from bot.intents.entities.urgency import bare_urgency, find_urgency
from bot.intents.entities.wish_choice import NAMED_BY, SHORT_WHILE, chosen
from bot.intents.entities.wish_context import (
    asked_for,
    is_beside,
    is_length,
    is_put_off,
    is_refused,
    is_told,
    is_wish,
)
from bot.intents.entities.wish_days import DayReading, grown, hours_bind, is_point, wish_of
from bot.intents.entities.wish_hours import with_hours
from core.wishes import Wish, WishKind, week_of

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
# Most talk begins a day nowhere: the second character decides before any rule is tried.
BEGINS: Final = re.compile(
    rf"(?={NAMED_DAYS})|[{''.join(sorted(RULES_BY_START))}]"
    r"(?=[0-9一二两三四五六七八九十几半个月号日天周年星礼工小钟底末初中内里上下旬儿朝早晚午间前后次回才刚季度"
    r"劳动旦庆节明秋假长期拜大再过完了班宵女青师军童诞这头尾休点之以 、,./\-—~到至和跟或的份])"
)
HOURS_BEGIN: Final = re.compile(r"[早上下中晚傍正午清一夜晌0-9二两三四五六七八九十]")
WEEKDAY_BEGINS: Final = "周星礼"
LISTS: Final = re.compile(r"[1一][、.)]")
SENTENCE_END: Final = re.compile(r"[。;!?\n]")


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
        if hours and not is_point(plain, hours):
            kind, end = hours_bind(plain, hours)
            said = text[hours.start : end]
            wish = before or Wish(said, kind)
            changed = replace(wish, said=said, part=hours.part, time=hours.time, until=hours.until)
            return WishFound(hours.start, end, changed)
    return None


def _found(plain: str, text: str, today: date, *, asked: bool) -> tuple[WishFound, ...]:
    dated = with_hours(plain, chosen(plain, text, _dated(plain, text, today, asked), today))
    words = find_urgency(plain, text)
    if any(word.wish.kind is WishKind.ASAP for word in words):
        dated = [one for one in dated if not is_beside(plain, one.start, one.end)]
    kept = [word for word in words if not any(_same_sentence(plain, word, day) for day in dated)]
    return tuple(sorted((*dated, *kept), key=lambda found: found.start))


def _dated(plain: str, text: str, today: date, asked: bool) -> list[WishFound]:
    dated: list[WishFound] = []
    vague: list[WishFound] = []
    refused: set[Wish] = set()
    for reading in _readings(plain, text, today):
        wish = wish_of(reading)
        if _counts(plain, reading, today, asked):
            loose = reading.days.vague or wish.date is None
            (vague if loose else dated).append(WishFound(reading.start, reading.end, wish))
        elif is_refused(plain, reading.end):
            refused.add(replace(wish, said=""))
    standing = [one for one in dated if replace(one.wish, said="") not in refused]
    return standing or dated or vague


def _readings(plain: str, text: str, today: date) -> Iterator[DayReading]:
    """The named days in turn; a weekday counts from the week spoken of: 下周二有事，周三来."""
    marks = list_marks(plain) if LISTS.search(plain) else frozenset()
    week: date | None = None
    place = 0
    while begin := BEGINS.search(plain, place):
        place = begin.start() + 1
        anchor = week if plain[begin.start()] in WEEKDAY_BEGINS else None
        found = None if begin.start() in marks else day_at(plain, begin.start(), today, anchor)
        if found is None:
            continue
        reading = grown(plain, text, found, today)
        place = max(reading.end, place)
        week = _week_spoken_of(plain, reading) or week
        yield reading


def _week_spoken_of(plain: str, reading: DayReading) -> date | None:
    """Monday of the next week, where one is free then or not; 下周三到期，周五来 is in this one."""
    start, end, days = reading.start, reading.end, reading.days
    if plain[start] != "下" or days.first is None:
        return None
    if is_told(plain, start, end, days) and not is_refused(plain, end):
        return None
    return week_of(days.first)[0]


def _counts(plain: str, reading: DayReading, today: date, asked: bool) -> bool:
    start, end, days = reading.start, reading.end, reading.days
    if not is_wish(plain, start, end, days):
        return False
    if asked or reading.before or (reading.after and reading.end > reading.after.start()):
        return True
    if days.last and (days.last < today or _is_put_off(plain, end, days.last, today)):
        return False
    if reading.after:
        return True
    if is_told(plain, start, end, days) or is_length(plain, end, days):
        return False
    named = (
        plain[start] not in NAMED_BY
    )  # 3月中旬 may begin today by chance, 这几天 does by its sense
    clocked = reading.hours is not None and reading.hours.time is not None
    loose = named and days.first == today and (days.kind is None or days.period) and not clocked
    return not loose or asked_for(plain, start, end)


def _is_put_off(plain: str, end: int, last: date, today: date) -> bool:
    return is_put_off(plain, end) and last - today <= SHORT_WHILE


def _same_sentence(plain: str, word: WishFound, day: WishFound) -> bool:
    first, second = sorted(((word.start, word.end), (day.start, day.end)))
    return not SENTENCE_END.search(plain, min(first[1], second[0]), second[0])
