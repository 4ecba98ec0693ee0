"""Quarters of a year: 二季度, 下季度, 本季度."""

import re
from datetime import date
from typing import Final

from bot.intents.entities.days.month_words import NUMERALS
from bot.intents.entities.days.values import Days, month_after, month_end, rule
from bot.intents.entities.numbers import count_of
from core.wishes import WishKind


def quarter(match: re.Match[str], today: date) -> Days:
    number = count_of(match["quarter"])
    first = date(today.year, number * 3 - 2, 1)
    if month_end(month_after(first, 2)) < today:
        first = first.replace(year=today.year + 1)
    return _whole_or_end(first, match)


def near_quarter(match: re.Match[str], today: date) -> Days:
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    if match["next"]:
        return _whole_or_end(month_after(first, 3), match)
    last = month_end(month_after(first, 2))
    return Days(last if match["end"] else today, last, WishKind.BY, period=not match["end"])


def _whole_or_end(first: date, match: re.Match[str]) -> Days:
    last = month_end(month_after(first, 2))
    return Days(last, last, WishKind.BY) if match["end"] else Days(first, last, period=True)


RULES: Final = (
    rule("第" + NUMERALS, r"第?(?P<quarter>[一二三四1-4])季度(?:的?(?P<end>[末底尾]))?", quarter),
    rule(
        "下这本",
        r"(?:(?P<next>下一?个?)|这一?个?|本)季度?(?P<end>[末底尾])?(?<![下个这本]季)",
        near_quarter,
    ),
    rule("季", r"(?<![一二三四1-4春夏秋冬旺淡雨汛])季度?(?P<end>[末底尾])(?P<next>)", near_quarter),
)
