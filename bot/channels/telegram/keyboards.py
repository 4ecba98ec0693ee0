"""The buttons under a message: how they stand, and what comes back when one is pressed.

A button carries the place of its message in the chat and its own name there, nothing else: what it
does is looked up in the message as it was said, so a forged one finds nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.messengers.splitting import ELLIPSIS, goes_on, is_blank, sendable
from core.messages import Choice, Press

LONGEST_DATA: Final = 64
"""Bot API: InlineKeyboardButton.callback_data, in bytes."""
MOST_KEYS: Final = 100
"""As many as the Bot API is known to show (8 a row, 100 in all)."""
WIDEST: Final = 36
"""The width of a phone's screen in letters; a Chinese character takes two."""
COLUMNS: Final = ((3, 5), (10, 3), (17, 2), (WIDEST, 1))
"""Labels up to so wide, and how many such stand in a row: stars and numbers five, words three."""

IN_ROOM: Final = "@"
"""Stands before the room whose button this is, where it stands elsewhere."""

DATA: Final = re.compile(r"([1-9][0-9]{0,17}):(.+)")


@dataclass(frozen=True, slots=True)
class Key:
    """Bot API: InlineKeyboardButton."""

    label: str
    data: str


Keyboard = tuple[tuple[Key, ...], ...]


def keyboard_of(choices: Sequence[Choice], n: int) -> Keyboard:
    """The choices of the message at position `n`, in their order, as few rows as can be read. What
    is beyond a keyboard's size is left to be said in words."""
    rows: list[list[Key]] = []
    widest = WIDEST
    for choice in choices[:MOST_KEYS]:
        key = Key(label_of(choice), data_of(n, choice.id))
        width = width_of(key.label)
        if rows and len(rows[-1]) < _columns(max(widest, width)):
            rows[-1].append(key)
            widest = max(widest, width)
        else:
            rows.append([key])
            widest = width
    return tuple(map(tuple, rows))


def _columns(widest: int) -> int:
    return next((columns for width, columns in COLUMNS if widest <= width), 1)


def data_of(n: int, choice: str) -> str:
    """What a button carries. A choice whose id no button can carry is a fault of the program."""
    data = f"{n}:{choice}"
    if press_of(data) != Press(n, choice):
        raise ValueError(f"no button can carry {data!r}")
    return data


def press_of(data: str) -> Press | None:
    """What was pressed; nothing for what no button of ours has carried."""
    found = DATA.fullmatch(data) if data.isprintable() else None
    if found is None or len(data.encode()) > LONGEST_DATA:
        return None
    return Press(int(found[1]), found[2])


def label_of(choice: Choice) -> str:
    """The label on one line, cut to what a phone shows; the id where there is none to be seen."""
    label = " ".join(sendable(choice.label).split())
    if is_blank(label):
        return choice.id
    if width_of(label) <= WIDEST:
        return label
    ends = range(min(len(label) - 1, WIDEST), 0, -1)
    room = WIDEST - width_of(ELLIPSIS)
    fits = (end for end in ends if width_of(label[:end]) <= room and not goes_on(label, end))
    return f"{label[: next(fits, room // 2)].rstrip()}{ELLIPSIS}"


def width_of(text: str) -> int:
    """About how wide a text shows, in Latin letters."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
