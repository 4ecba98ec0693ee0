"""From weighted words to a score for each category and each meaning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from bot.intents.clauses import NAMED, Clauses
from bot.intents.groups import Hit, Layer, Rule
from bot.intents.lexicon import Lexicon
from core.categories import Category
from core.intents import Meaning

# A second word of the same group says less than the first, the fourth next to nothing.
_REPEATED: Final = (1.0, 0.45, 0.25, 0.1)
_TARGETS: Final[tuple[str, ...]] = (*Category, *Meaning)
_ACROSS_CLAUSES: Final = 0.6
_TYPO: Final = 0.8
# How far a head may stand from what modifies it; "" is any modifier.
_REACH: Final = {
    ("", "person"): 1,
    ("", "exam"): 1,
    ("equipment", "instrument"): 3,
    ("equipment", "instrument_like"): 3,
    ("product", "instrument"): 1,
}
_HEADS: Final = frozenset(head for _, head in _REACH)
_LINK: Final = re.compile(r"[的那房间上里]?[的那]?[几一两台]?[台块只个]?")
_MODIFIER: Final = 0.35


class Evidence(NamedTuple):
    """A word with what it weighs at its place."""

    hit: Hit
    weight: float


def weigh(plain: str, hits: Iterable[Hit], clauses: Clauses) -> list[Evidence]:
    """A category's word weighs what its place weighs; a meaning's counts unless it is negated or
    stands in an enterprise's name; what begins there and reaches beyond is no part of the name."""
    evidence = []
    weights, category, meaning = clauses.weights, Layer.CATEGORY, Layer.MEANING
    for hit in hits:
        layer = hit.group.layer
        weight = weights[hit.start]
        if layer is meaning:
            reaches = weight == NAMED and weights[hit.end - 1] > NAMED
            weight = 1.0 if weight > NAMED or reaches else 0.0
        elif layer is not category:
            continue
        weight *= hit.group.emphasis
        evidence.append(Evidence(hit, weight * _TYPO if hit.typo else weight))
    return _heads_first(plain, evidence)


def _heads_first(plain: str, evidence: list[Evidence]) -> list[Evidence]:
    """The last word of a compound says what it is: 电梯安全员 is a person, not a lift, and
    锅炉房那几块表 are gauges."""
    heads = [item.hit for item in evidence if item.hit.group.name in _HEADS]
    if not heads:
        return evidence
    return [
        Evidence(item.hit, item.weight * _MODIFIER)
        if item.weight > 0 and _modifies(plain, item.hit, heads)
        else item
        for item in evidence
    ]


def _modifies(plain: str, hit: Hit, heads: list[Hit]) -> bool:
    for head in heads:
        distance = head.start - hit.end
        kinds = (hit.group.name, head.group.name)
        reach = _REACH.get(kinds, _REACH.get(("", kinds[1]), -1))
        if 0 <= distance <= reach and _LINK.fullmatch(plain, hit.end, head.start):
            return True
    return False


def score(evidence: list[Evidence], clauses: Clauses, lexicon: Lexicon) -> dict[str, float]:
    groups = _by_group(evidence)
    factors = dict.fromkeys(groups, 1.0)
    totals: dict[str, float] = dict.fromkeys(_TARGETS, 0.0)
    for first, second, rules in _rules_for(groups, lexicon):
        strength = _strength(first, second, clauses.index)
        if strength > 0:
            for rule in rules:
                _apply(rule, strength, totals, factors)
    for name, found in groups.items():
        amount = _amount(found) * factors[name]
        for target, points in lexicon.groups[name].points:
            totals[target] += points * amount
    return totals


def _rules_for(
    groups: dict[str, list[Evidence]], lexicon: Lexicon
) -> Iterator[tuple[list[Evidence], list[Evidence], tuple[Rule, ...]]]:
    """What is found of two groups, with what both mean together."""
    for name, first in groups.items():
        if seconds := lexicon.rules.get(name):
            for other, second in groups.items():
                if rules := seconds.get(other):
                    yield first, second, rules


def _apply(
    rule: Rule, strength: float, totals: dict[str, float], factors: dict[str, float]
) -> None:
    for target, points in rule.adds:
        totals[target] += points * strength
    for name, factor in rule.damps:
        if name in factors:
            factors[name] *= 1 - (1 - factor) * min(1.0, strength)


def _by_group(evidence: list[Evidence]) -> dict[str, list[Evidence]]:
    groups: dict[str, list[Evidence]] = {}
    for item in evidence:
        groups.setdefault(item.hit.group.name, []).append(item)
    return groups


def _amount(found: list[Evidence]) -> float:
    if len(found) == 1:
        return found[0].weight
    weights = sorted((item.weight for item in found), reverse=True)
    return sum(
        weight * _REPEATED[min(place, len(_REPEATED) - 1)] for place, weight in enumerate(weights)
    )


def _strength(first: list[Evidence], second: list[Evidence], clause_of: Sequence[int]) -> float:
    best = 0.0
    for one, weight in first:
        for other, its_weight in second:
            both = min(weight, its_weight, 1.0)
            if clause_of[one.start] != clause_of[other.start]:
                both *= _ACROSS_CLAUSES
            if both >= 1.0:
                return both
            best = max(best, both)
    return best
