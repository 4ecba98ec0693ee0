"""When an enterprise's account may be written to: what each contact of theirs opens, and for how
many messages (Official Account, custom/send: five within 48 hours of a message, three within a
minute of a click, a follow or a scan).

How two that are open at once combine is not documented: the one that ends first is used first, and
what the messenger says when it refuses is believed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class ContactKind(StrEnum):
    """What somebody did that lets us write to them."""

    WORDS = "words"
    CLICK = "click"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many messages within so long."""

    length: timedelta
    most: int


ALLOWANCES: Final = {
    ContactKind.WORDS: Allowance(timedelta(hours=48), 5),
    ContactKind.CLICK: Allowance(timedelta(minutes=1), 3),
}
MARGIN: Final = {
    ContactKind.WORDS: timedelta(minutes=2),
    ContactKind.CLICK: timedelta(seconds=5),
}
"""Two clocks differ, and a call takes its time."""
RESERVE: Final = 1
"""Kept back for the words of a person: those must not fail because of a reminder."""


@dataclass(frozen=True, slots=True)
class Window:
    """Opened by one contact, for the account that the messenger knows as `place`; `used` messages
    of it are gone."""

    place: str
    kind: ContactKind
    opened_at: datetime
    used: int = 0

    @property
    def left(self) -> int:
        return max(ALLOWANCES[self.kind].most - self.used, 0)

    @property
    def ends_at(self) -> datetime:
        """The last moment at which it is relied upon."""
        return self.opened_at + ALLOWANCES[self.kind].length - MARGIN[self.kind]


def usable(windows: Iterable[Window], now: datetime, *, by_person: bool) -> Window | None:
    """The window that the next message uses, None where it may not go: what no person says leaves
    the reserve."""
    open_now = [one for one in windows if one.left and one.ends_at > now]
    kept = 0 if by_person else RESERVE
    if sum(one.left for one in open_now) <= kept:
        return None
    return min(open_now, key=lambda one: one.ends_at)
