"""From what the assistant says to what a chat at WeCom shows: texts, and a card as markdown.

A text makes links of what looks like their markup, and markdown has no sign that protects another;
so signs that would be taken for markup become their full-width forms, and only what the product
itself marks becomes bold. Nothing hangs together in a chat at WeCom, hence every message names the
request that it belongs to.

What was said cannot be edited. So words that are passed on say where they go when they are sent;
what became of them is a message of its own that quotes how they begin, and is left out where there
is nothing to say but that they arrived.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.channels.wecom.limits import MESSAGE_BYTES
from bot.delivery.telling import HOW
from bot.messengers.splitting import BYTES, UTF16, is_blank, sendable, shortened, spans_of
from core.messages import Card, Delivery, Outbound, text_of

URGENT: Final = "🔴急 "
BESIDE: Final = " · "
TITLE: Final = "**{title}**" + BESIDE + "{state}"
ROW: Final = "> {label}：{words}"
QUOTED: Final = "“{words}”"
MOST_QUOTED: Final = 40
DELIVERIES: Final = {
    Delivery.SENDING: "发给企业",
    Delivery.WAITING: "暂未送达，等企业联系时补发",
    Delivery.DELIVERED: "已发给企业",
    Delivery.FAILED: "没有送达企业",
}
MARKUP: Final = str.maketrans("*`[]<>#", "＊｀［］＜＞＃")
TAG: Final = re.compile(r"<(?=/?[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Text:
    """A text or markdown message."""

    content: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, by the reference that the outbound has."""

    reference: str


Piece = Text | Photo


def rendered(outbound: Outbound, about: Card | None, names: Mapping[str, str]) -> tuple[Piece, ...]:
    """What a message becomes, in the order of sending; nothing where it says and shows nothing.
    `about` is the card of its request, `names` has the names of those it may speak for."""
    if outbound.card:
        return card_text(outbound.card, text_of(outbound))
    body = _news(outbound) if outbound.replaces else text_of(outbound)
    words = () if is_blank(body) else _texts(_head(outbound, about, names), body)
    if not outbound.image:
        return words
    if not words and (head := _head(outbound, about, names)):
        words = _pieces(head)
    return (*words, Photo(outbound.image))


def in_markdown(
    outbound: Outbound, about: Card | None, names: Mapping[str, str]
) -> tuple[Text, ...]:
    """The words of a message as markdown."""
    body = _news(outbound) if outbound.replaces else text_of(outbound)
    lines = (_head(outbound, about, names), body)
    return _pieces(marked("\n".join(line for line in lines if line)), "markdown")


def card_text(card: Card, words: str = "", most_bytes: int = MESSAGE_BYTES) -> tuple[Text, ...]:
    """A card as markdown: title and state, the words beside it, its rows."""
    urgent = URGENT if card.urgent else ""
    title = TITLE.format(title=marked(title_of(card)), state=marked(card.state))
    lines = [f"{urgent}{title}"]
    if not is_blank(words):
        lines.append(marked(words))
    lines += (
        ROW.format(label=marked(label), words=" ".join(marked(line.render()).split()))
        for label, line in card.rows
    )
    return _pieces("\n".join(lines), "markdown", most_bytes)


def title_of(card: Card) -> str:
    return " ".join(card.title.render().split())


def marked(text: str) -> str:
    """Words that markdown takes for nothing else."""
    return sendable(text).translate(MARKUP)


def plain(text: str) -> str:
    """Words in which a text sees no link."""
    return TAG.sub("＜", sendable(text))


def says_nothing_new(outbound: Outbound) -> bool:
    """Whether a message only tells that words arrived, which nobody doubts."""
    arrived = outbound.delivery is Delivery.DELIVERED and outbound.replaces
    return bool(arrived) and outbound.lines[-1:] != () and outbound.lines[-1].template != HOW


def _news(outbound: Outbound) -> str:
    """How the words began, and why they did not arrive or by which way they did."""
    first, *rest = (line.render() for line in outbound.lines)
    begun = QUOTED.format(words=shortened(" ".join(first.split()), MOST_QUOTED, UTF16))
    return "\n".join((begun, *rest[-1:]))


def _head(outbound: Outbound, about: Card | None, names: Mapping[str, str]) -> str:
    """Which request it is about, who speaks, and how far their words have come."""
    name = " ".join(names.get(outbound.source, "").split()) if outbound.source else ""
    delivery = DELIVERIES.get(outbound.delivery, "")
    title = title_of(about) if about else ""
    return BESIDE.join(plain(part) for part in (title, name, delivery) if not is_blank(part))


def _texts(head: str, body: str) -> tuple[Text, ...]:
    return _pieces("\n".join(part for part in (head, plain(body)) if part))


def _pieces(text: str, kind: str = "text", most_bytes: int = MESSAGE_BYTES) -> tuple[Text, ...]:
    spans = spans_of(text, most_bytes, BYTES)
    return tuple(Text(text[start:end], kind) for start, end in spans)
