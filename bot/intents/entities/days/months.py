"""Days named by the calendar: 4月中旬, 六月底, 15号, 2025-04-02, 下半年."""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.days.quarters import near_quarter, quarter
from bot.intents.entities.days.values import (
    PAST,
    Days,
    month_after,
    month_end,
    part_of_month,
    rule,
    safe_date,
    steps_ahead,
)
from bot.intents.entities.numbers import count_of
from core.wishes import WishKind

PARTS: Final = {
    "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31),
    "上中旬": (1, 20), "中下旬": (11, 31), "上半月": (1, 15), "下半月": (16, 31),
    "前半月": (1, 15), "后半月": (16, 31),
}  # fmt: skip
ENDS: Final = frozenset(("底", "末"))
INSIDE: Final = frozenset(("里", "里头", "内"))
PAST_YEARS: Final = ("去年", "前年")
NEAR_YEARS: Final = "今明后"
CENTURY: Final = 2000
FIRST_MONTH: Final = "元"
MONTHS_LOOKED_AT: Final = 4
DONE_THEN: Final = re.compile(r"[^,。;]{0,6}(?:[过的了]|刚)")
JUST_OVER: Final = timedelta(days=45)
"""A day so lately over is looked back to; nobody wishes for it almost a year ahead."""


def _month(match: re.Match[str], today: date) -> Days | None:
    year = _year_of(match, today)
    if year is None:
        return PAST
    month = _month_number(match["month"])
    until = _month_number(match["until"]) if match["until"] else month
    first = date(year, month, 1)
    if not match["year"] and not match["near"] and until < today.month and until >= month:
        if today - month_end(date(year, until, 1)) <= JUST_OVER and DONE_THEN.match(
            match.string, match.end()
        ):
            return PAST
        first = date(year + 1, month, 1)
    return _tailed(match["tail"], first, month_after(first, (until - month) % 12))


def _month_near(match: re.Match[str], today: date) -> Days:
    if match["last"]:
        return PAST
    ahead = steps_ahead(match["next"])
    first = month_after(today, ahead)
    if ahead or (match["tail"] or "").replace("个", "") in PARTS:
        return _tailed(match["tail"], first, first)
    return Days(today, month_end(first), WishKind.BY, period=match["tail"] not in ENDS)


def _month_part(match: re.Match[str], today: date) -> Days:
    tail = match["tail"] or match["begin"] or match["middle"]
    first = today.replace(day=1)
    days = _tailed(tail, first, first)
    if days.last and days.last < today:
        first = month_after(today, 1)
        return _tailed(tail, first, first)
    return days


def _tailed(tail: str | None, first: date, last: date) -> Days:
    tail = tail.replace("个", "") if tail else tail
    if tail in PARTS:
        begin, end = part_of_month(last, *PARTS[tail])
        return Days(begin if first == last else first, end)
    if tail in ENDS:
        return Days(month_end(last), month_end(last), WishKind.BY)
    kind = WishKind.BY if tail in INSIDE else None
    return Days(first, month_end(last), kind, period=True)


def _year_of(match: re.Match[str], today: date) -> int | None:
    if match["year"]:
        year = int(match["year"])
        return year if year > CENTURY else year + CENTURY
    if match["near"] in PAST_YEARS:
        return None
    return today.year + (NEAR_YEARS.index(match["near"][0]) if match["near"] else 0)


def _month_day(match: re.Match[str], today: date) -> Days | None:
    year = _year_of(match, today)
    if year is None:
        return PAST
    day = safe_date(year, _month_number(match["month"]), _day_number(match["day"]))
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
    last = _next_with(_day_number(match["until"]), first) if match["until"] and first else first
    return Days(first, last, open=True) if first and last else None


def _some_days(match: re.Match[str], today: date) -> Days | None:
    """十五六号: the tens are said once."""
    first = _next_with(count_of(match["day"]), today)
    last = _next_with(count_of(match["day"][:-1] + match["until"]), first) if first else None
    return Days(first, last, open=True) if first and last else None


def _month_number(text: str) -> int:
    return 1 if text == FIRST_MONTH else count_of(text)


def _day_number(text: str) -> int:
    return count_of(text.replace("廿", "二十"))


def _next_with(number: int, today: date) -> date | None:
    months = (month_after(today, ahead) for ahead in range(MONTHS_LOOKED_AT))
    days = (safe_date(month.year, month.month, number) for month in months)
    return next((day for day in days if day and day >= today), None)


def _written(match: re.Match[str], today: date) -> Days | None:
    day = safe_date(int(match["year"]), int(match["month"]), int(match["day"]))
    return Days(day, day, past=day < today) if day else None


def _year_end(match: re.Match[str], today: date) -> Days:
    year = _year_of(match, today)
    if year is None:
        return PAST
    return Days(date(year, 12, 31), date(year, 12, 31), WishKind.BY)


def _year(match: re.Match[str], today: date) -> Days | None:
    year = _year_of(match, today)
    if year is None:
        return PAST
    first, last = date(year, 1, 1), date(year, 12, 31)
    kind = WishKind.BY if year == today.year else None
    return Days(max(first, today), last, kind, period=True, open=kind is not None)


def _year_begin(match: re.Match[str], today: date) -> Days:
    year = _year_of(match, today) or today.year
    return Days(date(year, 1, 1), date(year, 1, 31))


def _half_year(match: re.Match[str], today: date) -> Days:
    year = _year_of(match, today)
    if year is None:
        return PAST
    first, last = ((1, 1), (6, 30)) if match["half"] == "上" else ((7, 1), (12, 31))
    return Days(date(year, *first), date(year, *last), period=True)


_M: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|(?<![\d百千万])元(?=月))"
_D: Final = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|[一二三四五六七八九])"
)
_TAIL: Final = (
    r"(?P<tail>上中旬|中下旬|[上下前后]半个?月|上旬|中旬|下旬|初|中(?!旬|间|午)|底|末|里头?"
    r"|内(?!部|审|校))?"
)
_OF: Final = r"(?:的(?=[上中下初底末里内]))?"
_YEAR: Final = r"(?:(?P<year>20\d\d|\d\d)年|(?P<near>今年|明年|后年|去年|前年)的?)"
_NEAR: Final = (
    r"(?:(?P<next>下下一?个?|大?下一?个?)|(?P<this>这一?个?|本|当)|(?P<last>上上?一?个?))"
)
_JOIN: Final = r"\s?(?:到|至|-|—|~|、|,|或者?|和|跟)\s?"
# 3号楼, 2号线, 5号机: a number that names a thing.
_THING: Final = (
    r"(?:\d(?!\d?[日号])|车(?!子|来|过[来去]|送|拉|去|到)|[楼线机门厂炉店库仓梯罐区柜床院窑泵塔房桥路井样钢油汽码科模箱槽馆栋锅厅坑色粉段令公]"
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
    r"(?:送[样检过来]|寄|来[检取拿校吧]|过来|上门|拿过?来|去取|出报告))"
)
"""3/15送样: what is done then, and no fraction of it."""
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
_NEXT_DAY: Final = (
    r"(?:(?:[、,和]|(?<=[一二三四五六七])(?=[二三四五六七八九]))"
    rf"(?P<until>{_D})(?=[日号]))?"
)
"""The second of 16、17号 and 五六号."""
_NUMERALS: Final = "0123456789一二三四五六七八九十廿"
_YEARS: Final = "今明后去前"
_NEARS: Final = "这本当上下大"
_MONTHS: Final = _NUMERALS + _YEARS + "元"

RULES: Final = (
    rule(
        "2",
        r"(?P<year>20\d\d)(?P<sep>[-./年])(?P<month>1[0-2]|0?[1-9])(?:(?P=sep)|月)"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d-])[日号]?",
        _written,
    ),
    rule(
        _MONTHS,
        rf"{_YEAR}?(?P<month>{_M})月份?的?(?P<day>{_D}){_NEXT_DAY}"
        rf"(?:[日号](?!{_THING})|{_BARE_DAY}|(?=[,。;](?!\d)))",
        _month_day,
        anchored=True,
    ),
    rule(
        _NEARS,
        rf"{_NEAR}月份?的?(?P<day>{_D}){_NEXT_DAY}(?:[日号](?!{_THING})|(?={_RANGE_DAY}))",
        _near_month_day,
    ),
    rule(
        _NUMERALS,
        r"(?P<month>1[0-2]|0?[1-9])-(?P<day>3[01]|[12]\d|0?[1-9])(?P<year>)(?P<near>)"
        r"(?=[之以]?前)",
        _month_day,
        anchored=True,
    ),
    rule(
        _NUMERALS,
        r"(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12]\d|0?[1-9])"
        rf"(?:[日号]|{_BARE_DAY}|{_SERVED}|{_SECOND}|{_STRETCH})(?P<year>)(?P<near>)",
        _month_day,
        anchored=True,
    ),
    rule(
        _NUMERALS,
        r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d)(?P<year>)(?P<near>)"
        r"(?![\d/.a-z%寸英吋台个块只件套级]|\s?(?:规格|接头|螺|管|版|页|比))",
        _month_day,
        anchored=True,
    ),
    rule(
        _MONTHS,
        rf"{_YEAR}?(?P<month>{_M})(?:月份?)?{_JOIN}(?P<until>{_M})月份?{_TAIL}(?!\d)",
        _month,
        anchored=True,
    ),
    rule(
        _MONTHS,
        rf"{_YEAR}?(?P<month>[一二三四五六七八九])(?P<until>[二三四五六七八九])月份?{_TAIL}",
        _month,
        anchored=True,
    ),
    rule(
        _MONTHS,
        rf"{_YEAR}?(?P<month>{_M})(?P<until>)月份?{_OF}{_TAIL}(?(tail)|(?!\d|{_D}[日号]))",
        _month,
        anchored=True,
    ),
    rule(_NEARS, rf"{_NEAR}月份?(?:的?月(?=[初中底末]))?{_OF}{_TAIL}", _month_near),
    rule("月", r"(?P<next>)(?P<this>)(?P<last>)月(?P<tail>底|末|内)(?!部)", _month_near),
    rule(
        "月上中下",
        r"月?(?P<tail>上旬|中旬|下旬|[上下]半个?月)|月(?P<begin>初)|月(?P<middle>中)(?!旬|间|午)",
        _month_part,
    ),
    rule(
        _NUMERALS,
        rf"{_NO_HOUSE}(?P<day>(?:二?十)?[一二三四五六七八])(?P<until>[二三四五六七八九])[号日]"
        rf"(?!{_THING})",
        _some_days,
        anchored=True,
    ),
    rule(
        _NUMERALS,
        rf"{_LASTING}{_NO_HOUSE}(?P<day>{_D})[号日]?{_JOIN}"
        rf"(?:{_D}[号日]?[、,])?(?P<until>{_D})[号日](?!{_THING})",
        _day_of_month,
        anchored=True,
    ),
    rule(
        _NUMERALS,
        rf"{_NO_HOUSE}(?P<day>{_D})[号日](?!{_THING}|{_JOIN}{_D}[号日#]{_THING})(?P<until>)",
        _day_of_month,
        anchored=True,
    ),
    rule("123", r"(?P<day>[12]\d|3[01])(?P<until>)(?=[之以]?前(?!台))", _day_of_month),
    rule("年2" + _YEARS, rf"{_YEAR}?年[底末内]", _year_end),
    rule("2" + _YEARS, rf"{_YEAR}[底末内]", _year_end),
    rule("年上下2" + _YEARS, rf"{_YEAR}?(?P<half>上|下)半年", _half_year),
    rule("明后", r"(?P<year>)(?P<near>明年|后年)年?初", _year_begin),
    rule(
        _YEARS,
        r"(?P<year>)(?P<near>[今明后去前]年)(?!的?(?:春节|元旦|五一|端午|中秋|国庆|清明|元宵))",
        _year,
    ),
    rule("第" + _NUMERALS, r"第?(?P<quarter>[一二三四1-4])季度", quarter),
    rule("下这本", r"(?:(?P<next>下一?个?)|这一?个?|本)季度", near_quarter),
)
