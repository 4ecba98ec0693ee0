"""What happens at Telegram, as far as the assistant takes it up.

The names are the product's own; where one stands for a type of the Bot API, it says which.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PlaceKind(StrEnum):
    """Bot API: Chat.type."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class FileKind(StrEnum):
    """The fields of a message that hold a file. An animation stands also as a document, and a live
    photo also as a photo, so these are looked for in this order."""

    PHOTO = "photo"
    ANIMATION = "animation"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"


class TopicEvent(StrEnum):
    """What became of a forum's topic. That one was deleted is never told."""

    NONE = ""
    CREATED = "created"
    EDITED = "edited"
    CLOSED = "closed"
    REOPENED = "reopened"
    HIDDEN = "hidden"
    UNHIDDEN = "unhidden"


class Standing(StrEnum):
    """Bot API: ChatMember.status. `LEFT` and `KICKED` can no longer be written to; in a private
    chat, somebody who blocks the assistant has kicked it."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(frozen=True, slots=True)
class Place:
    """Bot API: Chat. A private chat has no title."""

    id: int
    kind: PlaceKind
    title: str = ""
    is_forum: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Bot API: User. `name` is first and last name, `language` an IETF tag or empty."""

    id: int
    name: str
    is_bot: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file by its `file_id`, which is good for this bot alone; `unique` is the same for every
    bot and cannot be fetched. Name, size (in bytes) and media type are as the sender says."""

    reference: str
    unique: str
    kind: FileKind
    name: str = ""
    size: int = 0
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """A shared contact. `user_id` is 0 for one whom Telegram does not know."""

    phone_number: str
    first_name: str
    last_name: str = ""
    user_id: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Bot API: Message, new or edited. A number that does not apply is 0, a text empty.

    `text` is the caption where there is a file. `answers` is the message replied to: in a topic
    every other message replies to the one that opened it, which is no reply. `speaks_as` is the
    chat in whose name a message stands: an anonymous administrator's group, a linked channel."""

    id: int
    chat: Place
    sender: Account | None
    at: datetime
    edited_at: datetime | None = None
    text: str = ""
    topic: int = 0
    answers: int = 0
    file: Attached | None = None
    place: Spot | None = None
    phone_card: PhoneCard | None = None
    album: str = ""
    speaks_as: int = 0
    is_service: bool = False
    topic_event: TopicEvent = TopicEvent.NONE
    members_joined: tuple[Account, ...] = ()
    migrated_to: int = 0
    migrated_from: int = 0


@dataclass(frozen=True, slots=True)
class Pressed:
    """Bot API: CallbackQuery under a message of ours. When it was pressed is not told. A message
    that is `accessible` no more keeps its id and chat, and loses its topic."""

    id: str
    sender: Account
    chat: Place
    message: int
    topic: int = 0
    data: str = ""
    accessible: bool = True


@dataclass(frozen=True, slots=True)
class Membership:
    """Bot API: ChatMemberUpdated about the assistant itself. `may_manage_topics` is an
    administrator's right to open and close topics."""

    chat: Place
    status: Standing
    at: datetime
    by: Account
    may_manage_topics: bool = False


Happening = Written | Pressed | Membership


@dataclass(frozen=True, slots=True)
class Update:
    """Bot API: Update. Ids grow, but after a quiet week the next one is drawn at random."""

    id: int
    happening: Happening
