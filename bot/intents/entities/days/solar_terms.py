"""Days that follow the sun: the solar terms, and the dog days (入伏, 出伏) after them."""

from datetime import date, timedelta
from typing import Final

# Month, and the mean day of the solar term in this century: within a day's rounding exact from 2000
# to 2099.
TERMS: Final = {
    "小寒": (1, 5.4055), "大寒": (1, 20.12), "立春": (2, 3.87), "雨水": (2, 18.73),
    "惊蛰": (3, 5.63), "春分": (3, 20.646), "清明": (4, 4.81), "谷雨": (4, 20.1),
    "立夏": (5, 5.52), "小满": (5, 21.04), "芒种": (6, 5.678), "夏至": (6, 21.37),
    "小暑": (7, 7.108), "大暑": (7, 22.83), "立秋": (8, 7.5), "处暑": (8, 23.13),
    "白露": (9, 7.646), "秋分": (9, 23.042), "寒露": (10, 8.318), "霜降": (10, 23.438),
    "立冬": (11, 7.438), "小雪": (11, 22.36), "大雪": (12, 7.18), "冬至": (12, 21.94),
}  # fmt: skip
BEFORE_LEAP_DAY: Final = 2
FELT: Final = ("大雪", "小雪", "雨水", "大寒", "小寒")
"""Terms that are oftener the weather itself."""
DOG_DAYS: Final = {
    "入伏": ("夏至", 2), "初伏": ("夏至", 2), "头伏": ("夏至", 2), "中伏": ("夏至", 3),
    "末伏": ("立秋", 0), "出伏": ("立秋", 1),
}  # fmt: skip
"""The term, and which 庚 day from it on."""
TERM_NAMES: Final = (*TERMS, *DOG_DAYS)
ROUND: Final = 10
GENG: Final = 2
"""What a 庚 day's ordinal leaves over ten."""


def solar_day(name: str, year: int) -> date:
    if name not in DOG_DAYS:
        return _solar_term(name, year)
    term, number = DOG_DAYS[name]
    day = _solar_term(term, year)
    first = day + timedelta(days=(GENG - day.toordinal()) % ROUND)
    return first + timedelta(days=number * ROUND)


def _solar_term(name: str, year: int) -> date:
    month, mean = TERMS[name]
    past = year % 100
    leaps = (past - 1) // 4 if month <= BEFORE_LEAP_DAY else past // 4
    return date(year, month, int(past * 0.2422 + mean) - leaps)
