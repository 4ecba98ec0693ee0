"""Learn from labelled examples what pieces and words say, and write the product's tables.

    make weights

The examples are `bot/intents/examples` and the labelled messages that are not kept for judging. The
model is a multinomial logistic regression over the presence of pieces, weighed by their rarity and
brought to length one, and over the lexicon's own points.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.intents.lexicon import Lexicon, load_lexicon
from bot.intents.normal import normalise
from bot.intents.understand import points_of
from bot.intents.weights.pieces import pieces_of
from bot.intents.weights.tables import BEFORE, CLASSES, HERE, PIECES, UNIT, WORDS
from bot.lessons.gold import OWN

ROOT: Final = Path(__file__).parent.parent
EXAMPLES: Final = ROOT / "bot" / "intents" / "examples"
GIVEN: Final = ROOT / "tests" / "data" / "messages-dev.jsonl"
LABELLED: Final = (GIVEN, OWN)

Message = tuple[str, tuple[str, ...]]
"""A message as `normalise` writes it, and its labels."""

SEEN_AT_LEAST: Final = 3
"""What a piece of one or two examples said would be learned by heart."""
LENGTH: Final = 13.0
POINT: Final = 0.2
"""How much the pieces together, and a point of the lexicon, weigh before anything is learned."""
FREEDOM: Final = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A message under one of its labels."""

    plain: str
    label: str


def messages() -> Iterator[Message]:
    """All that may be learned from."""
    for path in sorted(EXAMPLES.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cell, text = line.split("\t")
            yield normalise(text), tuple(cell.replace("|", "+").split("+"))
    for path in LABELLED:
        yield from labelled(path)


def labelled(path: Path) -> Iterator[Message]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield normalise(row["text"]), tuple(row["categories"] or [row["intent"]])


def examples(of: Iterable[Message]) -> Iterator[Example]:
    """A message with several labels is an example of each, so that what is undecided weighs as much
    as what is clear."""
    for plain, labels in of:
        yield from (Example(plain, label) for label in labels)


class Columns:
    """Where each piece and each of the lexicon's targets stands in the matrix."""

    def __init__(self, known: Sequence[Example], lexicon: Lexicon) -> None:
        seen = Counter(piece for each in known for piece in pieces_of(each.plain))
        self.pieces = sorted(piece for piece, count in seen.items() if count >= SEEN_AT_LEAST)
        self.targets = list(points_of("", lexicon))
        self._lexicon = lexicon
        self._place = {piece: place for place, piece in enumerate(self.pieces)}
        self.rarity = {
            piece: 1 + math.log((1 + len(known)) / (1 + seen[piece])) for piece in self.pieces
        }

    def matrix(self, messages: Iterable[str]) -> csr_matrix:
        rows, columns, values = [], [], []
        count = 0
        for count, plain in enumerate(messages, start=1):
            found = [piece for piece in pieces_of(plain) if piece in self._place]
            length = math.sqrt(sum(self.rarity[piece] ** 2 for piece in found)) or 1.0
            for piece in found:
                rows.append(count - 1)
                columns.append(self._place[piece])
                values.append(LENGTH * self.rarity[piece] / length)
            for place, points in enumerate(points_of(plain, self._lexicon).values()):
                if points:
                    rows.append(count - 1)
                    columns.append(len(self.pieces) + place)
                    values.append(POINT * points)
        width = len(self.pieces) + len(self.targets)
        return csr_matrix((values, (rows, columns)), shape=(count, width))


def learn(known: Sequence[Example], columns: Columns) -> LogisticRegression:
    model = LogisticRegression(C=FREEDOM, max_iter=500, tol=1e-4)
    return model.fit(
        columns.matrix(each.plain for each in known),
        [each.label for each in known],
    )


def write(model: LogisticRegression, columns: Columns, folder: Path) -> None:
    """Everything that belongs to a piece by itself is in its row, so that reading a message takes
    sums only."""
    order = [list(model.classes_).index(str(each)) for each in CLASSES]
    weights = model.coef_[order]
    pieces = [
        (piece, columns.rarity[piece] ** 2, *(LENGTH * columns.rarity[piece] * weights[:, place]))
        for place, piece in enumerate(columns.pieces)
    ]
    words = [
        (target, *(POINT * weights[:, len(columns.pieces) + place]))
        for place, target in enumerate(columns.targets)
    ]
    words.append((BEFORE, *model.intercept_[order]))
    classes = "\t".join(CLASSES)
    _table(folder / PIECES.name, f"piece\trarity\t{classes}", pieces)
    _table(folder / WORDS.name, f"points for\t{classes}", words)


def _table(path: Path, head: str, rows: Iterable[tuple[str, *tuple[float, ...]]]) -> None:
    lines = ["\t".join([name, *(str(round(UNIT * each)) for each in row)]) for name, *row in rows]
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")


def main() -> None:
    known, lexicon = list(examples(messages())), load_lexicon()
    columns = Columns(known, lexicon)
    model = learn(known, columns)
    write(model, columns, HERE)
    right = np.mean(
        model.predict(columns.matrix(each.plain for each in known))
        == [each.label for each in known]
    )
    print(f"{len(known)} examples, {len(columns.pieces)} pieces, {right:.3f} of them right")


if __name__ == "__main__":
    main()
