"""What the web channel needs of the product, and the values that pass between them.

The product owns every word: the channel neither stores nor decides. A row is one place in a chat's
timeline as one person may see it; a later row may replace the card of an earlier one, but no number
is ever used again, so "everything after number n" is all that a page has to ask for.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.channels.web.rating_sheets import RatingForms
from bot.pictures.cleaning import Picture
from core.messages import Card, Choice, Inbound

CHANNEL = "web"


class RowKind(StrEnum):
    TEXT = "text"
    IMAGE = "image"
    CARD = "card"


class Delivery(StrEnum):
    """How far a reply to the enterprise has come; nothing for what stays in the room."""

    NONE = ""
    SENDING = "sending"
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class Unavailable(Exception):
    """Nothing was stored. `why` may be shown; the page keeps the message and tries again."""

    def __init__(self, why: str, retry: int = 3) -> None:
        super().__init__(why)
        self.why = why
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at which chat: a visitor in a chat of their own, a member of staff in the room."""

    chat: str
    person: str
    station: str
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One place in a timeline. `by` is who said it, `echo` the id that the sender's page gave it.

    `image` is a reference for `Desk.picture`, `pressed` what was pressed under it so far,
    `replaces` an earlier row that this one stands for (a reply that has since arrived), `since`
    when a card's matter began."""

    n: int
    at: datetime
    kind: RowKind = RowKind.TEXT
    by: str = ""
    who: str = ""
    text: str = ""
    choices: tuple[Choice, ...] = ()
    card: Card | None = None
    since: datetime | None = None
    image: str = ""
    echo: str = ""
    thread: str = ""
    internal: bool = False
    delivery: Delivery = Delivery.NONE
    pressed: tuple[str, ...] = ()
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class Station:
    code: str
    name: str
    assistant: str = "服务助手"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the station is open now, and the words for when it closes or opens next."""

    open: bool
    next: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff whose session still counts. `room` is the chat that they work in."""

    id: str
    name: str
    role: str
    station: str
    room: str
    head: bool = False
    duty: bool = False


@dataclass(frozen=True, slots=True)
class Colleague:
    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of the head's page. `kind` is text, long_text, number, clock, week, lines, person."""

    key: str
    group: str
    label: str
    kind: str
    value: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class SettingChange:
    at: datetime
    who: str
    label: str
    before: str
    after: str


class Talk(Protocol):
    """The turns and the timeline."""

    def now(self) -> datetime: ...

    async def receive(self, inbound: Inbound) -> None:
        """Return when it is committed, also for an id that was committed before; else raise
        `Unavailable`. What was taken comes back as a row whose `echo` is the inbound's id."""

    async def rows(self, seat: Seat, after: int, limit: int) -> Sequence[Row]:
        """The first `limit` rows after a number that this person may see, in order."""

    async def rows_before(self, seat: Seat, before: int, limit: int) -> Sequence[Row]:
        """The last `limit` rows before a number, in order."""

    async def rows_of(self, seat: Seat, thread: str, limit: int) -> Sequence[Row]:
        """The last `limit` rows of one request, in order."""

    async def seen(self, seat: Seat) -> int: ...

    async def mark_seen(self, seat: Seat, upto: int) -> None: ...

    def listen(self, chat: str) -> AbstractAsyncContextManager[asyncio.Event]:
        """An event that is set whenever the chat may hold new rows or its members have changed."""


class People(Protocol):
    """Stations, members and their sessions."""

    async def station(self, code: str) -> Station | None: ...

    async def opening(self, station: str) -> Opening: ...

    async def samples(self) -> Sequence[Station]:
        """The invented stations, in sample mode; none otherwise."""

    async def invited(self, token: str) -> Member | None:
        """Whom a sign-in link is for, without using it."""

    async def sign_in(self, token: str) -> str:
        """Use a sign-in link up and return the new session, empty when it no longer counts."""

    async def member(self, session: str) -> Member | None: ...

    async def sign_out(self, session: str) -> None: ...

    async def colleagues(self, station: str) -> Sequence[Colleague]: ...

    async def invite(self, station: str, person: str) -> str:
        """Make a new sign-in link for a member and return its token, nothing if there is no such
        member here; earlier links of theirs stop counting."""


class Elsewhere(Protocol):
    """Ways to the same station at a messenger, "" where none is served now."""

    def member_link(self, token: str) -> str:
        """What binds an account there, with the token of a sign-in link; either uses it up."""

    def station_link(self, station: str) -> str:
        """What enterprises open there."""


class Lines(Protocol):
    """A messenger at which members bind their accounts by a line that they say."""

    def member_line(self, token: str) -> str:
        """The line, with the token of a sign-in link, "" where nobody is bound there now; either
        uses the token up."""


class Pictures(Protocol):
    async def keep_picture(self, seat: Seat, picture: Picture) -> str:
        """Store it durably and return its reference; raise `Unavailable` if it was not stored."""

    async def picture(self, seat: Seat, reference: str) -> Picture | None:
        """The picture, if this person may see it."""


class Office(Protocol):
    """What the head changes."""

    async def settings(self, station: str) -> Sequence[Setting]: ...

    async def change(self, member: Member, key: str, raw: str) -> str:
        """Change a setting; return the sentence to show when it cannot be, else nothing."""

    async def changes(self, station: str) -> Sequence[SettingChange]: ...


class Desk(Talk, People, Elsewhere, Lines, Pictures, Office, RatingForms, Protocol):
    """All of it."""


def visitor_chat(station: str, visitor: str) -> str:
    """The chat of an enterprise's browser with a station."""
    return f"web/{station}/{visitor}"
