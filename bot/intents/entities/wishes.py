"""Wished times in a message: a named day, how it binds, its hours, and "尽快" or "不急".

A day comes from the rules in `days`, what stands beside it (之前, 以后, 上午十点) from `wish_days`;
this page asks `wish_context` whether anybody wished for it at all.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.intents.entities.days.finding import RULES_BY_START, day_at
from bot.intents.entities.found import WishFound, list_marks, overlaps
from bot.intents.entities.hours import hours_at
from bot.intents.entities.urgency import bare_urgency, find_urgency
from bot.intents.entities.wish_context import (
    asked_for,
    is_beside,
    is_put_off,
    is_served,
    is_told,
    is_wish,
)
from bot.intents.entities.wish_days import DayReading, grown, hours_bind, is_point, wish_of
from core.wishes import Wish, WishKind, covers

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")

# Most talk begins a day nowhere: the second character decides before any rule is tried.
BEGINS: Final = re.compile(
    f"[{''.join(sorted(RULES_BY_START))}]"
    r"(?=[0-9一二两三四五六七八九十几半个月号日天周年星礼工小钟底末初中内里上下旬儿朝早晚午间前后次回才刚季度"
    r"劳动旦庆节明秋假长期拜大再过完了班宵女青师军童诞这头之以 、,./\-—~到至和跟或的份])"
)
HOURS_BEGIN: Final = re.compile(r"[早上下中晚傍正午清一夜晌0-9二两三四五六七八九十]")
SHORT_WHILE: Final = timedelta(days=3)
LISTS: Final = re.compile(r"[1一][、.)]")
SENTENCE_END: Final = re.compile(r"[。;!?\n]")
# 下个月检修期做，4月6号到8号; but in "这周就要，温湿度表周五来取" the Friday is another thing's.
MORE_EXACTLY: Final = re.compile(
    r"[^;\n]{0,10}?(?:[,。\s吧呢啊嘛:]|也行|都行|可以)\s*"
    r"(?:就|那就?|最好|尽量|具体|比如|定|我看|就是|要不|争取|要是|能|在|安排|还是|是)*+"
)


QUOTED: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」")
TOLD_TODAY: Final = re.compile(
    r"才|刚|发现|收到|看到|接到|听说|是|(?=[0-9一二三四五六七八九十]+月)"
)
NAMED_BY: Final = frozenset("0123456789一二三四五六七八九十月")


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
    dated = _said_oneself(plain, _dated(plain, text, today, asked), today)
    words = find_urgency(plain, text)
    dated = _served(plain, _narrowed(plain, dated))
    kept = [word for word in words if not any(_same_sentence(plain, word, day) for day in dated)]
    return tuple(sorted((*dated, *kept), key=lambda found: found.start))


def _dated(plain: str, text: str, today: date, asked: bool) -> list[WishFound]:
    dated: list[WishFound] = []
    marks = list_marks(plain) if LISTS.search(plain) else frozenset()
    place = 0
    while begin := BEGINS.search(plain, place):
        place = begin.start() + 1
        found = None if begin.start() in marks else day_at(plain, begin.start(), today)
        if found is None:
            continue
        reading = grown(plain, text, found, today)
        place = reading.end
        if _counts(plain, reading, today, asked):
            dated.append(WishFound(reading.start, reading.end, wish_of(reading)))
    return dated


def _said_oneself(plain: str, dated: list[WishFound], today: date) -> list[WishFound]:
    """Beside one's own wish, what is quoted of others or tells of something else is none: 老板说
    “下周一”，25号之前能出就行; 产品5月上市，4月中旬要报告."""
    if len(dated) < 2:
        return dated
    quotes = [quote.span() for quote in QUOTED.finditer(plain)]
    own = [
        found
        for found in dated
        if not overlaps((found.start, found.end), quotes)
        and not is_beside(plain, found.start, found.end)
        and not _is_today(plain, found, today)
    ]
    return own or dated


def _is_today(plain: str, found: WishFound, today: date) -> bool:
    """今天3月11号，下周来吧; 今天才知道…，明天能来吗: beside another day that is no wish."""
    wish = found.wish
    bare = wish.kind is WishKind.AT and wish.date == today and not (wish.part or wish.time)
    return bare and (plain[found.start] in NAMED_BY or bool(TOLD_TODAY.match(plain, found.end)))


def _narrowed(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """One wish said twice means the narrower: both places then carry it."""
    narrowed: list[WishFound] = []
    for found in reversed(dated):
        after = narrowed[-1] if narrowed else found
        same = found.end == after.start or MORE_EXACTLY.fullmatch(plain, found.end, after.start)
        means = after.wish if same and covers(found.wish, after.wish) else found.wish
        narrowed.append(replace(found, wish=means))
    return narrowed[::-1]


def _served(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """Of several days, not those of which something else is told than what is to be done then
    (国庆放到7号，8号就来检)."""
    if len(dated) < 2:
        return dated
    wished = {one.wish for one in dated if is_served(plain, one.start, one.end)}
    return [one for one in dated if one.wish in wished or not wished]


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
    if is_told(plain, start, end, days) or (days.open and days.period):
        return False
    named = (
        plain[start] not in NAMED_BY
    )  # 3月中旬 may begin today by chance, 这几天 does by its sense
    loose = named and days.first == today and (days.kind is None or days.period)
    return not loose or asked_for(plain, start, end)


def _is_put_off(plain: str, end: int, last: date, today: date) -> bool:
    return is_put_off(plain, end) and last - today <= SHORT_WHILE


def _same_sentence(plain: str, word: WishFound, day: WishFound) -> bool:
    first, second = sorted(((word.start, word.end), (day.start, day.end)))
    return not SENTENCE_END.search(plain, min(first[1], second[0]), second[0])
