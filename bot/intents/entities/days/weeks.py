"""Days counted from today or by the week: 明天, 下周三, 两周内, 这几天."""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.values import (
    PAST,
    Days,
    month_after,
    month_end,
    rule,
    safe_date,
    steps_ahead,
    workdays_later,
)
from bot.intents.entities.numbers import NUMBER, count_of
from core.wishes import WishKind, week_of

WEEKDAYS: Final = {sign: place % 7 for place, sign in enumerate("一二三四五六日1234567")} | {
    "天": 6
}
RELATIVE: Final = {"今": 0, "明": 1, "后": 2, "大后": 3, "大大后": 4}
UNIT_DAYS: Final = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
HALF_MONTH: Final = 15
FEW_DAYS: Final = {"两": 2, "二": 2, "三": 3, "几": 4}
INSIDE: Final = ("内", "里")
BEFORE: Final = ("前", "之前", "以前")
ABOUT: Final = ("左右", "上下")
WEEKEND: Final = ("末", "双休")
THURSDAY: Final = 3
WEEK_PARTS: Final = {
    "初|头": (0, 1), "头[两几]天": (0, 2), "前半[周段]?|上半[周段]|前[几两三]天": (0, 2),
    "工作日": (0, 4), "中": (1, 3), "后半[周段]?|下半[周段]|后[几两三]天": (3, 6),
}  # fmt: skip
"""Monday is 0."""


def _relative(match: re.Match[str], today: date) -> Days:
    day = today + timedelta(days=RELATIVE[match["word"]])
    return Days(day, day, open=day == today)


def _in_days(match: re.Match[str], today: date) -> Days | None:
    if match["suffix"] in BEFORE:
        # 20日前 is by the 20th, 20天前 is over.
        return None if match["unit"] == "日" else PAST
    inside = match["suffix"].endswith(INSIDE)
    count = _count(match, most=inside)
    if match["hours"]:
        last = today + timedelta(days=-(-count // 24))
    elif match["work"]:
        last = workdays_later(today, count)
    elif match["half"]:
        last = _months_on(today, count) + timedelta(days=HALF_MONTH)
    else:
        last = _later(today, count, match["unit"])
    if match["suffix"] in ABOUT:
        return Days(last, last, period=True, open=True)
    loose = match.group().startswith("隔")
    return Days(last, last, WishKind.BY if inside else WishKind.AFTER, vague=loose)


def _count(match: re.Match[str], *, most: bool) -> int:
    """两三天: the more of them to be inside, the fewer to be past."""
    if match["some"]:
        return count_of(match["some"][-1 if most else 0])
    return count_of(match["count"] or match["more"] or "零")


def _later(today: date, count: int, unit: str) -> date:
    if unit == "月":
        return _months_on(today, count)
    return today + timedelta(days=count * UNIT_DAYS[unit])


def _months_on(today: date, count: int) -> date:
    month = month_after(today, count)
    return safe_date(month.year, month.month, today.day) or month_end(month)


def _weekday(match: re.Match[str], today: date) -> Days:
    if match["last"]:
        return PAST
    monday = week_of(today)[0] + timedelta(weeks=_weeks(match))
    first, last = _in_week(match, monday)
    if last < today and not match["next"]:
        first, last = first + timedelta(weeks=1), last + timedelta(weeks=1)
    if not match["next"] and match["second"]:
        first = max(first, today)
    return Days(first, last, open=not (match["next"] or match["this"]))


def _weeks(match: re.Match[str]) -> int:
    return steps_ahead(match["next"])


def _in_week(match: re.Match[str], monday: date) -> tuple[date, date]:
    if match["day"] in WEEKEND:
        return monday + timedelta(days=5), monday + timedelta(days=6)
    first = monday + timedelta(days=WEEKDAYS[match["day"]])
    second = WEEKDAYS[match["second"]] if match["second"] else WEEKDAYS[match["day"]]
    return first, max(first, monday + timedelta(days=second))


def _week(match: re.Match[str], today: date) -> Days:
    if match["last"]:
        return PAST
    monday, sunday = week_of(today + timedelta(weeks=_weeks(match)))
    if match["part"]:
        return _part_of_week(match, monday, today)
    if match["this"] or match["bare"]:
        return Days(today, sunday, WishKind.BY, period=True)
    return Days(monday, sunday, period=True)


def _part_of_week(match: re.Match[str], monday: date, today: date) -> Days:
    parts = (pattern for pattern in WEEK_PARTS if re.fullmatch(pattern, match["part"]))
    begin, end = WEEK_PARTS[next(parts)]
    over = monday + timedelta(days=end) < today
    if over and not match["next"]:
        monday += timedelta(weeks=1)
    return Days(max(today, monday + timedelta(days=begin)), monday + timedelta(days=end))


def week_of_month(day: date, number: int) -> Days:
    """A week of that day's month, by where its Thursday falls; 0 is the last one."""
    first = day.replace(day=1)
    thursday = first + timedelta(days=(THURSDAY - first.weekday()) % 7)
    weeks = number - 1 if number else (month_end(day) - thursday).days // 7
    monday, sunday = week_of(thursday + timedelta(weeks=weeks))
    return Days(max(first, monday), min(month_end(day), sunday), period=True)


def _pair(match: re.Match[str], today: date) -> Days:
    first = today + timedelta(days=RELATIVE[match["pair"][0]])
    return Days(first, first + timedelta(days=1))


def _these_days(match: re.Match[str], today: date) -> Days:
    this_or_next = match.group().startswith("这") and match["few"] == "两" and "三" not in match[0]
    last = today + timedelta(days=1 if this_or_next else FEW_DAYS[match["few"]])
    return Days(today, last, WishKind.BY if match.group().endswith("内") else None)


def _past_days(match: re.Match[str], today: date) -> Days:
    day = today + timedelta(days=2 if match["few"] in "两二" else 3)
    return Days(day, day, WishKind.AFTER)


def _over(_: re.Match[str], __: date) -> Days:
    return PAST


_WEEK: Final = r"(?:周|星期|礼拜)"
_NEAR: Final = (
    r"(?:(?P<next>下下一?个?|大?下一?个?)|(?P<this>这一?个?|本|当)|(?P<last>上上?一?个?))"
)
_DAY: Final = r"(?:[一二三四五六日末1-7]|天(?!气))"
_DAYS_OFF: Final = r"(?P<day>双休)(?P<second>)日?"
_HALF: Final = r"(?:(?P<more>[一两二三])个)?(?P<half>半)个?月"
_COUNTED: Final = (
    rf"(?:(?P<some>[一两二三四五六七八][两二三四五六七八九](?=[天日周个]))|(?P<count>{NUMBER}))"
    r"(?:个?(?P<work>工作日)|个?(?P<hours>小时|钟头)|个?(?P<unit>天|日|周|星期|礼拜|(?<=个)月))"
)
_SUFFIX: Final = (
    r"(?P<suffix>之内|以内|内(?!部|审|校(?![完好准]))|里(?!面)"
    r"|之后|以后|过后|后(?!天)|之前|以前|前|左右|上下)"
)
_PART: Final = rf"(?:{'|'.join(WEEK_PARTS)})(?![天日旬午间秋])"

_INSIDE_NEXT: Final = r"(?(next)(?:[之以]?内(?!部|审|校))?)"
"""下周内 begins next week, 本周内 today."""
_COUNTS: Final = "[二三四五六日天、/点月号日天个十时台块只件部楼层名批次项种期套把支根条吨米]"
"""周二、三楼的: what a figure counts, and is no second weekday."""
_NUMERALS: Final = "0123456789一二两俩三四五六七八九十"
_NEARS: Final = "这本当上下大"

RULES: Final = (
    rule("昨前上刚", r"昨[天日儿晚]|前[天日]|前[几两]天|前阵子|上上?[次回]|刚[才刚]", _over),
    rule("明今", r"(?P<pair>明后|今明)两?[天日]", _pair),
    rule(
        "今即现",
        rf"(?:今[天日]|即日|现在)(?:开始|算)?起,?(?:{_COUNTED}|{_HALF}){_SUFFIX}",
        _in_days,
    ),
    rule("大后明今", r"(?P<word>大大后|大后|后|明|今)(?:天|日|儿个?|朝)(?!气|赋)", _relative),
    rule("明今", r"(?P<word>明|今)(?=早|晚|上午|下午|中午)", _relative),
    rule(_NUMERALS + "半", rf"(?:{_COUNTED}|{_HALF}){_SUFFIX}", _in_days),
    rule("过再", r"(?<![超经不难路通])再?过(?P<few>[两二几三])[天日]", _past_days),
    rule(
        "过再隔",
        rf"(?:(?<![超经不难路通])再?过|(?<![每间])隔)(?:{_COUNTED}|{_HALF})(?P<suffix>后?)",
        _in_days,
    ),
    rule("这近最", r"(?:这|最?近)一?(?P<few>[两二几三])三?[天日](?:之内|以内|内)?", _these_days),
    rule("两二", r"(?P<few>[两二])三[天日](?:之内|以内|内)", _these_days),
    rule(
        _NEARS + "周星礼",
        rf"{_NEAR}?{_WEEK}(?P<day>{_DAY})"
        rf"(?:(?:[、/]?[二三四五六]){{0,3}}?[、/]?(?P<second>[二三四五六日天])(?!{_COUNTS}))?"
        r"(?!次|遍|福|大福)",
        _weekday,
        anchored=True,
    ),
    rule(_NEARS + "双", rf"{_NEAR}?{_DAYS_OFF}", _weekday, anchored=True),
    rule(_NEARS, rf"{_NEAR}{_WEEK}(?:的?(?P<part>{_PART}))?(?P<bare>){_INSIDE_NEXT}", _week),
    rule("周", r"(?P<next>)(?P<this>)(?P<last>)周(?P<part>初|中(?![旬午间秋国]))(?P<bare>)", _week),
    rule("周", r"(?P<next>)(?P<this>)(?P<last>)(?P<part>)(?P<bare>周内)", _week),
)
