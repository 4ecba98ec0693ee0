"""From what the assistant says to what WeChat is sent: texts up to 2000 bytes, menus, pictures.

A passive reply is one message and takes no menu: its choices are links in the text, and whatever
waits for the chat goes into it as far as it fits. An ordinary message counts, so what waits goes
into one as well, and its choices are a menu.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.channels.wechat.choices import Item, groups_of, items_of, linked
from bot.channels.wechat.limits import MOST_ITEMS, TEXT_BYTES
from bot.messengers.splitting import BYTES, sendable, spans_of
from bot.rating_links import RatingLinks
from core.conversations import Said
from core.messages import Audience, Outbound, text_of

TAG: Final = re.compile(r"<(?=/?[A-Za-z])")
"""WeChat makes links of `<a …>` in a text: words of people must not become any."""
BETWEEN: Final = "\n\n"
SHORTEST: Final = 400
"""So much of a text stands above its choices at least."""
RATES: Final = "rate:"
"""Begins what the buttons of a rating do; its id follows."""
PAGE: Final = '也可以<a href="{link}">打开评价页</a>一次评完。'
CHOOSE: Final = "请选择："


@dataclass(frozen=True, slots=True)
class Sending:
    """One message at WeChat: a text, perhaps with a menu and the way to a page under it, or a
    picture by reference."""

    text: str = ""
    items: tuple[Item, ...] = ()
    image: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message at WeChat and the whole rows that are in it, none where it is a piece of one."""

    sending: Sending
    rows: tuple[Said, ...]


def pieces_of(said: Said, links: RatingLinks) -> tuple[Sending, ...]:
    """What a message becomes, in the order of sending; nothing where it says and shows nothing."""
    outbound = said.message
    text = TAG.sub("＜", sendable(text_of(outbound)))
    items = items_of(outbound.choices, said.chat, said.n)
    picture = (Sending(image=outbound.image),) if outbound.image else ()
    if not items:
        return (*picture, *_texts(text, TEXT_BYTES))
    return (*picture, *_asked(text, items, _page(outbound, links)))


def _texts(text: str, room: int) -> list[Sending]:
    return [Sending(text[start:end]) for start, end in spans_of(text, room, BYTES)]


def _asked(text: str, items: tuple[Item, ...], page: str) -> list[Sending]:
    """The choices, and the way to the page, stand under the last of the text; more of them than
    leave room for any stand by themselves."""
    room = TEXT_BYTES - BYTES.of(f"\n{linked(items)}\n{page}")
    if room >= min(max(BYTES.of(text), BYTES.of(CHOOSE)), SHORTEST):
        texts = _texts(text, room) or [Sending(CHOOSE)]
        groups: list[tuple[Item, ...]] = [items]
    else:
        texts = [*_texts(text, TEXT_BYTES), Sending(CHOOSE)]
        groups = list(groups_of(items, TEXT_BYTES - BYTES.of(f"{CHOOSE}\n\n{page}")))
    first = replace(texts.pop(), items=groups[0])
    asked = [first, *(Sending(CHOOSE, group) for group in groups[1:])]
    asked[-1] = replace(asked[-1], page=page)
    return [*texts, *asked]


def parcel(rows: Sequence[Said], done: int, links: RatingLinks) -> Parcel | None:
    """The next message for what waits: the piece after the first `done` of the first row, or as
    many whole rows as one text holds; None where the first row has nothing more to show."""
    first, *others = rows
    pieces = pieces_of(first, links)[done:]
    if not pieces:
        return None
    if len(pieces) > 1 or pieces[0].image:
        return Parcel(pieces[0], ())
    sending, taken = pieces[0], [first]
    for row in others:
        more = pieces_of(row, links)
        joined = _joined(sending, more[0]) if len(more) == 1 else None
        if joined is None:
            break
        sending = joined
        taken.append(row)
    return Parcel(sending, tuple(taken))


def as_text(sending: Sending) -> str:
    """The message as one text, its choices as links."""
    shown = (sending.text, linked(sending.items), sending.page)
    return "\n".join(part for part in shown if part)


def fits_menu(sending: Sending) -> bool:
    return 0 < len(sending.items) <= MOST_ITEMS


def rating_of(message: Outbound) -> str:
    """The rating that a message asks for, "" for any other."""
    asked = (choice.does for choice in message.choices if choice.does.startswith(RATES))
    return next(asked, "").removeprefix(RATES).rsplit(":", 2)[0]


def _page(message: Outbound, links: RatingLinks) -> str:
    """Whoever is invited to rate may do so on a page; within the questions it would only stand in
    the way."""
    rating = rating_of(message) if message.audience is not Audience.ANSWER else ""
    return PAGE.format(link=links.to(rating)) if rating else ""


def _joined(earlier: Sending, later: Sending) -> Sending | None:
    """Both in one, if one message holds them: choices can only stand at its end."""
    if later.image or earlier.items:
        return None
    both = replace(later, text=f"{earlier.text}{BETWEEN}{later.text}")
    return both if BYTES.of(as_text(both)) <= TEXT_BYTES else None
