"""The figures of a set of answers, each with a bootstrap interval of 95 %.

A resample is a row of counts, how often each message was drawn, so that every figure of every
resample is a product of matrices. The first row counts each message once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from benchmarks.judging.answers import Judged
from core.intents import Intent

Array = np.ndarray[Any, np.dtype[np.float64]]

RESAMPLES: Final = 1000
SEED: Final = 629
_TWO: Final = "multi_need"


@dataclass(frozen=True, slots=True)
class Figure:
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}..{self.high:.3f}]"


def figures(judged: Sequence[Judged]) -> dict[str, Figure]:
    counts = _counts(len(judged))
    needs = _chosen(judged, lambda each: each.is_need)
    others = 1 - needs
    two = _chosen(judged, lambda each: _TWO in each.message.hard)
    found = {
        "category macro-F1, lenient": _macro_f1(counts * needs, judged, _lenient),
        "category macro-F1, strict": _macro_f1(counts * needs, judged, _strict),
        "top-2": _share(counts * needs, judged, _in_two),
        "intent macro-F1": _macro_f1(counts, judged, _intents),
        "both of two needs in the first two": _share(counts * two, judged, _both),
        "non-needs taken for needs": _share(counts * others, judged, _taken_for_need),
        "right": _share(counts, judged, lambda each: each.right),
    }
    return {name: _figure(values) for name, values in found.items()}


def _counts(size: int) -> Array:
    drawn = np.random.default_rng(SEED).multinomial(size, np.full(size, 1 / size), RESAMPLES)
    return np.vstack([np.ones(size), drawn])


def _figure(values: Array) -> Figure:
    low, high = np.nanquantile(values[1:], (0.025, 0.975))
    return Figure(float(values[0]), float(low), float(high))


def _chosen(judged: Sequence[Judged], which: Callable[[Judged], bool]) -> Array:
    return np.array([float(which(each)) for each in judged])


def _share(counts: Array, judged: Sequence[Judged], which: Callable[[Judged], bool]) -> Array:
    shares: Array = counts @ _chosen(judged, which) / counts.sum(axis=1)
    return shares


def _macro_f1(
    counts: Array, judged: Sequence[Judged], pair: Callable[[Judged], tuple[str, str]]
) -> Array:
    """Over the labels that the messages have which are counted at all."""
    pairs = [pair(each) for each in judged]
    wanted, answered = np.array(pairs).T
    columns = []
    for label in np.unique(wanted[counts[0] > 0]):
        right = counts @ ((wanted == label) & (answered == label))
        both = counts @ (wanted == label) + counts @ (answered == label)
        columns.append(2 * right / both)
    mean: Array = np.mean(columns, axis=0)
    return mean


def _lenient(each: Judged) -> tuple[str, str]:
    return each.label, each.first


def _strict(each: Judged) -> tuple[str, str]:
    return next(iter(each.message.categories), ""), each.first


def _intents(each: Judged) -> tuple[str, str]:
    return each.message.intent, each.answer.intent


def _in_two(each: Judged) -> bool:
    return not set(each.answer.ranked[:2]).isdisjoint(each.message.categories)


def _both(each: Judged) -> bool:
    return set(each.message.categories[:2]) <= set(each.answer.ranked[:2])


def _taken_for_need(each: Judged) -> bool:
    return not each.is_need and each.answer.intent == Intent.NEED
