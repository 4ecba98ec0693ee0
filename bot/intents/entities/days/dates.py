"""Days named by their number: 15号, 3月16、17号, 2025-04-02, 十五六号."""

import re
from datetime import date
from typing import Final

from bot.intents.entities.days.month_words import (
    DAY,
    JOIN,
    JUST_OVER,
    MONTH,
    MONTHS,
    NEAR,
    NEARS,
    NUMERALS,
    YEAR,
    month_number,
    year_of,
)
from bot.intents.entities.days.values import PAST, Days, month_after, rule, safe_date, steps_ahead
from bot.intents.entities.numbers import count_of

MONTHS_LOOKED_AT: Final = 4
TEN: Final = 10
LONGEST_MONTH: Final = 31


def _month_day(match: re.Match[str], today: date) -> Days | None:
    year = year_of(match, today)
    if year is None:
        return PAST
    day = safe_date(year, month_number(match["month"]), _day_number(match["day"]))
    if day and day < today and not match["year"] and not match["near"]:
        if today - day <= JUST_OVER:
            return PAST
        day = safe_date(year + 1, day.month, day.day)
    last = _last_day(match, day)
    return Days(day, last, past=day < today) if day else None


def _last_day(match: re.Match[str], first: date | None) -> date | None:
    """The second of 3月16、17号, which shares the month, and of 五六号 and 十五六号."""
    until = match.groupdict().get("until")
    if first is None or not until:
        return first
    tens = match["day"][:-1] if match.end("day") == match.start("until") else ""
    last = safe_date(first.year, first.month, _day_number(tens + until))
    return last if last and last > first else first


def _near_month_day(match: re.Match[str], today: date) -> Days | None:
    month = month_after(today, steps_ahead(match["next"]))
    day = safe_date(month.year, month.month, _day_number(match["day"]))
    last = _last_day(match, day)
    return Days(day, last, past=bool(match["last"]) or day < today) if day else None


def _day_of_month(match: re.Match[str], today: date) -> Days | None:
    first = _next_with(_day_number(match["day"]), today)
    last = _next_with(_until(match), first) if match["until"] and first else first
    return Days(first, last, open=True) if first and last else None


def _until(match: re.Match[str]) -> int:
    """The last of 15、16号 and of 15、6号, where tens are said once; 30、2号 ends next month."""
    day, until = _day_number(match["day"]), _day_number(match["until"])
    tens, ones = divmod(day, TEN)
    listed = match.string[match.end("day")] == "、"
    once = listed and tens and ones < until < TEN and tens * TEN + until <= LONGEST_MONTH
    return tens * TEN + until if once else until


def _some_days(match: re.Match[str], today: date) -> Days | None:
    """十五六号: the tens are said once."""
    first = _next_with(count_of(match["day"]), today)
    last = _next_with(count_of(match["day"][:-1] + match["until"]), first) if first else None
    return Days(first, last, open=True) if first and last else None


def _day_number(text: str) -> int:
    return count_of(text.replace("廿", "二十"))


def _next_with(number: int, today: date) -> date | None:
    months = (month_after(today, ahead) for ahead in range(MONTHS_LOOKED_AT))
    days = (safe_date(month.year, month.month, number) for month in months)
    return next((day for day in days if day and day >= today), None)


def _written(match: re.Match[str], today: date) -> Days | None:
    day = safe_date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Days(day, day, past=day < today) if day else None


# 3号楼, 2号线, 5号机: a number that names a thing.
_THING: Final = (
    r"(?:\d(?!\d?[日号:点时])|车(?!子|来|过[来去]|送|拉|去|到)|[楼线机门厂炉店库仓梯罐区柜床院窑泵塔房桥路井样钢油汽码科模箱槽馆栋锅厅坑色粉段令公]"
    r"|子|常|期(?!间|内)|光|用|电|叉|吊|表|秤|那台|那个(?!周|星期|礼拜)|这台)"
)
# 汉阳大道1号, 建设路6号: a house in a street, but for a 线路, a 电路 and their like.
# 放到7号，8号来: no pair.
_LASTING: Final = r"(?<!放到)(?<!休到)(?<!停到)"
_NO_HOUSE: Final = (
    r"(?<!大道)(?<!大道\s)(?<![a-z]区)(?<![街巷弄特])(?<![街巷弄]\s)"
    r"(?<![^线电网管水油气思]路)(?<![^线电网管水油气思]路\s)"
)
_RANGE_DAY: Final = (
    r"[-~—]{1,2}\s?(?:(?:[01]?\d[./月])?[0-3]?\d(?:[日号]|(?=\s*(?:$|[,。;])))"
    r"|(?:1[0-2]|0?[1-9])[./](?:3[01]|[12]\d)(?![\d./a-z%元米毫厘公吨度兆千台块]))"
)
_BARE_DAY: Final = (
    r"(?=\s*(?:之?前|以前|之间|上午|下午|中午|早|晚|到|至|左右|起|以后|之后|后|那|[(]|$"
    rf"|{_RANGE_DAY}))"
)
_SERVED: Final = (
    r"(?=\s?(?:可以|能不能|就|我们?|会)?"
    r"(?:送[样检过来]|寄|来[检取拿校吧可行]|过来|上门|拿过?来|去取|出报告))"
    r"|(?:(?<=\d[./]\d\d)|(?<=[那就在于]\d[./]\d)|(?<=[那就在于]\d\d[./]\d))"
    r"(?=来得及|来不来得及|赶得上|(?:可以|行|成)(?:[吗么嘛不]|[,。]?$))"
)
"""3/15送样: what is done then, and no fraction of it."""
_ASKED: Final = (
    r"(?=\s?(?:(?:行|可以|成|方便|好)(?:[吗么嘛吧]|不(?!了))|能?来(?=[吧吗么]|[,。!?]|$)))"
)
"""9月6行吗: a day without its 号."""
_SECOND: Final = (
    r"(?:(?<=[-~—到至]\d[./]\d)|(?<=[-~—到至]\d[./]\d\d)"
    r"|(?<=[-~—到至]\d\d[./]\d)|(?<=[-~—到至]\d\d[./]\d\d))"
)
"""The second day of 8.20-8.22."""
_STRETCH: Final = (
    r"(?=[-~—](?P=month)[./](?:3[01]|[12]?\d)"
    r"(?=[停检放期这那都随来有可几两三、]|之间|大修|休))"
)
"""12.1-12.3停炉: of one month, and of a time."""
_SO_MANY: Final = "[两二三四五][天日]"
"""22、23两天: the days are counted instead of named."""
_THEN: Final = r"(?:[,。;](?!\d)|$|来|去|送|上门|过来|之间|期间)"
_NEXT_DAY: Final = (
    rf"(?:(?:[、,和]{DAY}){{0,3}}?"
    rf"(?:(?:[、,和]|(?<=[一二三四五六七])(?=[二三四五六七八九]))(?={DAY}(?:[日号]|{_SO_MANY}))"
    rf"|[到至~—-]{{1,2}}(?={DAY}{_THEN}))"
    rf"(?P<until>{DAY}))?"
)
"""The last of 16、17号, of 10、11、12号, of 五六号 and of 5到8来."""

RULES: Final = (
    rule(
        "2",
        r"(?P<year>20\d\d)(?P<sep>[-./年])(?P<month>1[0-2]|0?[1-9])(?:(?P=sep)|月)"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d-])[日号]?",
        _written,
    ),
    rule(
        "2",
        r"(?P<year>20\d\d)(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])"
        rf"(?:(?=[之以]?[前后]|[上下]午)|{_SERVED})",
        _written,
    ),
    rule(
        MONTHS,
        rf"{YEAR}?(?P<month>{MONTH})月份?的?(?P<day>{DAY}){_NEXT_DAY}"
        rf"(?:[日号](?!{_THING})|{_BARE_DAY}|(?(until)(?={_SO_MANY})|(?!))|(?=[,。;](?!\d))"
        rf"|{_SERVED}|{_ASKED})",
        _month_day,
        anchored=True,
    ),
    rule(
        NEARS,
        rf"{NEAR}月份?的?(?P<day>{DAY}){_NEXT_DAY}"
        rf"(?:[日号](?!{_THING})|(?(until)(?={_SO_MANY})|(?!))|(?={_RANGE_DAY}))",
        _near_month_day,
    ),
    rule(
        NUMERALS,
        r"(?P<month>1[0-2]|0?[1-9])-(?P<day>3[01]|[12]\d|0?[1-9])(?P<year>)(?P<near>)"
        r"(?=[之以]?前)",
        _month_day,
        anchored=True,
    ),
    rule(
        NUMERALS,
        r"(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])"
        rf"(?:[日号]|{_BARE_DAY}|{_SERVED}|{_SECOND}|{_STRETCH})(?P<year>)(?P<near>)",
        _month_day,
        anchored=True,
    ),
    rule(
        NUMERALS,
        r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d)(?P<year>)(?P<near>)"
        r"(?![\d/.a-z%寸英吋台个块只件套级]|\s?(?:规格|接头|螺|管|版|页|比))",
        _month_day,
        anchored=True,
    ),
    rule(
        NUMERALS,
        rf"{_NO_HOUSE}(?P<day>(?:二?十)?[一二三四五六七八])(?P<until>[二三四五六七八九])[号日]"
        rf"(?!{_THING})",
        _some_days,
        anchored=True,
    ),
    rule(
        NUMERALS,
        rf"{_LASTING}{_NO_HOUSE}(?P<day>{DAY})[号日]?{JOIN}"
        rf"(?:{DAY}[号日]?[、,]){{0,3}}?(?P<until>{DAY})(?:[号日](?!{_THING})|(?={_SO_MANY}))",
        _day_of_month,
        anchored=True,
    ),
    rule(
        NUMERALS,
        rf"{_NO_HOUSE}(?P<day>{DAY})[号日](?!{_THING}|{JOIN}{DAY}[号日#]{_THING})(?P<until>)",
        _day_of_month,
        anchored=True,
    ),
    rule("123", r"(?P<day>[12]\d|3[01])(?P<until>)(?=[之以]?前(?!台))", _day_of_month),
)
