"""Chats and what is kept of them: who talks where, every message in, every message out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.messages import Attachment, InboundKind, Outbound, Press


class ChatKind(StrEnum):
    """Whether an enterprise talks alone with the assistant, or the staff among themselves."""

    PRIVATE = "private"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat of some messenger. `told_privacy_at` is the first reply, which carried the notice;
    `handed_over_at` is set while a person has the word and the assistant keeps still."""

    id: str
    channel: str
    kind: ChatKind
    station: str
    person: str = ""
    told_privacy_at: datetime | None = None
    handed_over_at: datetime | None = None
    handed_over_to: str = ""
    heard: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Outlet:
    """The outgoing side of a chat: the last position given out, the last one seen, the lease of
    whoever sends from it now. Nothing is sent before `held_until`, nor while the chat is
    `unreachable` (which says why); `address` is where the messenger has moved it to."""

    chat: str
    said: int = 0
    seen: int = 0
    leased_until: datetime | None = None
    leased_by: str = ""
    held_until: datetime | None = None
    unreachable: str = ""
    address: str = ""


class InboxState(StrEnum):
    """What became of a message that came in."""

    TAKEN = "taken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Heard:
    """What the assistant understood or did in a turn, in the words of `core.heard`; values are
    ids and names of slots, never a person's words."""

    type: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """A message that came in, as kept: `message` is the messenger's own id in its chat."""

    id: int
    chat: str
    message: str
    n: int
    person: str
    at: datetime
    received_at: datetime
    kind: InboundKind
    text: str = ""
    press: Press | None = None
    attachment: Attachment | None = None
    thread: str = ""
    album: str = ""
    state: InboxState = InboxState.TAKEN
    fault: str = ""
    heard: tuple[Heard, ...] = ()


class OutboxState(StrEnum):
    """How far a message has come. `KEPT` waits in the log for a page that fetches it, `STRANDED`
    until somebody is heard in a chat that takes nothing now; `FAILED` was set aside."""

    PENDING = "pending"
    KEPT = "kept"
    STRANDED = "stranded"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Said:
    """A message that goes out, at position `n` of its chat; `echo` names the message that it
    merely shows to the others in the chat, and `key` the messenger's ids of the pieces that were
    sent, comma between them. `tries` counts how often somebody set out to send it, `refusals` how
    often that was refused or met a bug, for the reason in `fault`."""

    chat: str
    n: int
    at: datetime
    turn: str
    message: Outbound
    state: OutboxState = OutboxState.PENDING
    echo: str = ""
    key: str = ""
    fault: str = ""
    sent_at: datetime | None = None
    tries: int = 0
    refusals: int = 0


@dataclass(frozen=True, slots=True)
class CardPost:
    """Where a messenger shows a card, so that the next one replaces it in place."""

    chat: str
    card: str
    key: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A request's own strand in a group: the messenger's id, and whether it takes messages."""

    chat: str
    thread: str
    key: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that somebody sent: the channel's reference, and the file once it was fetched."""

    id: str
    chat: str
    person: str
    request: str
    reference: str
    at: datetime
    path: str = ""
    digest: str = ""
    media_type: str = ""
    size: int = 0


class FocusMode(StrEnum):
    """Who reads what a member of the staff writes about the request in their focus."""

    INTERNAL = "internal"
    OUTWARD = "outward"


@dataclass(frozen=True, slots=True)
class Focus:
    """The request that a member writes about in their own chat with the assistant, until then."""

    chat: str
    room: str
    thread: str
    mode: FocusMode
    until: datetime


@dataclass(frozen=True, slots=True)
class CardCode:
    """A messenger's leave to change the card that it shows as `task`, once and until then: of a
    room's `chat`, the request `card`."""

    code: str
    chat: str
    card: str
    task: str
    until: datetime
