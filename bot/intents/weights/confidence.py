"""What a probability of the learned tables is worth as a confidence.

Whatever was learned from examples thinks itself surer than it is. The curve tells how often answers
of a probability were right among examples that were kept back while the others were learned from.
"""

from bisect import bisect_right
from math import inf
from pathlib import Path
from typing import Final

CONFIDENCE: Final = "confidence.tsv"
HEAD: Final = "probability\tright"

Curve = tuple[tuple[float, float], ...]
"""Points from probability 0 to probability 1; between two of them it is straight."""


def load_curve(path: Path) -> Curve:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return tuple((float(probability), float(right)) for probability, right in rows)


def confidence_of(probability: float, curve: Curve) -> float:
    place = bisect_right(curve, (probability, inf), 1, len(curve) - 1)
    (before, low), (after, high) = curve[place - 1 : place + 1]
    return low + (high - low) * (probability - before) / (after - before)
