"""From weighted words to a score for each category."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.intents.clauses import Clauses
from bot.intents.lexicon import Layer, Lexicon
from bot.intents.matching import Hit
from core.categories import Category

# A second word of the same group says less than the first, the fourth next to nothing.
_REPEATED: Final = (1.0, 0.45, 0.25, 0.1)
_ACROSS_CLAUSES: Final = 0.6
_TYPO: Final = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word with what it weighs at its place."""

    hit: Hit
    weight: float


def weigh(hits: Iterable[Hit], clauses: Clauses) -> list[Evidence]:
    return [
        Evidence(hit, clauses.weight(hit) * (_TYPO if hit.typo else 1.0))
        for hit in hits
        if hit.group.layer is Layer.CATEGORY
    ]


def score(
    evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon
) -> dict[Category, float]:
    groups = _by_group(evidence)
    factors = dict.fromkeys(groups, 1.0)
    totals = dict.fromkeys(Category, 0.0)
    for rule in lexicon.rules:
        if rule.first not in groups or rule.second not in groups:
            continue
        strength = _strength(groups[rule.first], groups[rule.second], clauses)
        if strength <= 0:
            continue
        for category, points in rule.adds:
            totals[category] += points * strength
        for name, factor in rule.damps:
            if name in factors:
                factors[name] *= 1 - (1 - factor) * min(1.0, strength)
    for name, found in groups.items():
        amount = _amount(found) * factors[name]
        for target, points in lexicon.groups[name].points:
            totals[Category(target)] += points * amount
    return totals


def _by_group(evidence: list[Evidence]) -> dict[str, list[Evidence]]:
    groups: dict[str, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault(item.hit.group.name, []).append(item)
    return groups


def _amount(found: list[Evidence]) -> float:
    weights = sorted((item.weight for item in found), reverse=True)
    return sum(
        weight * _REPEATED[min(place, len(_REPEATED) - 1)] for place, weight in enumerate(weights)
    )


def _strength(first: list[Evidence], second: list[Evidence], clauses: Clauses) -> float:
    best = 0.0
    for one in first:
        for other in second:
            both = min(one.weight, other.weight, 1.0)
            if clauses.of(one.hit) != clauses.of(other.hit):
                both *= _ACROSS_CLAUSES
            best = max(best, both)
    return best
