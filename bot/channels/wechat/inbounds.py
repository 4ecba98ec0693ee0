"""From what was written to an Official Account to the inbound that every channel makes."""

from datetime import datetime
from typing import Final

from bot.channels.wechat.happenings import Happening, Kind, Spot, Written
from bot.channels.wechat.limits import CHANNEL
from bot.intents.normal import sayable
from core.messages import Attachment, Inbound, InboundKind

SPOT: Final = "位置：{latitude:.5f},{longitude:.5f}"
NAMED_SPOT: Final = "位置：{latitude:.5f},{longitude:.5f}，{label}"
LINK: Final = "{title}\n{url}"
KINDS: Final = {
    Kind.TEXT: InboundKind.TEXT,
    Kind.LOCATION: InboundKind.TEXT,
    Kind.LINK: InboundKind.TEXT,
    Kind.IMAGE: InboundKind.IMAGE,
    Kind.VOICE: InboundKind.VOICE,
}
"""Every other kind is a file: nobody here can look into it, and the person is told so."""


def inbound_of(
    happening: Happening, account: str, received_at: datetime, station: str = ""
) -> Inbound | None:
    """What a person wrote, else nothing. `account` is the app id.

    A press on a message menu has no button yet: which message it hung under only the caller can
    tell, by the happening's `menu`. A voice keeps its kind when the platform recognised its words,
    so that the record says that they were spoken."""
    if not isinstance(happening, Written):
        return None
    address, kind = f"{account}.{happening.sender}", _kind(happening)
    return Inbound(
        channel=CHANNEL,
        chat=address,
        sender=address,
        id=happening.id,
        at=min(happening.at, received_at),  # nothing was said before it could be heard
        received_at=received_at,
        kind=kind,
        text=sayable(_words(happening)),
        attachment=_attachment(happening, account, kind),
        station=station,
    )


def _kind(written: Written) -> InboundKind:
    return InboundKind.PRESS if written.menu else KINDS.get(written.kind, InboundKind.FILE)


def _words(written: Written) -> str:
    """The words, or those that somebody would have typed for what they shared."""
    if written.spot:
        return _spot_words(written.spot)
    if written.kind is Kind.LINK:
        return LINK.format(title=written.text, url=written.url)
    return written.text


def _spot_words(spot: Spot) -> str:
    """To about a metre."""
    template = NAMED_SPOT if spot.label else SPOT
    return template.format(latitude=spot.latitude, longitude=spot.longitude, label=spot.label)


def _attachment(written: Written, account: str, kind: InboundKind) -> Attachment | None:
    """A file that somebody sends cannot be fetched, and keeps its name. Of a voice whose words were
    recognised, these are all there is to say."""
    spoken = written.kind is Kind.VOICE and written.text
    if spoken or not (written.media or written.name):
        return None
    reference = f"{CHANNEL}:{account}:{written.media}" if written.media else ""
    return Attachment(reference, kind.value, sayable(written.name), written.size)
