"""From what happened at Telegram to the inbound that every channel makes."""

from datetime import datetime
from typing import Final

from bot.channels.telegram.happenings import (
    Account,
    Attached,
    FileKind,
    Happening,
    Pressed,
    Spot,
    Written,
)
from bot.channels.telegram.keyboards import press_of
from bot.channels.telegram.limits import CHANNEL
from bot.intents.normal import sayable
from core.messages import Attachment, Inbound, InboundKind

SPOT: Final = "位置：{latitude:.5f},{longitude:.5f}"
PHONE: Final = "电话：{number}"
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""What somebody sends as a file and is a picture all the same."""


def inbound_of(
    happening: Happening, received_at: datetime, station: str = "", thread: str = ""
) -> Inbound | None:
    """What a person did, else nothing: notices, memberships, words of bots or in a chat's name.

    The id is the same when it is delivered again, another when the message was edited. `station`
    and `thread` are what the caller knows of the chat and its topic."""
    match happening:
        case Written(sender=Account(is_bot=False) as sender, is_service=False, speaks_as=0):
            return _said(happening, sender, received_at, station, thread)
        case Pressed(sender=Account(is_bot=False)):
            return _press(happening, received_at, station, thread)
    return None


def reference_of(file: Attached) -> str:
    """How the product names a file that lies at Telegram."""
    return f"{CHANNEL}:{file.reference}"


def _said(
    written: Written, sender: Account, received_at: datetime, station: str, thread: str
) -> Inbound:
    kind = _kind(written.file)
    return Inbound(
        channel=CHANNEL,
        chat=str(written.chat.id),
        sender=str(sender.id),
        id=_id(written),
        at=min(written.at, received_at),  # nothing was said before it could be heard
        received_at=received_at,
        kind=kind,
        text=_words(written),
        attachment=_attachment(written.file, kind) if written.file else None,
        thread=thread,
        station=station,
        album=sayable(written.album),
    )


def _press(pressed: Pressed, received_at: datetime, station: str, thread: str) -> Inbound:
    """A press of what no button of ours carries goes on without its button, and is told so. When it
    was pressed is not known but by its arrival."""
    return Inbound(
        channel=CHANNEL,
        chat=str(pressed.chat.id),
        sender=str(pressed.sender.id),
        id=f"c{pressed.id}",
        at=received_at,
        received_at=received_at,
        kind=InboundKind.PRESS,
        press=press_of(pressed.data),
        thread=thread,
        station=station,
    )


def id_of(message: int) -> str:
    """How the inbox names a message, by its number in its chat; an edit adds when it was made."""
    return f"m{message}"


def _id(written: Written) -> str:
    if written.edited_at is None:
        return id_of(written.id)
    return f"{id_of(written.id)}.e{int(written.edited_at.timestamp())}"


def _words(written: Written) -> str:
    """The words, or those that somebody would have typed for what they shared. A contact without
    a number says nothing."""
    if written.place:
        return _spot_words(written.place)
    if any(map(str.isdigit, written.phone)):
        return PHONE.format(number=sayable(written.phone))
    return sayable(written.text)


def _spot_words(spot: Spot) -> str:
    """To about a metre."""
    return SPOT.format(latitude=spot.latitude, longitude=spot.longitude)


def _kind(file: Attached | None) -> InboundKind:
    if file is None:
        return InboundKind.TEXT
    if file.kind is FileKind.PHOTO or file.media_type in PICTURES:
        return InboundKind.IMAGE
    return InboundKind.VOICE if file.kind is FileKind.VOICE else InboundKind.FILE


def _attachment(file: Attached, kind: InboundKind) -> Attachment:
    return Attachment(reference_of(file), kind.value, sayable(file.name), file.size)
