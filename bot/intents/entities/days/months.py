"""Months and their parts: 4月中旬, 六月底, 下个月, 月初."""

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
    YEAR,
    month_number,
    year_of,
)
from bot.intents.entities.days.values import (
    PAST,
    Days,
    month_after,
    month_end,
    part_of_month,
    rule,
    steps_ahead,
)
from core.wishes import WishKind

PARTS: Final = {
    "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31),
    "头上": (1, 10), "头几天": (1, 10),
    "上中旬": (1, 20), "中上旬": (1, 20), "中下旬": (11, 31), "上半月": (1, 15), "下半月": (16, 31),
    "前半月": (1, 15), "后半月": (16, 31),
}  # fmt: skip
ENDS: Final = frozenset(("底", "末", "尾"))
INSIDE: Final = frozenset(("里", "里头", "内"))
DONE_THEN: Final = re.compile(r"[^,。;]{0,6}(?:[过的了]|刚)")


def _month(match: re.Match[str], today: date) -> Days | None:
    year = year_of(match, today)
    if year is None:
        return PAST
    month = month_number(match["month"])
    until = month_number(match["until"]) if match["until"] else month
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


_TAIL: Final = (
    r"(?P<tail>上中旬|中上旬|中下旬|[上下前后]半个?月|上旬|中旬|下旬|初|头上|头几天|中(?!旬|间|午)|底|末|尾|里头?"
    r"|内(?!部|审|校))?"
)
_OF: Final = r"(?:的(?=[上中下初底末尾头里内]))?"

RULES: Final = (
    rule(
        MONTHS,
        rf"{YEAR}?(?P<month>{MONTH})(?:月份?)?{JOIN}(?P<until>{MONTH})月份?{_TAIL}(?!\d)",
        _month,
        anchored=True,
    ),
    rule(
        MONTHS,
        rf"{YEAR}?(?P<month>[一二三四五六七八九])(?P<until>[二三四五六七八九])月份?{_TAIL}",
        _month,
        anchored=True,
    ),
    rule(
        MONTHS,
        rf"{YEAR}?(?P<month>{MONTH})(?P<until>)月份?{_OF}{_TAIL}(?(tail)|(?!\d|{DAY}[日号]))",
        _month,
        anchored=True,
    ),
    rule(NEARS, rf"{NEAR}月份?(?:的?月(?=[初中底末尾]))?{_OF}{_TAIL}", _month_near),
    rule("月", r"(?P<next>)(?P<this>)(?P<last>)月(?P<tail>底|末|尾|内)(?!部)", _month_near),
    rule(
        "月上中下",
        r"月?(?P<tail>上旬|中旬|下旬|[上下]半个?月)|月(?P<begin>初)|月(?P<middle>中)(?!旬|间|午)",
        _month_part,
    ),
)
