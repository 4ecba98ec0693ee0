"""What comes in and what goes out, the same for every messenger.

An `Inbound` is one thing a person did; an `Outbound` is one thing the assistant says. Neither knows
the messenger: `bot.render` turns an `Outbound` into what a channel's `Limits` can show. Texts are
kept as template and values and put together when they are sent, so that a number drawn at commit
time can still stand in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

NUMBER: Final = "\ue000{need}\ue001"
"""Stands for the number of need n until the commit draws it (private-use characters: no person
types them, and the reading strips them)."""


class InboundKind(StrEnum):
    """What a person did. A `FORM` is filled in on a page of ours, outside of the chat."""

    TEXT = "text"
    VOICE = "voice"
    IMAGE = "image"
    FILE = "file"
    PRESS = "press"
    FORM = "form"


class Audience(StrEnum):
    """How a message is meant, which decides quiet hours and order at delivery."""

    ANSWER = "answer"
    NOTICE = "notice"
    REMINDER = "reminder"


class Delivery(StrEnum):
    """How far words that were passed on have come. They are `WAITING` where the enterprise cannot
    be reached: they go out when it is heard of again."""

    NONE = ""
    SENDING = "sending"
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class PhoneKey(StrEnum):
    """A key that sends one's own phone number, where a messenger has such a thing."""

    NONE = ""
    OFFERED = "offered"
    TAKEN_AWAY = "taken away"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: the message it hung under, and which one. What it means is looked up in
    that message as it was sent, so a forged or foreign button finds nothing. A field of a form
    hangs under no message (0); its page says itself which it is."""

    message: int
    choice: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or file by the channel's own reference; the bytes are fetched after the turn."""

    reference: str
    kind: str = "image"
    name: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Inbound:
    """One delivery of a messenger. `id` is unique in its chat: a second delivery stops there.
    `station` is the one whose link or room it came through, where the channel knows; `album` is
    shared by what was sent in one go; `instead` are the words that an edit took the place of. It is
    `copied` where the others in the chat see it only if it is shown to them: it was written
    elsewhere."""

    channel: str
    chat: str
    sender: str
    id: str
    at: datetime
    received_at: datetime
    kind: InboundKind = InboundKind.TEXT
    text: str = ""
    press: Press | None = None
    attachment: Attachment | None = None
    thread: str = ""
    station: str = ""
    album: str = ""
    instead: str = ""
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: a template, which is its own message id, and its values by name."""

    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    def render(self) -> str:
        """Put the values into the template; values are never read as templates."""
        return self.template.format(**self.values) if self.values else self.template


@dataclass(frozen=True, slots=True)
class Asks:
    """What a button wants typed with it: `kind` is text, time, person or number."""

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `does` is what pressing it means, kept with the message and never sent out."""

    id: str
    label: str
    does: str
    asks: Asks | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A request as the staff see it; `key` names it, so that a later one replaces it in place.
    `since` is when the matter began, and `over` says that nothing is to be done any more."""

    key: str
    title: Line
    rows: tuple[tuple[str, Line], ...]
    state: str
    urgent: bool = False
    since: datetime | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Outbound:
    """One message to one chat. `thread` is the request it belongs to in a group; `source` is who
    speaks, empty for the assistant; `only` is the one person who sees it; `about` the request.

    A room's line about words passed on names their chat in `passed_to`, and says by `delivery` how
    far they have come; when that changes, a new message `replaces` the one at that position."""

    chat: str
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    card: Card | None = None
    image: str = ""
    thread: str = ""
    source: str = ""
    audience: Audience = Audience.ANSWER
    only: str = ""
    about: str = ""
    passed_to: str = ""
    delivery: Delivery = Delivery.NONE
    replaces: int = 0
    phone_key: PhoneKey = PhoneKey.NONE


def text_of(outbound: Outbound) -> str:
    """The words of a message as one text, paragraph by paragraph."""
    return "\n".join(line.render() for line in outbound.lines)
