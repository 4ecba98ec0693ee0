"""How many days a named one stands for, with what joins it: a second day, its week, days of it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.edges import edge_of, without
from bot.intents.entities.days.finding import DayFound, day_at
from bot.intents.entities.days.values import SATURDAY, Days
from bot.intents.entities.days.weeks import week_of_month
from bot.intents.entities.hours import hours_at
from bot.intents.entities.numbers import NUMBER, count_of
from core.wishes import WishKind, week_of

JOINED: Final = re.compile(
    r"\s?(?:到|至|-|—|~|或者?|或是|和|跟|、|还是|(?:[,、]\s?)?(?:或者?|或是|要么))\s?"
)
OR_UP_TO: Final = re.compile(r"[到至]|[,、]?(?:或者?|或是|要么)")
BETWEEN: Final = re.compile(r"节?(?:之间|中间)")
"""中秋国庆中间."""
IN_BRACKETS: Final = re.compile(
    r"\((?:(?:周|星期|礼拜)?[一二三四五六日天]|(?:mon|tues?|wed|thur?s?|fri|sat|sun)(?:day)?)\)"
)
ITS_WEEK: Final = re.compile(
    r"(?:的|起的?|开始的?)?(?:那|这|当)(?:一)?个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])|当周"
)
ITS_WEEKEND: Final = re.compile(r"的?(?:那|这)一?个?周末")
NTH_WEEK: Final = re.compile(
    r"的?(?:第(?P<nth>[一二三四五1-5])|[头首]一?|(?P<last>最后一?|末一?))个?(?:周|星期|礼拜)"
    r"(?![一二三四五六日天末1-7])的?"
)
ITS_WEEKDAY: Final = re.compile(r"[ ,的]{1,2}(?=(?:周|星期|礼拜)[一二三四五六日天])")
LASTS: Final = re.compile(
    rf"(?:开始|起)[^,。;!?\n0-9]{{0,8}}?(?:停|检修|大修|休|放假?|空|连续?着?|一连)[机产炉工电息着]?"
    rf"(?P<count>{NUMBER})[天日]"
)
"""17号起停机三天; 17号起连续三天停机."""
MOST_JOINED: Final = 4


def widened(plain: str, found: DayFound, today: date) -> tuple[Days, int]:
    days, end = found.days, found.end
    if whole := _renamed(plain, found, today):
        return whole
    days, end = _with_brackets(plain, days, end, today)
    for _ in range(MOST_JOINED):
        second = _second(plain, days, end, today)
        if second is None:
            break
        more, end = _with_brackets(plain, second.days, second.end, today)
        first = days.last if days.kind is WishKind.BY and not days.period else days.first
        last = max(filter(None, (days.last, more.last)), default=None)
        days = replace(days, first=first, last=last, kind=None, period=more.period)
    if (weekend := ITS_WEEKEND.match(plain, end)) and days.first:
        return _weekend_of(days, days.first), weekend.end()
    return days, end


def _with_brackets(plain: str, days: Days, end: int, today: date) -> tuple[Days, int]:
    """12月2号(周三); 周三(12月2号): the date tells which."""
    if beside := IN_BRACKETS.match(plain, end):
        return days, beside.end()
    inside = day_at(plain, end + 1, today) if plain[end : end + 1] == "(" else None
    if inside is None or plain[inside.end : inside.end + 1] != ")" or inside.days.first is None:
        return days, end
    return inside.days, inside.end + 1


def _renamed(plain: str, found: DayFound, today: date) -> tuple[Days, int] | None:
    """Other days than the ones found, which are only named by them: the week of a day, a day of a
    week, the days from one on."""
    days, end = found.days, found.end
    if days.first is None:
        return None
    if named := edge_of(plain, end, days) or without(plain, end, days):
        return named
    if week := ITS_WEEK.match(plain, end):
        monday, sunday = week_of(days.first)
        return Days(monday, sunday, period=True), week.end()
    if lasts := LASTS.match(plain, end):
        last = days.first + timedelta(days=count_of(lasts["count"]) - 1)
        return Days(days.first, last), lasts.end()
    return _in_stretch(plain, found, days.first, today) if days.period else None


def _in_stretch(plain: str, found: DayFound, first: date, today: date) -> tuple[Days, int] | None:
    days, end = found.days, found.end
    if of := ITS_WEEKDAY.match(plain, end):
        weekday = day_at(plain, of.end(), today, anchor=first)
        return (weekday.days, weekday.end) if weekday else (days, end)
    nth = NTH_WEEK.match(plain, end)
    return _week_in(plain, nth, first, days.last) if nth and days.last else None


def _weekend_of(days: Days, first: date) -> Days:
    """8号那个周末; 7号8号那个周末 says no more than its days."""
    saturday = week_of(first)[0] + timedelta(days=SATURDAY)
    return days if days.first != days.last else Days(saturday, saturday + timedelta(days=1))


def _week_in(plain: str, nth: re.Match[str], first: date, last: date) -> tuple[Days, int]:
    """6月第二周, 本月最后一周, and a weekday of it."""
    number = 0 if nth["last"] else count_of(nth["nth"] or "一")
    days = week_of_month(last if nth["last"] else first, number)
    weekday = day_at(plain, nth.end(), days.first or first, anchor=week_of(days.first or first)[0])
    inside = (
        weekday and days.first and days.first <= (weekday.days.first or last) <= (days.last or last)
    )
    return (weekday.days, weekday.end) if weekday and inside else (days, nth.end())


def _second(plain: str, days: Days, end: int, today: date) -> DayFound | None:
    """The day that a first one goes on to: 周三到周五, 15、16号, 周三周四, 月底月初."""
    joined = JOINED.match(plain, end) or _past_hours(plain, end)
    second = day_at(plain, joined.end() if joined else end, today, anchor=days.first or today)
    if second is None or second.days.past or _is_inside(second.days, days):
        return None
    turn = days.kind is WishKind.BY and plain[second.end - 1] == "初"
    beside = turn or (_is_plain(days) and _is_plain(second.days))
    if joined is None and not (beside or BETWEEN.match(plain, second.end)):
        return None
    return second if (days.first or today) <= (second.days.last or today) else None


def _past_hours(plain: str, end: int) -> re.Match[str] | None:
    """周三上午到周五下午: what joins stands behind the hours of the first."""
    hours = hours_at(plain, end)
    return OR_UP_TO.match(plain, hours.end) if hours else None


def _is_inside(days: Days, stretch: Days) -> bool:
    """A day of the stretch itself is no second one: 今年还是5月8号."""
    if not (stretch.period and days.first and days.last and stretch.first and stretch.last):
        return False
    shorter = days.last - days.first < stretch.last - stretch.first
    return shorter and stretch.first <= days.first and days.last <= stretch.last


def _is_plain(days: Days) -> bool:
    """Single days, which may stand side by side (周三周四): no 本周, no 月底."""
    return days.first is not None and days.kind is None and not days.period
