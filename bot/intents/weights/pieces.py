"""The pieces of a message: its characters, pairs and triples, with where it begins and ends.

Marks and blanks are no part of them, so that a message says the same with and without them; any
number is the same number.
"""

import re
from operator import add
from typing import Final

BEGIN: Final = "^"
END: Final = "$"
_UNSAID: Final = re.compile(r"[^\u4e00-\u9fffa-z0-9]+")
_NUMBER: Final = re.compile(r"[0-9]+")


def pieces_of(plain: str) -> set[str]:
    """`plain` is the text as `normalise` writes it."""
    text = BEGIN + _NUMBER.sub("0", _UNSAID.sub("", plain)) + END
    pairs = list(map(add, text, text[1:]))
    return {*text, *pairs, *map(add, pairs, text[2:])}
