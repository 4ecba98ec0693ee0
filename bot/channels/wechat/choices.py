"""The choices under a message: each has a number that its press brings back.

Official Account, custom/send msgmenu: `<bizmsgmenuid>` of the press is the id of the item. Its
examples are whole numbers, so ours are: the place of the message in its chat, then two digits for
the place of the choice in it. What the choice does is looked up in the message as it was said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from bot.messengers.splitting import BYTES, is_blank, sendable, shortened
from core.messages import Choice, Outbound

PLACES: Final = 100
LONGEST_ID: Final = 18
LABEL_BYTES: Final = 120
LINK: Final = '<a href="weixin://bizmsgmenu?msgmenucontent={content}&msgmenuid={id}">{label}</a>'
"""A text may hold such links; a press of one comes back like that of an item."""
NUMBERED: Final = "{number}. {words}"
HOW: Final = "（点一下，或回复数字）"
KEPT_PLAIN: Final = "、，。！？；：“”（）【】★·… "


@dataclass(frozen=True, slots=True)
class Item:
    """One choice as it is shown; `number` is what may be typed instead, 0 for none."""

    id: int
    label: str
    number: int = 0


def items_of(choices: Sequence[Choice], n: int) -> tuple[Item, ...]:
    """The choices of the message at position `n`. One choice alone has no number: what is typed is
    then the answer to the question itself."""
    shown = choices[: PLACES - 1]
    alone = len(shown) == 1
    return tuple(
        Item(n * PLACES + place, _label(choice), 0 if alone else place)
        for place, choice in enumerate(shown, 1)
    )


def place_of(id: str) -> tuple[int, int]:
    """The message and the choice in it that an item's id names, from 1; (0, 0) for a foreign id."""
    if not id.isascii() or not id.isdecimal() or len(id) > LONGEST_ID:
        return 0, 0
    return divmod(int(id), PLACES)


def choice_at(outbound: Outbound, place: int) -> Choice | None:
    """The choice at a place from 1."""
    choices = outbound.choices
    return choices[place - 1] if 0 < place <= min(len(choices), PLACES - 1) else None


def linked(items: Sequence[Item]) -> str:
    """The items as a text with links that send them."""
    lines = [_line(item, _link(item)) for item in items]
    return "\n".join((*lines, HOW) if any(item.number for item in items) else lines)


def listed(items: Sequence[Item]) -> str:
    """The items as plain words, where links would be too long."""
    lines = [_line(item, item.label) for item in items]
    return "\n".join((*lines, HOW) if any(item.number for item in items) else lines)


def _link(item: Item) -> str:
    content = quote(item.label, safe=KEPT_PLAIN) if not item.label.isalnum() else item.label
    return LINK.format(content=content, id=item.id, label=item.label)


def _line(item: Item, words: str) -> str:
    if not item.number or item.label.startswith(str(item.number)):
        return words
    return NUMBERED.format(number=item.number, words=words)


def _label(choice: Choice) -> str:
    """On one line, without what could be read as a tag."""
    label = " ".join(sendable(choice.label).translate({ord("<"): "＜", ord(">"): "＞"}).split())
    return choice.id if is_blank(label) else shortened(label, LABEL_BYTES, BYTES)
