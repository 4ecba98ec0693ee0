"""Hours that are told in a clause of their own: 周三或周四都行，上午来; 下周一来，早上8点到."""

import re
from dataclasses import replace
from typing import Final

from bot.intents.entities.found import WishFound
from bot.intents.entities.hours import Hours, hours_at
from bot.intents.entities.wish_days import is_point
from core.wishes import WishKind

CLAUSE: Final = re.compile(
    r"[,。 吧](?:你们?|您|请|麻烦|最好是?|尽量|就|大概|争取|都|还是|也|要)*"
    r"(?=[早上下中晚傍0-9一二两三四五六七八九十])"
)
FITS: Final = re.compile(
    r"(?:左右|之?前|以?后)?(?:(?:就|能|可以)?(?:过?来|到(?![晚下中早上0-9])|送|上门)(?![的了过还])"
    r"|(?:最|比较|更)好|优先|有空|有人|方便|都?行|都?可以|[,。!]|$)"
)
FAR: Final = 24
SENTENCE_END: Final = re.compile(r"[;!?\n]")


def with_hours(plain: str, dated: list[WishFound]) -> list[WishFound]:
    """The days with the hours that follow them, up to the next day."""
    ends = [*(one.start for one in dated[1:]), len(plain)][: len(dated)]
    return [_timed(plain, one, end) for one, end in zip(dated, ends, strict=True)]


def _timed(plain: str, found: WishFound, end: int) -> WishFound:
    wish = found.wish
    if wish.part or wish.time or wish.kind not in (WishKind.AT, WishKind.RANGE):
        return found
    hours = _hours_between(plain, found.end, min(end, found.end + FAR))
    if hours is None:
        return found
    timed = replace(wish, part=hours.part, time=hours.time, until=hours.until)
    return replace(found, wish=timed)


def _hours_between(plain: str, start: int, end: int) -> Hours | None:
    stop = SENTENCE_END.search(plain, start, end)
    for clause in CLAUSE.finditer(plain, start, stop.start() if stop else end):
        hours = hours_at(plain, clause.end())
        if hours and not is_point(plain, hours) and FITS.match(plain, hours.end):
            return hours
    return None
