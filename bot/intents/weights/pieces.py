"""The pieces of a message: its characters and pairs, with where it begins and ends.

Marks, blanks and fillers are no part of them, so that a message says the same with and without
them; any number is the same number.
"""

import re
from operator import add
from typing import Final

BEGIN: Final = "^"
END: Final = "$"
_UNSAID: Final = re.compile(r"[^\u4e00-\u9fffa-z0-9]+")
_FILLERS: Final = re.compile(
    r"那个|就是说?|请问(?:一下)?|嗯|呃|喂|哦|哈|啊|呢|吧|麻(?<![太很好更添嫌]麻)烦了|然后呢?|的话"
)
"""Each begins with a letter, by which alone most places are passed over."""
_NUMBER: Final = re.compile(r"[0-9]+")


def pieces_of(plain: str) -> set[str]:
    """`plain` is the text as `normalise` writes it; what is nothing but fillers stays."""
    said = _UNSAID.sub("", plain)
    text = BEGIN + _NUMBER.sub("0", _FILLERS.sub("", said) or said) + END
    return {*text, *map(add, text, text[1:])}
