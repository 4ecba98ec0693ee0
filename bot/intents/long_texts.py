"""Long texts: people say what they want at the beginning or at the end, and a page of words between
would only drown it.

Of a text that is longer than this both ends are read, each up to the end of a clause; all of it is
kept. It also bounds what a single message can cost.
"""

import re
from dataclasses import dataclass
from typing import Final

READ_AT_MOST: Final = 1000
END: Final = READ_AT_MOST // 2
LEFT_OUT: Final = "\n……\n"
_CLAUSE_END: Final = re.compile(r"[。；！？，,;!?\n]")
_CLAUSE_AT_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Readable:
    """The words that are read; `head` is how many of them stand before what is left out, and
    `left_out` how many characters that are."""

    text: str
    head: int
    left_out: int = 0

    def original(self, place: int) -> int:
        """Where a place in the words that are read stands in the message as it was written."""
        return place if place <= self.head else place + self.left_out - len(LEFT_OUT)


def readable(text: str) -> Readable:
    """All of a message, or both ends of a long one."""
    if len(text) <= READ_AT_MOST:
        return Readable(text, len(text))
    head, tail = _head(text), _tail(text)
    return Readable(text[:head] + LEFT_OUT + text[tail:], head, tail - head)


def _head(text: str) -> int:
    ends = [found.end() for found in _CLAUSE_END.finditer(text, END - _CLAUSE_AT_MOST, END)]
    return ends[-1] if ends else END


def _tail(text: str) -> int:
    begin = len(text) - END
    found = _CLAUSE_END.search(text, begin, begin + _CLAUSE_AT_MOST)
    return found.end() if found else begin
