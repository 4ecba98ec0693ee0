"""Learn what a confidence is worth, and write the product's curve.

    make weights

Each fifth of the messages is understood by tables that are learned from the other four. What was
answered there, how sure, and how often it was right gives the curve, which never falls. The
examples were written to be hard; so the whole curve is moved by two figures to what the tuning half
shows, whose messages are as people write them.
"""

import tempfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from benchmarks.learning import (
    GIVEN,
    Columns,
    Message,
    examples,
    labelled,
    learn,
    messages,
    write,
)
from bot.intents.lexicon import Lexicon, load_lexicon
from bot.intents.understand import understand
from bot.intents.weights.confidence import CONFIDENCE, HEAD, Curve
from bot.intents.weights.tables import HERE, load_weights
from bot.lessons.gold import TUNING
from core.intents import Intent, Meaning

FOLDS: Final = 5
POINTS: Final = 20
FREE: Final = 1e6
"""Two figures from 600 messages need no restraint."""
SMALLEST: Final = 1e-4
AS_IT_IS: Final[Curve] = ((0.0, 0.0), (1.0, 1.0))

Array = np.ndarray[Any, np.dtype[np.float64]]


class Outcome(NamedTuple):
    """How sure an answer was, whether it was right, and the label of the message."""

    sure: float
    right: bool
    label: str


def outcomes(known: Sequence[Message], lexicon: Lexicon) -> list[Outcome]:
    """A mere answer to a question has no intent that could be right."""
    found = []
    for fold in range(FOLDS):
        without = _without([each for each in known if _fold(each) != fold], lexicon)
        found += [
            _outcome(each, without)
            for each in known
            if _fold(each) == fold and Meaning.NONE not in each[1]
        ]
    return found


def _fold(message: Message) -> int:
    return zlib.crc32(message[0].encode()) % FOLDS


def _without(known: Sequence[Message], lexicon: Lexicon) -> Lexicon:
    learned_from = list(examples(known))
    columns = Columns(learned_from, lexicon)
    with tempfile.TemporaryDirectory() as folder:
        write(learn(learned_from, columns), columns, Path(folder))
        write_curve(AS_IT_IS, Path(folder))
        return replace(lexicon, weights=load_weights(Path(folder)))


def _outcome(message: Message, lexicon: Lexicon) -> Outcome:
    plain, labels = message
    meant = understand(plain, lexicon)
    label = meant.ranked[0] if meant.intent is Intent.NEED else meant.intent
    return Outcome(meant.confidence, label in labels, labels[0])


def curve_of(found: Sequence[Outcome]) -> Curve:
    """Through the means of some equal parts, from the least sure to the surest. Answers that are as
    sure as each other stand in one part; one more right and one more wrong answer in each keep the
    surest from being certain."""
    ordered = sorted(found, key=lambda each: each.sure)
    sure, right = np.array([(each.sure, each.right) for each in ordered]).T
    weight = _weights(ordered)
    _, level = np.unique(sure, return_inverse=True)
    upto = np.cumsum(np.bincount(level, weight)) - np.bincount(level, weight) / 2
    part = np.minimum(upto / weight.sum() * POINTS, POINTS - 1).astype(int)[level]
    _, part = np.unique(part, return_inverse=True)
    counts = np.bincount(part, weight)
    middles = np.bincount(part, weight * sure) / counts
    shares = (np.bincount(part, weight * right) + 1) / (counts + 2)
    rising = IsotonicRegression().fit_transform(middles, shares)
    inner = dict(zip((round(each, 4) for each in middles), map(float, rising), strict=True))
    ends = {0.0: 0.0, **inner, 1.0: float(rising[-1])}
    return tuple(ends.items())


def _weights(found: Sequence[Outcome]) -> Array:
    """Each label counts as often as among the messages that were given; the examples are many where
    it is hard to tell, not where people write most."""
    wanted = Counter(labels[0] for _, labels in labelled(GIVEN))
    seen = Counter(each.label for each in found)
    return np.array([wanted[each.label] / seen[each.label] for each in found]) * (
        len(found) / wanted.total()
    )


def moved(curve: Curve, found: Sequence[Outcome]) -> Curve:
    """The curve so that these outcomes are as sure as they are right: its log-odds are stretched
    and shifted as a whole."""
    sure, right = np.array([(each.sure, each.right) for each in found]).T
    fitted = LogisticRegression(C=FREE).fit(_log_odds(sure)[:, None], right)
    inner = np.array([share for _, share in curve[1:]])
    shares = fitted.predict_proba(_log_odds(inner)[:, None])[:, 1]
    points = zip((probability for probability, _ in curve[1:]), map(float, shares), strict=True)
    return (curve[0], *points)


def _log_odds(share: Array) -> Array:
    inside = np.clip(share, SMALLEST, 1 - SMALLEST)
    return np.log(inside / (1 - inside))


def write_curve(curve: Curve, folder: Path) -> None:
    lines = [HEAD, *(f"{probability:.4f}\t{right:.4f}" for probability, right in curve), ""]
    (folder / CONFIDENCE).write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    lexicon = load_lexicon()
    found = outcomes(list(messages()), lexicon)
    curve = curve_of(found)
    tables = replace(lexicon, weights=replace(lexicon.weights, curve=curve))
    curve = moved(curve, [_outcome(each, tables) for each in labelled(TUNING)])
    write_curve(curve, HERE)
    right = np.mean([each.right for each in found])
    print(f"{len(found)} messages, {right:.3f} of them right where they were not learned from")


if __name__ == "__main__":
    main()
