"""That somebody's data were erased: when, on whose word, how much; nothing of what it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

MARK: Final = "（应本人要求已删除）"
"""Stands wherever something of a person stood."""
ALIAS: Final = "erased."
"""Begins the name under which the rows of an account that was erased still belong together."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """`by` is who did it, `counts` how many rows of which table held something."""

    id: str
    station: str
    at: datetime
    by: str
    counts: Mapping[str, int]
