"""The pieces of a message: its characters, pairs and triples, where it begins and where it ends.

Marks and blanks are no part of them, so that a message says the same with and without them; any
number is the same number.
"""

import re
from typing import Final

BEGIN: Final = "^"
END: Final = "$"
_LONGEST: Final = 3
_UNSAID: Final = re.compile(r"[^\u4e00-\u9fffa-z0-9]+")
_NUMBER: Final = re.compile(r"[0-9]+")


def pieces_of(plain: str) -> set[str]:
    """`plain` is the text as `normalise` writes it."""
    text = BEGIN + _NUMBER.sub("0", _UNSAID.sub("", plain)) + END
    return {
        text[at : at + size]
        for size in range(1, _LONGEST + 1)
        for at in range(len(text) - size + 1)
    }
