"""From what the assistant says to what WeChat is sent: texts up to 2000 bytes, menus, pictures.

A passive reply is one message and takes no menu: its choices are links in the text, and whatever
waits for the chat goes into it as far as it fits. An ordinary message counts, so what waits goes
into one as well, and its choices are a menu.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.channels.wechat.choices import Item, items_of, linked, listed
from bot.channels.wechat.limits import MOST_ITEMS, TEXT_BYTES
from bot.messengers.splitting import BYTES, sendable, spans_of
from core.conversations import Said
from core.messages import Outbound, text_of

TAG: Final = re.compile(r"<(?=/?[A-Za-z])")
"""WeChat makes links of `<a …>` in a text: words of people must not become any."""
BETWEEN: Final = "\n\n"
CHOOSE: Final = "请选择："


@dataclass(frozen=True, slots=True)
class Sending:
    """One message at WeChat: a text, perhaps with a menu under it, or a picture by reference."""

    text: str = ""
    items: tuple[Item, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message at WeChat and the whole rows that are in it, none where it is a piece of one."""

    sending: Sending
    rows: tuple[Said, ...]


def pieces_of(outbound: Outbound, n: int) -> tuple[Sending, ...]:
    """What the message at position `n` of its chat becomes, in the order of sending; nothing where
    it says and shows nothing. The choices stand under the last text."""
    text = TAG.sub("＜", sendable(text_of(outbound)))
    items = items_of(outbound.choices, n)
    room = TEXT_BYTES - (BYTES.of(f"\n{linked(items)}") if items else 0)
    pieces = [Sending(text[start:end]) for start, end in spans_of(text, max(room, 400), BYTES)]
    if items:
        last = pieces.pop() if pieces else Sending(CHOOSE)
        pieces.append(replace(last, items=items))
    picture = (Sending(image=outbound.image),) if outbound.image else ()
    return (*picture, *pieces)


def parcel(rows: Sequence[Said], done: int) -> Parcel | None:
    """The next message for what waits: the piece after the first `done` of the first row, or as
    many whole rows as one text holds; None where the first row has nothing more to show."""
    first, *others = rows
    pieces = pieces_of(first.message, first.n)[done:]
    if not pieces:
        return None
    if len(pieces) > 1 or pieces[0].image:
        return Parcel(pieces[0], ())
    sending, taken = pieces[0], [first]
    for row in others:
        more = pieces_of(row.message, row.n)
        joined = _joined(sending, more[0]) if len(more) == 1 else None
        if joined is None:
            break
        sending = joined
        taken.append(row)
    return Parcel(sending, tuple(taken))


def as_text(sending: Sending) -> str:
    """The message as one text, its choices as links."""
    if not sending.items:
        return sending.text
    text = f"{sending.text}\n{linked(sending.items)}"
    return text if BYTES.of(text) <= TEXT_BYTES else f"{sending.text}\n{listed(sending.items)}"


def fits_menu(sending: Sending) -> bool:
    return 0 < len(sending.items) <= MOST_ITEMS


def _joined(earlier: Sending, later: Sending) -> Sending | None:
    """Both in one, if one message holds them: choices can only stand at its end."""
    if later.image or earlier.items:
        return None
    both = replace(later, text=f"{earlier.text}{BETWEEN}{later.text}")
    return both if BYTES.of(as_text(both)) <= TEXT_BYTES else None
