"""The learned tables, as they are read.

`pieces.tsv`: a piece, how rare it is, and what it says for each class. `words.tsv`: what a point
that the lexicon gives to a category or meaning says for each class, and in its row "-" what is to
be expected before anything is read. All figures are hundredths.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.categories import Category
from core.intents import Intent, Meaning

HERE: Final = Path(__file__).parent
PIECES: Final = HERE / "pieces.tsv"
WORDS: Final = HERE / "words.tsv"
Class = Category | Intent | Meaning
CLASSES: Final[tuple[Class, ...]] = (
    *Category,
    *(intent for intent in Intent if intent is not Intent.NEED),
    Meaning.NONE,
)
"""What a message may be: a need of a category, another intent, or the mere answer to a question (a
name, a day, a yes), which means nothing by itself. The columns of the tables."""
BEFORE: Final = "-"
UNIT: Final = 100

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """A row of `pieces` is the piece's rarity, then a figure for each answer."""

    pieces: Mapping[str, Row]
    words: Mapping[str, Row]
    before: Row


def load_weights() -> Weights:
    words = dict(_rows(WORDS))
    return Weights(dict(_rows(PIECES)), words, words.pop(BEFORE))


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, *figures = line.split("\t")
        yield name, tuple(map(int, figures))
