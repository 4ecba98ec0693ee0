"""Chats of one enterprise that are linked: a circle, joined by a code that is said in another chat.

Each chat keeps its own person and what was filed in it. Every change names the circles that it
touches anew, so that whoever remembers a circle by its name remembers nothing that has changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from core.conversations import Chat

CODE_DIGITS: Final = 8
CODE_LIFE: Final = timedelta(minutes=10)
TRIES_LAST: Final = timedelta(hours=1)
MOST_TRIES: Final = 5
"""Wrong codes in one chat within `TRIES_LAST`."""
MOST_TRIES_OF_ALL: Final = 200
"""Wrong codes at one station: new chats are to be had for nothing."""
MOST_CHATS: Final = 8
"""A turn looks at all chats of a circle."""


@dataclass(frozen=True, slots=True)
class Link:
    """A chat's place in a circle; `circle` is empty once it has left."""

    chat: str
    circle: str
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle as seen from one of its chats: the places of all, and the `others` in the order in
    which they came."""

    links: tuple[Link, ...] = ()
    others: tuple[Chat, ...] = ()

    @property
    def persons(self) -> frozenset[str]:
        """Who talks in the other chats."""
        return frozenset(chat.person for chat in self.others if chat.person)

    @property
    def chats(self) -> frozenset[str]:
        """The ids of the other chats."""
        return frozenset(chat.id for chat in self.others)


ALONE: Final = Circle()


@dataclass(frozen=True, slots=True)
class LinkCode:
    """The code that a chat gave out last; only its digest is kept."""

    chat: str
    station: str
    digest: str
    issued_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LinkTries:
    """How many wrong codes were said in a chat since a moment."""

    chat: str
    station: str
    wrong: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Linking:
    """What a turn that links looks at: a code that nobody holds with its digest; the code that was
    said, the chat that gave it out and the circle of that one; how often wrong ones were said here
    and at the station."""

    fresh: str
    digest: str
    code: LinkCode | None = None
    chat: Chat | None = None
    theirs: Circle = ALONE
    tries: LinkTries | None = None
    tries_of_all: int = 0


class Standing(StrEnum):
    """What a code is worth that was said in a chat."""

    GOOD = "good"
    BARRED = "barred"
    WRONG = "wrong"
    OWN = "own"
    USED = "used"
    OVER = "over"
    ELSEWHERE = "elsewhere"
    LINKED = "linked"
    FULL = "full"


WASTED: Final = frozenset({Standing.WRONG, Standing.USED, Standing.OVER})
"""What counts as a try that failed."""


def standing(linking: Linking, here: Chat, circle: Circle, now: datetime) -> Standing:
    """What the code is worth that was said in the chat `here`, which stands in `circle`."""
    code = linking.code
    if _is_barred(linking, now):
        return Standing.BARRED
    if code is None:
        return Standing.WRONG
    if code.chat == here.id:
        return Standing.OWN
    return _standing_of(code, linking, here, circle, now)


def _standing_of(
    code: LinkCode, linking: Linking, here: Chat, circle: Circle, now: datetime
) -> Standing:
    whole = 2 + len(circle.others) + len(linking.theirs.others)
    checks = (
        (code.chat in circle.chats, Standing.LINKED),
        (code.used_at is not None, Standing.USED),
        (now >= code.issued_at + CODE_LIFE, Standing.OVER),
        (code.station != here.station, Standing.ELSEWHERE),
        (whole > MOST_CHATS, Standing.FULL),
    )
    return next((found for holds, found in checks if holds), Standing.GOOD)


def _is_barred(linking: Linking, now: datetime) -> bool:
    tries = linking.tries
    here = tries.wrong if tries and now < tries.since + TRIES_LAST else 0
    return here >= MOST_TRIES or linking.tries_of_all >= MOST_TRIES_OF_ALL


def tried(linking: Linking, here: Chat, now: datetime) -> LinkTries:
    """One wrong code more in a chat."""
    tries = linking.tries
    if tries is None or now >= tries.since + TRIES_LAST:
        return LinkTries(here.id, here.station, 1, now)
    return replace(tries, wrong=tries.wrong + 1)


def used(code: LinkCode, at: datetime) -> LinkCode:
    """The code once it has served."""
    return replace(code, used_at=at)


def joined(circles: Iterable[Circle], chats: Iterable[str], name: str, at: datetime) -> list[Link]:
    """Make one circle of all these chats; those that stand in one already keep since when."""
    links = (link for circle in circles for link in circle.links)
    since = {link.chat: link.linked_at for link in links}
    return [Link(chat, name, since.get(chat, at)) for chat in dict.fromkeys(chats)]


def left(circle: Circle, chat: str, name: str) -> list[Link]:
    """Let a chat leave its circle: the others stay together, unless only one of them is left."""
    staying = name if len(circle.others) > 1 else ""
    return [replace(link, circle="" if link.chat == chat else staying) for link in circle.links]
