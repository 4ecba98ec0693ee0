"""Tables of utterances: a text, what is wanted of it, what is not."""

from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def words(cell: str) -> frozenset[str]:
    """The words of a cell, of which a lone dash has none."""
    return frozenset(cell.split()) - {"-"}
