"""Days that people name instead of counting: holidays, fixed and lunar, and solar terms."""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.lunar import lunar_day, lunar_day_in
from bot.intents.entities.days.solar_terms import FELT, TERM_NAMES, solar_day
from bot.intents.entities.days.values import (
    LAST_MONTH,
    PAST,
    SUNDAY,
    Days,
    rule,
    weekday_of_month,
)
from bot.intents.entities.numbers import NUMBER, count_of
from core.wishes import WishKind

FIXED: Final = {
    "元旦": (1, 1), "三八": (3, 8), "五一": (5, 1), "劳动节": (5, 1), "五四": (5, 4),
    "六一": (6, 1), "七一": (7, 1), "八一": (8, 1), "妇女节": (3, 8), "植树节": (3, 12),
    "青年节": (5, 4), "儿童节": (6, 1), "建党节": (7, 1), "建军节": (8, 1), "教师节": (9, 10),
    "圣诞": (12, 25), "平安夜": (12, 24), "情人节": (2, 14), "愚人节": (4, 1), "护士节": (5, 12),
    "消费者权益日": (3, 15), "三一五": (3, 15),
    "记者节": (11, 8), "消防日": (11, 9), "十一": (10, 1), "国庆": (10, 1), "跨年": (12, 31),
    "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "六一八": (6, 18),
}  # fmt: skip

SUNDAYS: Final = {"母亲节": (5, 2), "父亲节": (6, 3)}
"""Month, and which of its Sundays."""
LUNAR: Final = {
    "春节": (1, 1), "过年": (1, 1), "新年": (1, 1), "元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7),
    "中元": (7, 15), "中秋": (8, 15), "重阳": (9, 9), "腊八": (12, 8), "小年": (12, 24),
}  # fmt: skip
EVES: Final = ("除夕", "大年三十", "年三十")
"""The day before the lunar year begins."""

DAYS_OFF: Final = {"春节": 8, "国庆": 7, "十一": 7, "五一": 5, "劳动节": 5, "过年": 8, "新年": 8}
THREE_DAYS: Final = 3
LAST_SUMMER_MONTH: Final = 8
JUST_OVER: Final = timedelta(days=20)
AROUND_NEW_YEAR: Final = timedelta(days=45)
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
    if name in SUNDAYS:
        month, number = SUNDAYS[name]
        return weekday_of_month(date(year, month, 1), SUNDAY, number)
    if name in TERM_NAMES:
        return solar_day(name, year)
    if name in EVES:
        first = lunar_day(year, 1, 1)
        return first - timedelta(days=1) if first else None
    return lunar_day_in(year, *LUNAR[name]) if name in LUNAR else None


def next_holiday(today: date) -> tuple[date, date]:
    """First and last day of the statutory holiday that comes next, or is on."""
    days = [(day, name) for name in STATUTORY if (day := holiday_after(name, today))]
    day, name = min(days)
    return day, day + timedelta(days=_length(name) - 1)


def _length(name: str) -> int:
    return DAYS_OFF.get(name, THREE_DAYS if name in STATUTORY else 1)


def _holiday(match: re.Match[str], today: date) -> Days:
    if _is_told_of(match, match["name"], today):
        return PAST
    day = holiday_after(match["name"], today)
    if day and _length(match["name"]) > 1 and DAYS_OF_IT.match(match.string, match.end()):
        return Days(max(day, today), day + timedelta(days=_length(match["name"]) - 1))
    return Days(day, day, period=True, vague=match["name"] in TERM_NAMES)


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


def _of_lunar_month(match: re.Match[str], today: date) -> Days:
    month = LAST_MONTH if match["month"] in ("腊", "腊月") else 1
    day = _lunar_ahead(month, match["number"], today)
    return Days(day, day)


def _after_new_year(match: re.Match[str], today: date) -> Days | None:
    """初七 without its month, said around the turn of the lunar year."""
    day = _lunar_ahead(1, match["number"], today)
    return Days(day, day) if day and day - today <= AROUND_NEW_YEAR else None


def _lunar_ahead(month: int, number: str, today: date) -> date | None:
    days = (
        lunar_day(year, month, count_of(number.replace("廿", "二十")))
        for year in (today.year - 1, today.year, today.year + 1)
    )
    return next((day for day in days if day and day >= today), None)


def _lunar_twelfth(_: re.Match[str], today: date) -> Days:
    """腊月 itself, as far as it lies ahead."""
    last = _lunar_ahead_eve(today)
    first = _lunar_ahead(LAST_MONTH, "一", today)
    if last is None:
        return Days(None, None)
    return Days(first if first and first < last else today, last, period=True)


def _lunar_first(_: re.Match[str], today: date) -> Days:
    """正月 itself, as far as it lies ahead."""
    for year in (today.year, today.year + 1):
        first = lunar_day(year, 1, 1)
        last = first and (lunar_day(year, 1, 30) or lunar_day(year, 1, 29))
        if first and last and last >= today:
            return Days(max(first, today), last, period=True)
    return Days(None, None)


def _lunar_ahead_eve(today: date) -> date | None:
    eves = (holiday_in(EVES[0], year) for year in (today.year, today.year + 1))
    return next((eve for eve in eves if eve and eve >= today), None)


def _season(_: re.Match[str], __: date) -> Days:
    """开春以后, 收稻子之前: bound, but to a day that no calendar has."""
    return Days(None, None)


def _before_days_off(match: re.Match[str], today: date) -> Days:
    first = _named_before(match, today) or next_holiday(today)[0]
    return Days(first, first, period=True)


def _after_days_off(_: re.Match[str], today: date) -> Days:
    first = next_holiday(today)[1] + timedelta(days=1)
    return Days(first, first, period=True)


def _named_before(match: re.Match[str], today: date) -> date | None:
    """The festival that 节 stands for: 中秋前后都可以，最好节前."""
    named = [one["name"] for one in _NAMED.finditer(match.string, 0, match.start())]
    return holiday_after(named[-1], today) if named else None


def _summer(_: re.Match[str], today: date) -> Days:
    year = today.year + (today.month > LAST_SUMMER_MONTH)
    return Days(date(year, 7, 1), date(year, LAST_SUMMER_MONTH, 31), period=True, vague=True)


_BESIDE: Final = (
    r"(?=[”\"」』》]?(?:(?:节|期间|放假|长假|假期|黄金周|节后|当天|左右|回来|前后)"
    r"|之?前|以前|之?后|以后|过后))"
)
_BESIDE_TERM: Final = (
    r"(?=那天|当天|左右|前后|节气|之?前(?![台面])|以前|之?后|以后|过后|[一以]?过|[,。]?$)"
)
_NOT_A_NUMBER: Final = r"(?![零〇一二三四五六七八九十个点月号日台块0-9])"

_DAYS_OFF: Final = r"(?<![春季环细清关调情时阳夕元圣])(?:节假日|节|长假|假期)"

_FREE: Final = r"(?:(?:小?长假|假期|放假)(?=之?前|以前|之?后|以后|过后|一?回来))?"

_NUMBER: Final = r"(?:[一二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|\d{1,2})"
_NAMES: Final = (
    "元旦|元宵|劳动节|国庆|春节|清明|端午|中秋|过年|新年|妇女节|青年节|儿童节|建军节|教师节|圣诞|冬至"
    "|植树节|建党节|平安夜|情人节|愚人节|护士节|消费者权益日|记者节|消防日|母亲节"
    "|父亲节|七夕|中元|重阳|腊八|除夕|大年三十|年三十"
)
"""Names that are days whatever stands beside them."""
_NAMED: Final = re.compile(rf"(?P<name>{_NAMES}|五一)")
_BARE: Final = "三八|五四|六一八?|七一|八一|三一五|双?十一|双十二|双1[12]|小年|跨年"
"""Names that might be numbers, or be said of something else."""
_TERM_NAMES: Final = "|".join(name for name in TERM_NAMES if name not in ("清明", "冬至", *FELT))
_SEASONS: Final = (
    "开春|入春|入夏|入秋|入冬|秋收|夏收|双抢|收[割稻麦][子谷]?|割[稻麦]子?|采茶|汛期|梅雨|黄梅天|农忙|农闲|三伏"
    "|开学|放假|供暖|开工|复工|投产|旺季|淡季|检修季|军训|期末|期中|中考|高考|开渔|封航"
)
BEGINS: Final = "|".join((_NAMES, _BARE, _TERM_NAMES, _SEASONS, "腊月", "初"))

RULES: Final = (
    rule("过", r"过[完了]年", _over_new_year),
    rule(
        "正大年腊",
        rf"(?P<month>正月|腊月?|大?年(?=初))(?:初(?=[一二三四五六七八九十\d]))?(?P<number>{NUMBER}|{_NUMBER})[日号节]?"
        r"(?![点块台个只])",
        _of_lunar_month,
    ),
    rule("腊", r"腊月(?:里|间|底|末)?", _lunar_twelfth),
    rule("正", r"正月(?:里|间)?", _lunar_first),
    rule(
        "初",
        r"(?<![年月])初(?P<number>[一二三四五六七八九十])(?![中级次步步期一二三四五])",
        _after_new_year,
    ),
    rule(
        "".join(sorted({name[0] for name in _NAMES.split("|")})),
        rf"(?P<name>{_NAMES})节?{_FREE}(?!快乐|愉快|安康|好(?!的))",
        _holiday,
    ),
    rule("五", rf"(?P<name>五一){_NOT_A_NUMBER}劳?动?节?{_FREE}", _holiday),
    rule(
        "".join(sorted({*(name[0] for name in _BARE.split("|")), "双"})),
        rf"(?P<name>{_BARE}){_BESIDE}节?",
        _holiday,
    ),
    rule(
        "".join(sorted({name[0] for name in _TERM_NAMES.split("|")})),
        rf"(?P<name>{_TERM_NAMES}){_BESIDE_TERM}",
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
    rule(
        "".join(sorted({name[0] for name in re.sub(r"[^一-龥|]", "", _SEASONS).split("|")})),
        rf"(?:{_SEASONS})(?=之?前(?!面|台|提)|以前|之后|以后|过后)",
        _season,
    ),
)
