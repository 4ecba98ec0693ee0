"""From what the assistant says to what is sent: HTML texts, their buttons, a picture.

Nothing of it is markup before it is sent: values and people's words are plain text to the end, and
only what the product itself marks, a name or a title, becomes bold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from bot.channels.telegram.keyboards import Keyboard, keyboard_of
from bot.channels.telegram.lengths import ALERT_LIMIT, CAPTION_LIMIT, TEXT_LIMIT
from bot.messengers.splitting import UTF16, Span, is_blank, sendable, shortened, spans_of
from core.messages import Card, Delivery, Outbound, PhoneKey, text_of

URGENT: Final = "🔴急 "
BESIDE: Final = " · "
ROW: Final = "{label}：{words}"
CHOOSE: Final = "请选择："
DELIVERIES: Final = {
    Delivery.SENDING: "正在发给企业",
    Delivery.WAITING: "暂未送达，等企业联系时补发",
    Delivery.DELIVERED: "已发给企业",
    Delivery.FAILED: "没有送达企业",
}


@dataclass(frozen=True, slots=True)
class Sending:
    """One call of the Bot API. `text` is HTML, the caption where there is a `photo` (a reference as
    the outbound has it); it is empty only under a photo. The `phone_key` stands below the chat and
    not under a message, so a message has it or a keyboard."""

    text: str = ""
    keyboard: Keyboard = ()
    photo: str = ""
    phone_key: PhoneKey = PhoneKey.NONE


@dataclass(frozen=True, slots=True)
class Run:
    """Plain text of one look."""

    text: str
    bold: bool = False


def rendered(outbound: Outbound, n: int, names: Mapping[str, str]) -> tuple[Sending, ...]:
    """What the message at position `n` of its chat becomes, in the order of sending; nothing where
    it says and shows nothing. `names` has the names of those it may speak for: a person without one
    is not named. Raise `ValueError` for a choice that no button can carry."""
    pieces = _pieces(outbound, keyboard_of(outbound.choices, n), names)
    if not pieces or not outbound.phone_key:
        return pieces
    *before, last = pieces
    # Beside buttons it waits for a message without: none is sent for its sake.
    return pieces if last.keyboard else (*before, replace(last, phone_key=outbound.phone_key))


def _pieces(
    outbound: Outbound, keyboard: Keyboard, names: Mapping[str, str]
) -> tuple[Sending, ...]:
    runs = _runs(outbound, names)
    text = "".join(run.text for run in runs)
    if not outbound.image:
        return _texts(runs, text, keyboard)
    spans = spans_of(text, CAPTION_LIMIT, UTF16)
    if len(spans) <= 1:
        caption = _html(runs, spans[0]) if spans else ""
        return (Sending(caption, keyboard, outbound.image),)
    return (Sending(photo=outbound.image), *_texts(runs, text, keyboard))


def alert_of(text: str) -> str:
    """The plain words of a callback's answer, cut to what it can show."""
    return shortened(sendable(text).strip(), ALERT_LIMIT, UTF16)


def _texts(runs: tuple[Run, ...], text: str, keyboard: Keyboard) -> tuple[Sending, ...]:
    """The buttons hang under the last piece, where the reading ends."""
    spans = spans_of(text, TEXT_LIMIT, UTF16)
    if not spans:
        return (Sending(CHOOSE, keyboard),) if keyboard else ()
    *before, last = spans
    pieces = tuple(Sending(_html(runs, span)) for span in before)
    return (*pieces, Sending(_html(runs, last), keyboard))


def _runs(outbound: Outbound, names: Mapping[str, str]) -> tuple[Run, ...]:
    """The whole message, its lines apart; who speaks is not said where nothing follows."""
    body = list(_body(outbound))
    if not body and not outbound.image and not outbound.choices:
        return ()
    lines = [line for line in (_head(outbound, names), *body) if line]
    apart = [run for line in lines for run in (Run("\n"), *line)]
    return tuple(Run(sendable(run.text), run.bold) for run in apart[1:])


def _head(outbound: Outbound, names: Mapping[str, str]) -> tuple[Run, ...]:
    """Who speaks, and how far the words have come that were passed on."""
    name = " ".join(names.get(outbound.source, "").split()) if outbound.source else ""
    delivery = DELIVERIES.get(outbound.delivery, "")
    if is_blank(name):
        return (Run(delivery),) if delivery else ()
    return (Run(name, bold=True), Run(f"{BESIDE}{delivery}" if delivery else ""))


def _body(outbound: Outbound) -> Iterator[tuple[Run, ...]]:
    """A card is shown as on a page: title and state, then the words beside it, then its rows."""
    card, text = outbound.card, text_of(outbound)
    if card:
        yield _title(card)
    if not is_blank(text):
        yield (Run(text),)
    for label, line in card.rows if card else ():
        yield (Run(ROW.format(label=label, words=line.render())),)


def _title(card: Card) -> tuple[Run, ...]:
    urgent = Run(URGENT if card.urgent else "")
    return urgent, Run(card.title.render(), bold=True), Run(f"{BESIDE}{card.state}")


def _html(runs: tuple[Run, ...], span: Span) -> str:
    """What of the runs lies in a span of their joined text."""
    start, end = span
    pieces, place = [], 0
    for run in runs:
        words = escape(run.text[max(start - place, 0) : max(end - place, 0)], quote=False)
        pieces.append(f"<b>{words}</b>" if run.bold and words else words)
        place += len(run.text)
    return "".join(pieces)
