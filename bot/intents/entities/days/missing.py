"""Dates that no calendar has: 2月30日, 4月31号, a 29 February of a year that is not a leap year."""

import re
from datetime import date
from typing import Final

from bot.intents.entities.days.values import safe_date

WRITTEN: Final = re.compile(
    r"(?<![\d.])(?:(?P<year>20\d\d)[年/-])?(?P<month>1[0-2]|0?[1-9])[月/-]"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?:日|号|(?!\d))(?![年月])"
)


def missing_day(plain: str, today: date) -> str:
    """The first date in the text that is none, as it is written; empty where there is no such.

    Without a year, that of today and the one after it are tried.
    """
    for match in WRITTEN.finditer(plain):
        years = (int(match["year"]),) if match["year"] else (today.year, today.year + 1)
        if not any(safe_date(year, int(match["month"]), int(match["day"])) for year in years):
            return match[0]
    return ""
