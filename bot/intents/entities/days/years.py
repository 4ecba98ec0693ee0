"""Years and their parts: 年底, 明年初, 下半年."""

import re
from datetime import date
from typing import Final

from bot.intents.entities.days.month_words import YEAR, YEARS, year_of
from bot.intents.entities.days.values import PAST, Days, rule
from core.wishes import WishKind


def _year_end(match: re.Match[str], today: date) -> Days:
    year = year_of(match, today)
    if year is None:
        return PAST
    return Days(date(year, 12, 31), date(year, 12, 31), WishKind.BY)


def _year(match: re.Match[str], today: date) -> Days | None:
    year = year_of(match, today)
    if year is None:
        return PAST
    first, last = date(year, 1, 1), date(year, 12, 31)
    kind = WishKind.BY if year == today.year else None
    return Days(max(first, today), last, kind, period=True, open=kind is not None)


def _year_begin(match: re.Match[str], today: date) -> Days:
    year = year_of(match, today) or today.year
    return Days(date(year, 1, 1), date(year, 1, 31))


def _half_year(match: re.Match[str], today: date) -> Days:
    year = year_of(match, today)
    if year is None:
        return PAST
    first, last = ((1, 1), (6, 30)) if match["half"] == "上" else ((7, 1), (12, 31))
    return Days(date(year, *first), date(year, *last), period=True)


RULES: Final = (
    rule("年2" + YEARS, rf"{YEAR}?年[底末内]", _year_end),
    rule("2" + YEARS, rf"{YEAR}[底末内]", _year_end),
    rule("年上下2" + YEARS, rf"{YEAR}?(?P<half>上|下)半年", _half_year),
    rule("明后", r"(?P<year>)(?P<near>明年|后年)年?初", _year_begin),
    rule(
        YEARS,
        r"(?P<year>)(?P<near>[今明后去前]年)(?!的?(?:春节|元旦|五一|端午|中秋|国庆|清明|元宵))",
        _year,
    ),
)
