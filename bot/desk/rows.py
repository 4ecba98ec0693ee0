"""From a chat's log to the rows of a page."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.channels.web.desk import CHANNEL, Delivery, Row, RowKind, Seat
from core.conversations import Said
from core.messages import text_of
from core.parties import stranger_id

ASSISTANT: Final = "服务助手"
ENTERPRISE: Final = "企业"


def chat_of(seat: Seat) -> str:
    """The chat's id in storage."""
    return f"{CHANNEL}:{seat.chat}"


def person_of(seat: Seat) -> str:
    """The person's id in storage: a visitor is known by the browser until they say who they are."""
    return seat.person if seat.staff else stranger_id(CHANNEL, seat.person)


def row_of(said: Said, seat: Seat, names: Mapping[str, str], pressed: Sequence[str]) -> Row:
    """One message as this person sees it."""
    message = said.message
    return Row(
        n=said.n,
        at=said.at,
        kind=_kind(said),
        by=seat.person if message.source == person_of(seat) else message.source,
        who=_who(message.source, seat, names),
        text=text_of(message),
        choices=message.choices,
        card=message.card,
        since=message.card.since if message.card else None,
        image=message.image,
        echo=said.echo,
        thread=message.thread,
        internal=seat.staff and bool(said.echo and message.thread) and not message.delivery,
        delivery=Delivery(message.delivery),
        pressed=tuple(pressed),
        replaces=message.replaces,
    )


def _kind(said: Said) -> RowKind:
    if said.message.card:
        return RowKind.CARD
    return RowKind.IMAGE if said.message.image else RowKind.TEXT


def _who(source: str, seat: Seat, names: Mapping[str, str]) -> str:
    if not source:
        return ASSISTANT
    return names.get(source, ENTERPRISE if seat.staff else "")
