"""The choices under a message: each has a number that its press brings back.

Official Account, custom/send msgmenu: `<bizmsgmenuid>` of the press is the id of the item. Its
examples are whole numbers, so ours are: the place of the message in its talk, then two digits for
the place of the choice in it; before both, where a person has several talks, what tells this one
from the others. What the choice does is looked up in the message as it was said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from zlib import crc32

from bot.messengers.splitting import BYTES, is_blank, sendable, shortened
from bot.messengers.talks import AT
from core.messages import Choice, Outbound

PLACES: Final = 100
MESSAGES: Final = 10**8
TALKS: Final = 99_999
"""So that an id has fifteen digits at most: a client that takes it for a number loses none."""
LONGEST_ID: Final = 15
LABEL_BYTES: Final = 120
LINK: Final = '<a href="weixin://bizmsgmenu?msgmenucontent={content}&msgmenuid={id}">{label}</a>'
"""A text may hold such links; a press of one comes back like that of an item."""
NUMBERED: Final = "{number}. {words}"
HOW: Final = "（点一下，或回复数字）"
FIGURES: Final = re.compile(r"[0-9]++")
ENDS_CONTENT: Final = re.compile(r"[%&#+?=\"'\\]")
"""What would end the content of a link, or change it. The rest stays as it is: it becomes the
words of whoever presses, as they see them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One choice as it is shown; `number` is what may be typed instead, 0 for none."""

    id: int
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """What an item's id names: the mark of a talk, the message there, the choice in it, from 1."""

    mark: int = 0
    n: int = 0
    place: int = 0


def mark_of(chat: str) -> int:
    """What tells a person's talks apart: 0 for the first, for the others by their station."""
    station = chat.partition(AT)[2]
    return 1 + crc32(station.encode()) % TALKS if station else 0


def items_of(choices: Sequence[Choice], chat: str, n: int) -> tuple[Item, ...]:
    """The choices of the message at position `n`. One choice alone has no number: what is typed is
    then the answer to the question itself."""
    shown = choices[: PLACES - 1]
    alone, first = len(shown) == 1, (mark_of(chat) * MESSAGES + n) * PLACES
    return tuple(
        Item(first + place, _label(choice), 0 if alone else place)
        for place, choice in enumerate(shown, 1)
    )


def named_by(id: str) -> Named:
    """What an item's id names; nothing for a foreign one."""
    if not id.isascii() or not id.isdecimal() or len(id) > LONGEST_ID:
        return Named()
    message, place = divmod(int(id), PLACES)
    return Named(*divmod(message, MESSAGES), place)


def is_ours(id: str) -> bool:
    """Whether an id names a message at all; other programs of an account count their items."""
    return named_by(id).n > 0


def choice_at(outbound: Outbound, place: int) -> Choice | None:
    """The choice at a place from 1."""
    choices = outbound.choices
    return choices[place - 1] if 0 < place <= min(len(choices), PLACES - 1) else None


def linked(items: Sequence[Item]) -> str:
    """The items as a text with links that send them."""
    lines = [_line(item) for item in items]
    return "\n".join((*lines, HOW) if any(item.number for item in items) else lines)


def groups_of(items: Sequence[Item], most: int) -> Iterator[tuple[Item, ...]]:
    """The items in as many groups as it takes for each to be of at most so many bytes."""
    group: tuple[Item, ...] = ()
    for item in items:
        if group and BYTES.of(linked((*group, item))) > most:
            yield group
            group = ()
        group = (*group, item)
    yield group


def _line(item: Item) -> str:
    content = ENDS_CONTENT.sub(lambda found: quote(found[0]), item.label)
    link = LINK.format(content=content, id=item.id, label=item.label)
    begins = FIGURES.match(item.label)
    if not item.number or (begins and begins[0] == str(item.number)):
        return link
    return NUMBERED.format(number=item.number, words=link)


def _label(choice: Choice) -> str:
    """On one line, without what could be read as a tag."""
    words = choice.id if is_blank(sendable(choice.label)) else choice.label
    label = " ".join(sendable(words).translate({ord("<"): "＜", ord(">"): "＞"}).split())
    return shortened(label, LABEL_BYTES, BYTES)
