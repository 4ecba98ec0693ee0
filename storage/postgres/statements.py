"""The product's statements as PostgreSQL wants them: `?` becomes `$1`, `$2` and so on."""

import re
from collections.abc import Sequence
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


def found_together(questions: Sequence[str]) -> str:
    """One row that holds, for each question, the array of what it finds, in its order."""
    arrays = (f"ARRAY(SELECT ROW(found.*) FROM ({each}) AS found)" for each in questions)  # noqa: S608 - our own statements
    return f"SELECT {', '.join(arrays)}"


def changed_together(changes: Sequence[str]) -> str:
    """One statement that makes all changes; none of them sees what the others do
    (https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING)."""
    steps = (f"step{n} AS ({each})" for n, each in enumerate(changes))
    return f"WITH {', '.join(steps)} SELECT"
