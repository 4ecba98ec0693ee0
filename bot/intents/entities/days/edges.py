"""Days named by where they lie: in a stretch (8月第一个星期一, 月底最后一个工作日, 长假头一天) or
beside a day (除夕前两天, 七夕第二天, 五一后第一个工作日)."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.holidays import next_holiday
from bot.intents.entities.days.values import SATURDAY, Days, weekday_of_month
from bot.intents.entities.days.weeks import WEEKDAYS
from bot.intents.entities.numbers import NUMBER, count_of
from core.holidays import plan_of
from core.wishes import week_of

_WEEKDAY: Final = r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
_NTH: Final = rf"(?:第(?P<nth>{NUMBER})|(?P<last>最后一?|末一?)|[头首]一?)"
IN_STRETCH: Final = re.compile(
    rf"(?:长假|假期|里|份)?的?{_NTH}个?(?:(?P<work>工作日)|{_WEEKDAY}|(?P<day>[天日]))(?![内之])"
)
DAYS_OF_WEEK: Final = 7
_FREE: Final = r"(?:放?假|长假|假期|节)?"
BESIDE_DAY: Final = re.compile(
    rf"{_FREE}之?的?(?:(?P<before>前)的?(?P<count>{NUMBER})"
    r"(?:个?(?P<work>工作日)|[天日]|个?(?P<week>周|星期|礼拜))(?![内之一二三四五六日天末])"
    r"|(?P<next>第二[天日]|次日|翌日|后一[天日]|隔天|转天))"
)
AFTER_HOLIDAY: Final = re.compile(
    rf"{_FREE}之?过?后的?(?:(?:上班|开工|复工)的?第(?P<days>{NUMBER})[天日]"
    rf"|第(?P<nth>{NUMBER})个?工作日)"
)
LEFT_OUT: Final = re.compile(
    rf"[ ,]?(?:除了?|不算|避开|抛开){_WEEKDAY}(?:以外|之外|外)?(?=[都我其哪随,可]|$)"
)


def edge_of(plain: str, end: int, days: Days) -> tuple[Days, int] | None:
    """The day that is named by the stretch or day before it, and where that ends."""
    if days.first is None or days.last is None:
        return None
    if after := AFTER_HOLIDAY.match(plain, end):
        return _single(_after_holiday(days.first, count_of(after["nth"] or after["days"])), after)
    if days.first != days.last and (inside := IN_STRETCH.match(plain, end)):
        day = _inside(days.first, days.last, inside)
        return _single(day, inside) if day else None
    if days.first == days.last and (beside := BESIDE_DAY.match(plain, end)):
        return _beside(days.first, beside), beside.end()
    return None


def is_workday(day: date) -> bool:
    plan = plan_of(day.year)
    return day in plan.worked or (day.weekday() < SATURDAY and day not in plan.off)


def _single(day: date, match: re.Match[str]) -> tuple[Days, int]:
    return Days(day, day), match.end()


def _inside(first: date, last: date, match: re.Match[str]) -> date | None:
    number = 0 if match["last"] else count_of(match["nth"] or "一")
    if match["weekday"]:
        day = weekday_of_month(last, WEEKDAYS[match["weekday"]], number)
        return day if day and first <= day <= last else None
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if match["work"]:
        days = [day for day in days if is_workday(day)]
    return days[number - 1] if number <= len(days) else None


def _beside(day: date, match: re.Match[str]) -> Days:
    """前一天 is one day; 前两天 are both."""
    one = timedelta(days=1)
    if match["next"]:
        return Days(day + one, day + one)
    while "假" in match.string[match.start() - 1 : match.end()] and not is_workday(day - one):
        day -= one
    count = count_of(match["count"])
    length = DAYS_OF_WEEK if match["week"] else 1
    first = workdays_before(day, count) if match["work"] else day - count * length * one
    return Days(first, day - one)


def workdays_before(day: date, count: int) -> date:
    """The day that so many workdays lie before."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_workday(day)
    return day


def _after_holiday(day: date, number: int) -> date:
    """The first, second, … workday once the holiday of that day is over."""
    first, last = next_holiday(day)
    day = last if first <= day else day - timedelta(days=is_workday(day))
    while number > 0:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day


def without(plain: str, end: int, days: Days) -> tuple[Days, int] | None:
    """A stretch but for one of its days at an end: 下周除了周一都行."""
    left_out = LEFT_OUT.match(plain, end)
    if left_out is None or days.first is None or days.last is None:
        return None
    weekday = WEEKDAYS[left_out["weekday"]]
    monday = week_of(days.first)[0]
    out = monday + timedelta(days=weekday)
    first = days.first + timedelta(days=1) if out == days.first else days.first
    last = days.last - timedelta(days=1) if out == days.last else days.last
    return replace(days, first=first, last=last, period=True), left_out.end()
