"""Days that people name instead of counting: holidays, fixed and lunar.

Lunar days are a table, since a wish lies months ahead at most; outside its years such a wish keeps
its words and has no date. A test compares the table with the official calendar where both speak.
"""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.values import PAST, Days, rule
from bot.intents.entities.numbers import NUMBER, count_of
from core.wishes import WishKind

FIXED: Final = {
    "元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4),
    "六一": (6, 1), "七一": (7, 1), "八一": (8, 1), "妇女节": (3, 8),
    "青年节": (5, 4), "儿童节": (6, 1), "建军节": (8, 1), "教师节": (9, 10), "圣诞": (12, 25),
    "十一": (10, 1), "国庆": (10, 1),
    "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12),
}  # fmt: skip

# Year: first day of the lunar year, fifth of the fifth month, fifteenth of the eighth.
_LUNAR: Final = {
    2024: ("02-10", "06-10", "09-17"), 2025: ("01-29", "05-31", "10-06"),
    2026: ("02-17", "06-19", "09-25"), 2027: ("02-06", "06-09", "09-15"),
    2028: ("01-26", "05-28", "10-03"), 2029: ("02-13", "06-16", "09-22"),
    2030: ("02-03", "06-05", "09-12"), 2031: ("01-23", "06-24", "10-01"),
    2032: ("02-11", "06-12", "09-19"), 2033: ("01-31", "06-01", "09-08"),
    2034: ("02-19", "06-20", "09-27"), 2035: ("02-08", "06-10", "09-16"),
    2036: ("01-28", "05-30", "10-04"), 2037: ("02-15", "06-18", "09-24"),
    2038: ("02-04", "06-07", "09-13"), 2039: ("01-24", "05-27", "10-02"),
    2040: ("02-12", "06-14", "09-20"),
}  # fmt: skip
_TERMS: Final = {"清明": (4, 4.81), "冬至": (12, 21.94)}
LUNAR: Final = {"春节": 0, "过年": 0, "新年": 0, "端午": 1, "中秋": 2}

DAYS_OFF: Final = {"春节": 8, "国庆": 7, "十一": 7, "五一": 5, "劳动节": 5, "过年": 8, "新年": 8}
THREE_DAYS: Final = 3
LANTERNS: Final = 15
LAST_SUMMER_MONTH: Final = 8
JUST_OVER: Final = timedelta(days=20)
BACK: Final = re.compile(
    r"(?:长假|假期|放假|放完假)?(?:之?后|以后|过后|过完|一?回来|期间|那[几两]?天)"
)
DAYS_OF_IT: Final = re.compile(
    r"(?:放假)?(?:期间|假期(?!前|之前|以前|后|之后|以后|过后)|长假(?!前|之前|以前|后|之后|以后|过后)|黄金周)"
)
STATUTORY: Final = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")


def holiday_after(name: str, today: date) -> date | None:
    """The holiday's day of this year, or of the next where it and its days off are over."""
    for year in (today.year, today.year + 1):
        day = holiday_in(name, year)
        if day is not None and day + timedelta(days=_length(name) - 1) >= today:
            return day
    return None


def holiday_in(name: str, year: int) -> date | None:
    if name in FIXED:
        return date(year, *FIXED[name])
    if name in _TERMS:
        return _solar_term(name, year)
    if name == "元宵":
        return _lunar_day(year, LANTERNS)
    row = _LUNAR.get(year)
    return date.fromisoformat(f"{year}-{row[LUNAR[name]]}") if row and name in LUNAR else None


def _lunar_day(year: int, number: int) -> date | None:
    """A day of the first lunar month."""
    first = holiday_in("春节", year)
    return first + timedelta(days=number - 1) if first else None


def next_holiday(today: date) -> tuple[date, date]:
    """First and last day of the statutory holiday that comes next, or is on."""
    days = [(day, name) for name in STATUTORY if (day := holiday_after(name, today))]
    day, name = min(days)
    return day, day + timedelta(days=_length(name) - 1)


def _length(name: str) -> int:
    return DAYS_OFF.get(name, THREE_DAYS if name in STATUTORY else 1)


def _solar_term(name: str, year: int) -> date:
    # The mean solar term of this century: within a day's rounding exact from 2000 to 2099.
    month, mean = _TERMS[name]
    past = year % 100
    return date(year, month, int(past * 0.2422 + mean) - past // 4)


def _holiday(match: re.Match[str], today: date) -> Days:
    if _is_told_of(match, match["name"], today):
        return PAST
    day = holiday_after(match["name"], today)
    if day and _length(match["name"]) > 1 and DAYS_OF_IT.match(match.string, match.end()):
        return Days(max(day, today), day + timedelta(days=_length(match["name"]) - 1))
    return Days(day, day, period=True)


def _lunar_year(match: re.Match[str], today: date) -> Days:
    if _is_told_of(match, "春节", today):
        return PAST
    day = holiday_after("春节", today)
    return Days(day, day, period=True)


def _is_told_of(match: re.Match[str], name: str, today: date) -> bool:
    """五一回来发现…, 年后复工: soon after a holiday these look back to it."""
    day = holiday_in(name, today.year)
    just_over = day is not None and timedelta() < today - day <= JUST_OVER
    return just_over and BACK.match(match.string, match.end()) is not None


def _over_new_year(_: re.Match[str], today: date) -> Days:
    day = holiday_after("春节", today)
    return Days(day, day, WishKind.AFTER)


def _of_first_month(match: re.Match[str], today: date) -> Days:
    number = count_of(match["number"])
    days = (_lunar_day(year, number) for year in (today.year, today.year + 1))
    day = next((day for day in days if day and day >= today), None)
    return Days(day, day)


def _before_days_off(_: re.Match[str], today: date) -> Days:
    first = next_holiday(today)[0]
    return Days(first, first, period=True)


def _after_days_off(_: re.Match[str], today: date) -> Days:
    first = next_holiday(today)[1] + timedelta(days=1)
    return Days(first, first, period=True)


def _summer(_: re.Match[str], today: date) -> Days:
    year = today.year + (today.month > LAST_SUMMER_MONTH)
    return Days(date(year, 7, 1), date(year, LAST_SUMMER_MONTH, 31), period=True)


_BESIDE: Final = (
    r"(?=(?:节|期间|放假|长假|假期|黄金周|节后|当天|左右|回来|前后)|之?前|以前|之?后|以后|过后)"
)
_NOT_A_NUMBER: Final = r"(?![零〇一二三四五六七八九十个点月号日台块0-9])"

_DAYS_OFF: Final = r"(?<![春季环细清关调情时阳夕元圣])(?:节假日|节|长假|假期)"

_FREE: Final = r"(?:(?:小?长假|假期|放假)(?=之?前|以前|之?后|以后|过后|一?回来))?"

RULES: Final = (
    rule("过", r"过[完了]年", _over_new_year),
    rule("正大年", rf"(?:正月|大?年(?=初))初?(?P<number>{NUMBER})[日号]?", _of_first_month),
    rule(
        "元劳国春清端中过新妇青儿建教圣冬",
        r"(?P<name>元旦|元宵|劳动节|国庆|春节|清明|端午|中秋|过年|新年|妇女节|青年节|儿童节|建军节|教师节|圣诞|冬至)"
        rf"节?{_FREE}(?!快乐|愉快|安康|好(?!的))",
        _holiday,
    ),
    rule("五", rf"(?P<name>五一){_NOT_A_NUMBER}劳?动?节?{_FREE}", _holiday),
    rule(
        "三五六七八十双",
        rf"(?P<name>三八|五四|六一|七一|八一|双?十一|双十二|双1[12]){_BESIDE}节?",
        _holiday,
    ),
    rule(
        "年",
        r"(?<![\d一二三四五六七八九十两几多半去今明前后当些近小])年(?=之?前|以前|之?后|以后)",
        _lunar_year,
    ),
    rule("节长假", rf"{_DAYS_OFF}(?=之?前|以前)", _before_days_off),
    rule("节长假", rf"{_DAYS_OFF}(?=之?后(?!端)|以后|过后)", _after_days_off),
    rule("暑", r"暑(?:假|期)(?!托管|工|班|补习|作业|实践|培训班|夏令营)", _summer),
)
