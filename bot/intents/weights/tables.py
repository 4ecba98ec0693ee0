"""The learned tables, as they are read.

`pieces.tsv`: a piece, how rare it is, and what it says for each class. `words.tsv`: what a point
that the lexicon gives to a category or meaning says for each class, and in its row "-" what is to
be expected before anything is read. All figures are hundredths. `confidence.tsv`: how often an
answer of a probability was right among messages that were not learned from.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from struct import Struct
from typing import Final

from bot.intents.weights.confidence import CONFIDENCE, Curve, load_curve
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

_LANES: Final = len(CLASSES) + 1
_LANE_BITS: Final = 32
_LANE: Final = (1 << _LANE_BITS) - 1
_AS_LANES: Final = Struct(f"<{_LANES}I")
_MIDDLE: Final = 1 << (_LANE_BITS - 1)
MOST: Final = _MIDDLE
_MIDDLES: Final = sum(_MIDDLE << (_LANE_BITS * lane) for lane in range(_LANES))
"""Added to a sum so that every lane of it is positive and can be read by itself."""

Row = int
"""A rarity and the figures for each class, side by side in one number: rows are added, and taken
several times, all figures at once, which is a tenth of the time of one after the other. No figure
of a sum may reach `MOST`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The rows of the pieces, of the lexicon's targets, and of what stands before anything is
    read. Only the rows of pieces have a rarity."""

    pieces: Mapping[str, Row]
    words: Mapping[str, Row]
    before: Row
    curve: Curve

    def total(self, pieces: AbstractSet[str]) -> Row:
        """The sum of the rows of those pieces that are known."""
        return sum(map(self.pieces.get, pieces, repeat(0)))


def load_weights(folder: Path = HERE) -> Weights:
    words = {name: side_by_side((0, *figures)) for name, figures in _rows(folder / WORDS.name)}
    pieces = {piece: side_by_side(figures) for piece, figures in _rows(folder / PIECES.name)}
    curve = load_curve(folder / CONFIDENCE)
    return Weights(pieces, words, words.pop(BEFORE), curve)


def side_by_side(figures: Sequence[int]) -> Row:
    packed = _AS_LANES.pack(*(figure + _MIDDLE for figure in figures))
    return int.from_bytes(packed, "little") - _MIDDLES


def rarity_of(row: Row) -> int:
    return row & _LANE


def figures_of(row: Row) -> list[int]:
    """The figures of a row, in the order of the classes."""
    _, *lanes = _AS_LANES.unpack((row + _MIDDLES).to_bytes(_AS_LANES.size, "little"))
    return [each - _MIDDLE for each in lanes]


def _rows(path: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, *figures = line.split("\t")
        yield name, tuple(map(int, figures))
