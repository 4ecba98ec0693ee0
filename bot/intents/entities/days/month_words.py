"""How a month, its year and its days are written."""

import re
from datetime import date, timedelta
from typing import Final

from bot.intents.entities.numbers import count_of

PAST_YEARS: Final = ("去年", "前年")
NEAR_YEARS: Final = "今明后"
CENTURY: Final = 2000
FIRST_MONTH: Final = "元"
JUST_OVER: Final = timedelta(days=45)
"""A day so lately over is looked back to; nobody wishes for it almost a year ahead."""


def year_of(match: re.Match[str], today: date) -> int | None:
    if match["year"]:
        year = int(match["year"])
        return year if year > CENTURY else year + CENTURY
    if match["near"] in PAST_YEARS:
        return None
    return today.year + (NEAR_YEARS.index(match["near"][0]) if match["near"] else 0)


def month_number(text: str) -> int:
    return 1 if text == FIRST_MONTH else count_of(text)


MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|(?<![\d百千万])元(?=月))"
DAY: Final = (
    r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    r"|[一二三四五六七八九])"
)
YEAR: Final = r"(?:(?P<year>20\d\d|\d\d)年|(?P<near>今年|明年|后年|去年|前年)的?)"
NEAR: Final = r"(?:(?P<next>下下一?个?|大?下一?个?)|(?P<this>这一?个?|本|当)|(?P<last>上上?一?个?))"
JOIN: Final = r"\s?(?:到|至|-|—|~|、|,|或者?|和|跟)\s?"
NUMERALS: Final = "0123456789一二三四五六七八九十廿"
YEARS: Final = "今明后去前"
NEARS: Final = "这本当上下大"
MONTHS: Final = NUMERALS + YEARS + "元"
