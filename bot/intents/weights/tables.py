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
_AS_LANES: Final = Struct(f"<{_LANES}I")
_MIDDLE: Final = 1 << (_LANE_BITS - 1)
_MIDDLES: Final = sum(_MIDDLE << (_LANE_BITS * lane) for lane in range(_LANES))
"""Added to a sum so that every lane of it is positive and can be read by itself."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`pieces` are the figures of a piece, its rarity first, side by side in one number; `words`
    those of a target, `before` those that stand before anything is read."""

    pieces: Mapping[str, int]
    words: Mapping[str, tuple[int, ...]]
    before: tuple[int, ...]
    curve: Curve

    def total(self, pieces: AbstractSet[str]) -> list[int]:
        """The sums of the figures of those pieces that are known: one addition a piece sums all of
        its figures, which is a tenth of the time of one addition each."""
        summed = sum(map(self.pieces.get, pieces, repeat(0)), _MIDDLES)
        return [
            each - _MIDDLE for each in _AS_LANES.unpack(summed.to_bytes(_AS_LANES.size, "little"))
        ]


def load_weights(folder: Path = HERE) -> Weights:
    words = dict(_rows(folder / WORDS.name))
    pieces = {piece: side_by_side(figures) for piece, figures in _rows(folder / PIECES.name)}
    curve = load_curve(folder / CONFIDENCE)
    return Weights(pieces, words, words.pop(BEFORE), curve)


def side_by_side(figures: Sequence[int]) -> int:
    packed = _AS_LANES.pack(*(figure + _MIDDLE for figure in figures))
    return int.from_bytes(packed, "little") - _MIDDLES


def _rows(path: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        name, *figures = line.split("\t")
        yield name, tuple(map(int, figures))
