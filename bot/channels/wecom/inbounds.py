"""From what a member did to the inbound that every channel makes, in their own chat."""

from dataclasses import replace
from datetime import datetime

from bot.account_settings import WecomAccount
from bot.channels.wecom.happenings import CardPressed, Clicked, Written
from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.places import own_at, sender_of
from bot.channels.wecom.words import CLICKS
from core.messages import Attachment, Inbound, InboundKind


def inbound_of(
    happening: Written | CardPressed | Clicked, account: WecomAccount, received_at: datetime
) -> Inbound:
    """What somebody did. The id is the same when it is pushed again; nothing was said before it
    could be heard. Of a press the reception finds the message that it belongs to."""
    inbound = Inbound(
        channel=CHANNEL,
        chat=own_at(account.name, happening.userid),
        sender=sender_of(account.corp_id, happening.userid),
        id=happening.id,
        at=min(happening.at, received_at),
        received_at=received_at,
        station=account.station,
    )
    match happening:
        case Written():
            return _said(inbound, happening, account)
        case Clicked():
            return replace(inbound, text=CLICKS.get(happening.key, happening.key))
    return replace(inbound, kind=InboundKind.PRESS)


def _said(inbound: Inbound, written: Written, account: WecomAccount) -> Inbound:
    kind, media = written.kind, written.media
    file = Attachment(reference_of(account.name, media), kind.value) if media else None
    return replace(inbound, kind=kind, text=written.text, attachment=file)


def reference_of(account: str, media: str) -> str:
    """How the product names a file that lies at WeCom."""
    return f"{CHANNEL}:{account}:{media}"


def media_in(reference: str) -> str:
    """What a file that lies at WeCom is called there; media are the whole corporation's."""
    return reference.rpartition(":")[2] if reference.startswith(f"{CHANNEL}:") else ""
