"""From a frame to the inbound that every channel makes."""

from datetime import datetime

from bot.channels.web.desk import CHANNEL, Seat
from bot.channels.web.frames import Pictured, Pressed, Say, words_of
from core.messages import Attachment, Inbound, InboundKind, Press

Spoken = Say | Pressed | Pictured


def inbound_of(frame: Spoken, seat: Seat, at: datetime) -> Inbound:
    """A thread is the staff's word: an enterprise's chat has one only by what the product finds."""
    return Inbound(
        channel=CHANNEL,
        chat=seat.chat,
        sender=seat.person,
        id=frame.id,
        at=at,
        received_at=at,
        kind=_kind(frame),
        text=words_of(frame),
        press=Press(frame.message, frame.choice) if isinstance(frame, Pressed) else None,
        attachment=Attachment(frame.upload) if isinstance(frame, Pictured) else None,
        thread=frame.thread if seat.staff else "",
        station=seat.station,
    )


def _kind(frame: Spoken) -> InboundKind:
    match frame:
        case Say():
            return InboundKind.TEXT
        case Pressed():
            return InboundKind.PRESS
        case Pictured():
            return InboundKind.IMAGE
