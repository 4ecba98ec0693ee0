"""From weighted words to a score for each category and each meaning."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.intents.clauses import Clauses
from bot.intents.groups import Hit, Layer
from bot.intents.lexicon import Lexicon
from core.categories import Category
from core.intents import Meaning

# A second word of the same group says less than the first, the fourth next to nothing.
_REPEATED: Final = (1.0, 0.45, 0.25, 0.1)
_ACROSS_CLAUSES: Final = 0.6
_TYPO: Final = 0.8
_HEADS: Final = frozenset({"person", "exam"})
_MODIFIER: Final = 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """A word with what it weighs at its place."""

    hit: Hit
    weight: float


def weigh(plain: str, hits: Iterable[Hit], clauses: Clauses) -> list[Evidence]:
    """A category's word weighs what its place weighs; a meaning's counts unless it is negated."""
    evidence = []
    for hit in hits:
        weight = clauses.weight(hit)
        if hit.group.layer is Layer.MEANING:
            weight = 1.0 if weight > 0 else 0.0
        elif hit.group.layer is not Layer.CATEGORY:
            continue
        evidence.append(Evidence(hit, weight * (_TYPO if hit.typo else 1.0)))
    return _heads_first(plain, evidence)


def _heads_first(plain: str, evidence: list[Evidence]) -> list[Evidence]:
    """The last word of a compound says what it is: 电梯安全员 is a person, not a lift."""
    heads = {item.hit.start for item in evidence if item.hit.group.name in _HEADS}
    return [
        Evidence(item.hit, item.weight * _MODIFIER)
        if item.weight > 0 and _before(plain, item.hit.end) in heads
        else item
        for item in evidence
    ]


def _before(plain: str, end: int) -> int:
    """Where the next word may begin: 电梯的安全员 is 电梯安全员."""
    return end + 1 if plain[end : end + 1] == "的" else end


def score(evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon) -> dict[str, float]:
    groups = _by_group(evidence)
    factors = dict.fromkeys(groups, 1.0)
    totals: dict[str, float] = dict.fromkeys((*Category, *Meaning), 0.0)
    for rule in lexicon.rules:
        if rule.first not in groups or rule.second not in groups:
            continue
        strength = _strength(groups[rule.first], groups[rule.second], clauses)
        if strength <= 0:
            continue
        for target, points in rule.adds:
            totals[target] += points * strength
        for name, factor in rule.damps:
            if name in factors:
                factors[name] *= 1 - (1 - factor) * min(1.0, strength)
    for name, found in groups.items():
        amount = _amount(found) * factors[name]
        for target, points in lexicon.groups[name].points:
            totals[target] += points * amount
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
