"""Where a long text is cut, counted as its messenger counts.

What is cut is the text as people read it, before it becomes markup, so that no cut can fall into a
tag or an entity. A cut stands where a reader pauses, unless that would leave a piece half empty.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.intents.normal import CONTROL, storable

ELLIPSIS: Final = "…"
PAUSES: Final = (
    re.compile(r"\n\n+"),
    re.compile(r"[。！？；\n][”’」』）]*"),
    re.compile(r"[，、：,\s]"),
)
"""Where a text may be cut, the best first: paragraphs, sentences, the parts of a sentence."""

UNSEEN_KINDS: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
UNSEEN: Final = frozenset("\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0\ufffc")
"""What shows nothing though it is no space by its class."""
JOINER: Final = "\u200d"
FLAGS: Final = range(0x1F1E6, 0x1F200)
TONES: Final = range(0x1F3FB, 0x1F400)
TAGS: Final = range(0xE0020, 0xE0080)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a messenger takes a text to be: in units of `width` bytes of an encoding."""

    encoding: str
    width: int

    def of(self, text: str) -> int:
        """The length of a text."""
        return len(text.encode(self.encoding)) // self.width

    def fitting(self, text: str, start: int, limit: int) -> int:
        """How far a text goes from a place within `limit` units; half a character that is over is
        dropped."""
        head = text[start : start + limit].encode(self.encoding)[: self.width * limit]
        return start + len(head.decode(self.encoding, "ignore"))


UTF16: Final = Measure("utf-16-le", 2)
BYTES: Final = Measure("utf-8", 1)


def sendable(text: str) -> str:
    """The text without what messengers refuse or drop: control characters, halves of characters."""
    return storable(text).translate(CONTROL)


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: no messenger takes such a message."""
    return all(one in UNSEEN or unicodedata.category(one) in UNSEEN_KINDS for one in text)


def spans_of(text: str, limit: int, measure: Measure) -> tuple[Span, ...]:
    """The pieces of a text, each of at most `limit` units and none blank; only what cannot be seen
    is left out between them."""
    cut = (_without_edges(text, span) for span in _cut(text, limit, measure))
    return tuple((start, end) for start, end in cut if not is_blank(text[start:end]))


def shortened(text: str, limit: int, measure: Measure) -> str:
    """At most `limit` units of a text; an ellipsis stands for the rest."""
    if measure.of(text) <= limit:
        return text
    end = _between_signs(text, 0, measure.fitting(text, 0, limit - measure.of(ELLIPSIS)))
    return f"{text[:end].rstrip()}{ELLIPSIS}"


def goes_on(text: str, place: int) -> bool:
    """Whether the character at a place belongs to the sign before it: accents, the parts of a
    joined emoji, the second half of a flag."""
    here, before = text[place], text[place - 1]
    if JOINER in (here, before) or unicodedata.category(here)[0] == "M":
        return True
    if ord(here) in FLAGS:
        return _flags_before(text, place) % 2 == 1
    return ord(here) in TONES or ord(here) in TAGS


def _cut(text: str, limit: int, measure: Measure) -> Iterator[Span]:
    start = 0
    while start < len(text):
        start += len(text[start:]) - len(text[start:].lstrip())
        end = _end(text, start, measure.fitting(text, start, limit))
        yield start, end
        start = end


def _end(text: str, start: int, stop: int) -> int:
    if stop == len(text):
        return stop
    floor = start + (stop - start) // 2
    for pause in PAUSES:
        ends = [found.end() for found in pause.finditer(text, floor, stop)]
        whole = [end for end in ends if not goes_on(text, end)]
        if whole:
            return whole[-1]
    return _between_signs(text, floor, stop)


def _between_signs(text: str, floor: int, stop: int) -> int:
    """The last place up to `stop` that is inside no sign; `stop` where a sign is endless."""
    ends = (place for place in range(stop, floor, -1) if not goes_on(text, place))
    return next(ends, stop)


def _flags_before(text: str, place: int) -> int:
    start = place
    while start and ord(text[start - 1]) in FLAGS:
        start -= 1
    return place - start


def _without_edges(text: str, span: Span) -> Span:
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
