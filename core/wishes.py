"""When an enterprise would like to be served: the wish as said, and the days that it names.

Days and times are Shanghai's own; a wish never holds an instant, since people wish in days.
"""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - the field is called date
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

SEPARATOR: Final = "|"
FIELDS: Final = 7


class WishKind(StrEnum):
    """How the named days bind."""

    AT = "at"
    BY = "by"
    AFTER = "after"
    RANGE = "range"
    ASAP = "asap"
    FLEXIBLE = "flexible"


class DayPart(StrEnum):
    """The half of a day; an evening is the afternoon's, its own word stays in `said`."""

    AM = "am"
    PM = "pm"


PART_HOURS: Final = {
    DayPart.AM: (time(0, 0), time(12, 0)),
    DayPart.PM: (time(12, 0), time.max),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A wished time; `time` and `until` read "10:00", `to` is the last day of a range."""

    said: str
    kind: WishKind
    date: Day | None = None
    to: Day | None = None
    part: DayPart | None = None
    time: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest moment that a wish leaves open."""

    earliest: datetime
    latest: datetime


ALWAYS: Final = Bounds(datetime.combine(Day.min, time.min), datetime.combine(Day.max, time.max))


def bounds(wish: Wish) -> Bounds:
    """Say which moments fit; a wish without a day leaves all of them open."""
    if wish.date is None:
        return ALWAYS
    opens, closes = _hours(wish)
    first = datetime.combine(wish.date, opens)
    last = datetime.combine(wish.to or wish.date, closes)
    if wish.kind is WishKind.BY:
        return Bounds(ALWAYS.earliest, last)
    return Bounds(first, ALWAYS.latest if wish.kind is WishKind.AFTER else last)


def covers(wish: Wish, other: Wish) -> bool:
    """Whether every moment that `other` leaves open also fits `wish`."""
    wide, narrow = bounds(wish), bounds(other)
    inside = wide.earliest <= narrow.earliest and narrow.latest <= wide.latest
    return inside and _parts_agree(wish, other)


def encode(wish: Wish) -> str:
    """Write a wish as one flat string, as answers are kept."""
    days = (wish.date.isoformat() if wish.date else "", wish.to.isoformat() if wish.to else "")
    hours = (wish.part or "", wish.time or "", wish.until or "")
    return SEPARATOR.join((wish.kind, *days, *hours, wish.said))


def decode(text: str) -> Wish | None:
    """Read a wish back; None for what no release ever wrote."""
    fields = text.split(SEPARATOR, FIELDS - 1)
    if len(fields) != FIELDS:
        return None
    kind, day, to, part, at, until, said = fields
    try:
        _clock(at), _clock(until)
        return Wish(
            said, WishKind(kind), _day(day), _day(to), DayPart(part) if part else None,
            at or None, until or None,
        )  # fmt: skip
    except ValueError:
        return None


def week_of(day: Day) -> tuple[Day, Day]:
    """Monday and Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _parts_agree(wish: Wish, other: Wish) -> bool:
    # On a single day the hours are in the bounds already; over many days only the part tells.
    if wish.kind is not WishKind.RANGE or wish.part is None:
        return True
    return other.part is wish.part


def _hours(wish: Wish) -> tuple[time, time]:
    opens, closes = PART_HOURS[wish.part] if wish.part else (time.min, time.max)
    if wish.time:
        opens = _clock(wish.time)
        closes = opens if wish.kind in (WishKind.AT, WishKind.BY) else closes
    return opens, _clock(wish.until) if wish.until else closes


def _day(text: str) -> Day | None:
    return Day.fromisoformat(text) if text else None


def _clock(text: str) -> time:
    return datetime.strptime(text, "%H:%M").time() if text else time.min  # noqa: DTZ007
