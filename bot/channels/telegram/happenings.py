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
    """Bot API: Chat."""

    id: int
    kind: PlaceKind
    is_forum: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Bot API: User."""

    id: int
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file by its `file_id`, which is good for this bot alone. Name, size (in bytes) and media
    type are as the sender says."""

    reference: str
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
class Written:
    """Bot API: Message, new or edited. A number that does not apply is 0, a text empty.

    `text` is the caption where there is a file. `answers` is the message replied to: in a topic
    every other message replies to the one that opened it, which is no reply. `phone` is that of a
    shared contact, whoever it is. `speaks_as` is the chat in whose name a message stands: an
    anonymous administrator's group, a linked channel. `topic_opened` is the name of the topic that
    begins with this message."""

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
    phone: str = ""
    album: str = ""
    speaks_as: int = 0
    is_service: bool = False
    topic_opened: str = ""
    migrated_to: int = 0
    migrated_from: int = 0


@dataclass(frozen=True, slots=True)
class Pressed:
    """Bot API: CallbackQuery under a message of ours. When it was pressed is not told. A message
    that is too old keeps its id and chat, and loses its topic."""

    id: str
    sender: Account
    chat: Place
    message: int
    topic: int = 0
    data: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Bot API: ChatMemberUpdated about the assistant itself."""

    chat: Place
    status: Standing


Happening = Written | Pressed | Membership


@dataclass(frozen=True, slots=True)
class Update:
    """Bot API: Update. Ids grow, but after a quiet week the next one is drawn at random."""

    id: int
    happening: Happening
