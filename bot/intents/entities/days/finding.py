"""The day that begins at a place of the text, by the rules of this folder."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.intents.entities.days import dates, holidays, months, quarters, today, weeks, years
from bot.intents.entities.days.values import DayRule, Days

# A holiday's name comes before the number that it may look like (五一, 十一).
_RULES: Final[tuple[DayRule, ...]] = (
    *holidays.RULES,
    *weeks.RULES,
    *today.RULES,
    *dates.RULES,
    *months.RULES,
    *years.RULES,
    *quarters.RULES,
)
RULES_BY_START: Final = {
    start: tuple(rule for rule in _RULES if start in rule.starts)
    for start in {start for rule in _RULES for start in rule.starts}
}
_NUMERALS: Final = frozenset("一二三四五六七八九十廿")
_BEFORE_FIGURE: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyz./-·月")
_BEFORE_NUMERAL: Final = _NUMERALS | frozenset("第几月")


@dataclass(frozen=True, slots=True)
class DayFound:
    start: int
    end: int
    days: Days


def day_at(plain: str, place: int, today: date, anchor: date | None = None) -> DayFound | None:
    """Read the day that begins right at `place`; `anchor` is the first day of a pair."""
    if place >= len(plain) or (anchor is None and _is_inside_number(plain, place)):
        return None
    for rule in RULES_BY_START.get(plain[place], ()):
        match = rule.pattern.match(plain, place)
        if match is None:
            continue
        days = rule.resolve(match, anchor if anchor and _follows(rule, match) else today)
        if days is not None:
            return DayFound(match.start(), match.end(), days)
    return None


def _follows(rule: DayRule, match: re.Match[str]) -> bool:
    """The Friday of 周三到周五 counts from that Wednesday, that of 周三到下周五 from today."""
    return rule.anchored and not match.groupdict().get("next")


def _is_inside_number(plain: str, place: int) -> bool:
    sign, before = plain[place], plain[place - 1] if place else ""
    if sign.isascii() and sign.isdecimal():
        return before in _BEFORE_FIGURE and before != ""
    return sign in _NUMERALS and before in _BEFORE_NUMERAL and before != ""
