"""The product's statements as PostgreSQL wants them: `?` becomes `$1`, `$2` and so on."""

import re
from functools import cache
from itertools import count
from typing import Final

_MARK_OR_QUOTED: Final = re.compile(r"'[^']*'|\?")


@cache
def numbered(sql: str) -> str:
    """The statement with its parameters numbered; a question mark between quotes is a letter."""
    numbers = count(1)
    return _MARK_OR_QUOTED.sub(
        lambda found: f"${next(numbers)}" if found[0] == "?" else found[0], sql
    )
