"""Days of the lunar calendar, which is a table: a wish lies months ahead at most.

Outside its years a lunar day has no date, and such a wish keeps its words alone. A test compares
the table with the official calendar where both speak.
"""

import re
from datetime import date, timedelta
from typing import Final

LONG: Final = 30
SHORT: Final = 29
_MONTHS: Final = re.compile(r"(?P<leap>\()?(?P<long>[大小])\)?")

# Year: first day, and which months are long (大) and short (小); a leap month is in brackets.
_YEARS: Final = {
    2023: ("01-22", "小大(小)小大大小大大小大小大"), 2024: ("02-10", "小大小小大小大大小大大小"),
    2025: ("01-29", "大小大小小大(小)大小大大大小"), 2026: ("02-17", "大小大小小大小小大大大小"),
    2027: ("02-06", "大大小大小小大小小大大小"), 2028: ("01-26", "大大大小大(小)小大小小大大小"),
    2029: ("02-13", "大大小大小大小大小小大大"), 2030: ("02-03", "小大小大大小大小大小大小"),
    2031: ("01-23", "小大大(小)大小大大小大小大小"), 2032: ("02-11", "大小小大小大大小大大小大"),
    2033: ("01-31", "小大小小大小大小大大大(小)大"), 2034: ("02-19", "小大小小大小大小大大小大"),
    2035: ("02-08", "大小大小小大小小大大小大"), 2036: ("01-28", "大大小大小小(大)小小大小大大"),
    2037: ("02-15", "大大小大小小大小小大小大"), 2038: ("02-04", "大大小大小大小小大小大小"),
    2039: ("01-24", "大大小大大(小)大小大小小大小"), 2040: ("02-12", "大小大大小大小大大小大小"),
}  # fmt: skip


def lunar_day(year: int, month: int, number: int) -> date | None:
    """A day of the lunar year that begins in `year`; None outside the table."""
    row = _YEARS.get(year)
    if row is None:
        return None
    day, count = date.fromisoformat(f"{year}-{row[0]}"), 0
    for one in _MONTHS.finditer(row[1]):
        length = LONG if one["long"] == "大" else SHORT
        count += not one["leap"]
        if count == month and not one["leap"]:
            return day + timedelta(days=number - 1) if number <= length else None
        day += timedelta(days=length)
    return None


def lunar_day_in(year: int, month: int, number: int) -> date | None:
    """The lunar day that falls into `year`; a twelfth month begins in the year before."""
    own = lunar_day(year, month, number)
    return own if own and own.year == year else lunar_day(year - 1, month, number)
