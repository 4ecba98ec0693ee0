"""One written form for one text, of the same length: a place in it is a place in the original.

Full-width becomes half-width (“，？：” become ",?:"), traditional becomes simplified, capitals
become small. It goes character by character: a phrase-wise conversion may change the length, and
what is found in the result is cut out of the person's own words.
"""

import re
from functools import cache
from typing import Final

import opencc

from core.messages import NUMBER

_HAN: Final = range(0x3400, 0xA000)
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_FULL_WIDTH_OFFSET: Final = 0xFEE0
_IDEOGRAPHIC_SPACE: Final = 0x3000
_HALF: Final = range(0xD800, 0xE000)
_HALVES: Final = re.compile("[\ud800-\udfff]")
_UNKNOWN: Final = "\ufffd"
CONTROL: Final = {code: None for code in (*range(32), 0x7F) if chr(code) not in "\n\t"}
INVISIBLE: Final = dict.fromkeys(
    (0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
)
"""Blanks without width and marks of direction, which are copied along with words."""
_UNSAID: Final = CONTROL | INVISIBLE | dict.fromkeys(map(ord, NUMBER.format(need="")))
"""Control characters are no words, and some signs stand for numbers that are not yet drawn."""
_JOINERS: Final = re.compile(r"(?<=[\w])[\u200c\u200d](?=[\w])")
"""Between letters they are nothing; a family of faces is joined by them."""

# What phrase-wise conversion knows and single characters lose, and forms that only Japanese uses.
_BEYOND_OPENCC: Final = {
    "瞭": "了",
    "妳": "你",
    "検": "检",
    "験": "验",
    "価": "价",
    "図": "图",
    "経": "经",
    "転": "转",
    "対": "对",
    "発": "发",
    "査": "查",
    "単": "单",
    "帯": "带",
    "閲": "阅",
    "効": "效",
    "甚": "什",
}


@cache
def _table() -> dict[int, str]:
    han = [chr(code) for code in _HAN]
    simple = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    table = {ord(old): new for old, new in zip(han, simple, strict=True) if old != new}
    table |= {ord(old): new for old, new in _BEYOND_OPENCC.items()}
    table |= {code: chr(code - _FULL_WIDTH_OFFSET).lower() for code in _FULL_WIDTH}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    table[_IDEOGRAPHIC_SPACE] = " "
    table |= dict.fromkeys(_HALF, _UNKNOWN)
    return table


def storable(text: str) -> str:
    """The text without halves of characters, which no encoding can write and JSON can hold; each
    becomes the sign for an unknown character, so that places stay places."""
    return _HALVES.sub(_UNKNOWN, text)


def sayable(text: str) -> str:
    """What somebody can have said, of what a messenger brings as their words."""
    return _JOINERS.sub("", text.translate(_UNSAID)).strip()


def normalise(text: str) -> str:
    """Halves of characters are written as in `storable`."""
    return text.translate(_table())
