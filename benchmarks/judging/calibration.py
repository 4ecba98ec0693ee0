"""Whether a confidence is what it says: the share of right answers among those that are as sure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from benchmarks.judging.answers import Judged

TENTHS: Final = 10
ENOUGH: Final = 100
DRAWS: Final = 1000
SEED: Final = 629
_NORMAL: Final = 1.96


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence; the interval is Wilson's for the share of right ones."""

    count: int
    confidence: float
    right: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.confidence <= self.high


def equal_counts(judged: Sequence[Judged]) -> list[Bin]:
    """A tenth of the messages each, from the least sure to the surest."""
    ordered = sorted(judged, key=lambda each: each.answer.confidence)
    edges = [len(ordered) * tenth // TENTHS for tenth in range(TENTHS + 1)]
    return _bins(ordered[start:end] for start, end in pairwise(edges))


def equal_widths(judged: Sequence[Judged]) -> list[Bin]:
    """A tenth of the scale each: 0 to 0.1, 0.1 to 0.2 …"""
    tenths: list[list[Judged]] = [[] for _ in range(TENTHS)]
    for each in judged:
        tenths[min(TENTHS - 1, int(each.answer.confidence * TENTHS))].append(each)
    return _bins(tenths)


def expected_error(bins: Sequence[Bin]) -> float:
    whole = sum(each.count for each in bins)
    return sum(each.count * abs(each.confidence - each.right) for each in bins) / whole


def error_by_chance(judged: Sequence[Judged]) -> tuple[float, float]:
    """The expected error over equal counts if every confidence were true, and what it stays below
    in 95 of 100 draws."""
    sure = np.sort([each.answer.confidence for each in judged])
    right = np.random.default_rng(SEED).random((DRAWS, len(sure))) < sure
    parts = np.array_split(right - sure, TENTHS, axis=1)
    errors = sum(np.abs(part.sum(axis=1)) for part in parts) / len(sure)
    return float(np.mean(errors)), float(np.quantile(errors, 0.95))


def wilson(right: int, count: int) -> tuple[float, float]:
    share, square = right / count, _NORMAL**2 / count
    middle = share + square / 2
    width = _NORMAL * math.sqrt((share * (1 - share) + square / 4) / count)
    return (middle - width) / (1 + square), (middle + width) / (1 + square)


def _bins(parts: Iterable[Sequence[Judged]]) -> list[Bin]:
    return [_bin(part) for part in parts if part]


def _bin(part: Sequence[Judged]) -> Bin:
    right = sum(each.right for each in part)
    sure = sum(each.answer.confidence for each in part) / len(part)
    return Bin(len(part), sure, right / len(part), *wilson(right, len(part)))
