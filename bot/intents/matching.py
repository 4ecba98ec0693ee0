"""Finding the lexicon's words in a text: every place, the longest word of a layer winning.

A word inside a longer word of its layer, or inside a shield, is not there: 学 in 化学, 投诉 in 客户投诉.
Words that only overlap both count, since which of them is meant is for the scores to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.intents.lexicon import Group, Layer, Lexicon

_GAP_AT_MOST: Final = 16
_SENTENCE_END: Final = re.compile(r"[。!?;\n]")

# Numbers of standards are a grammar, not a list. Systems that are known by their number alone
# (ISO 9001) are words of the lexicon and left to it.
_STANDARD_CODE: Final = re.compile(
    r"(?<![a-z])(?:gb|db|jb|qb|hg|ny|ly|sb|sn|yy|yc|yd|sj|sy|sh|sl|jt|jg|jc|cj|dl|nb|mt|fz|bb|wb"
    r"|hj|gy|gh|qc|ta|tb|xf|ga|wh|jjg|jjf|astm|din|bs|en|jis|iec|ansi|iso|itu|nf|gost|oiml)"
    r"(?:\d{2,4})?\s*(?:/\s*(?:t|z|q))?[\s-]*(?:en|iso|iec)?[\s-]*[a-f]?\s?"
    r"(?!9001|14001|45001|22000|27001|50001|13485|20000)\d{1,6}(?:[.\-]\d+)*"
    r"|(?<![a-z])[tq]/[a-z]{2,8}"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One word of the lexicon at its place; `typo` when only the sound agrees."""

    start: int
    end: int
    group: Group
    typo: bool = False


def find(plain: str, lexicon: Lexicon) -> list[Hit]:
    """All words that stand, in the order of their places."""
    by_layer: dict[Layer, list[Hit]] = {layer: [] for layer in Layer}
    for pattern, start, end in lexicon.automaton.find_matches_as_indexes(plain, overlapping=True):
        for group in lexicon.groups_of[pattern]:
            by_layer[group.layer].append(Hit(start, end, group))
        if lexicon.gaps[pattern]:
            for hit in _over_gaps(plain, lexicon, pattern, (start, end)):
                by_layer[hit.group.layer].append(hit)
    by_layer[Layer.CATEGORY].extend(_standard_codes(plain, lexicon))
    shields = by_layer.pop(Layer.SHIELD)
    hits = [hit for found in by_layer.values() if found for hit in _longest(found + shields)]
    hits.sort(key=lambda hit: hit.start)
    return hits


def _over_gaps(
    plain: str, lexicon: Lexicon, pattern: int, head: tuple[int, int]
) -> Iterator[Hit]:
    start, end = head
    stop = _SENTENCE_END.search(plain, end)
    limit = min(stop.start() if stop else len(plain), end + _GAP_AT_MOST)
    for tail, groups in lexicon.gaps[pattern]:
        at = plain.find(tail, end, limit + len(tail))
        if at >= 0 and at <= limit:
            yield from (Hit(start, at + len(tail), group) for group in groups)


def _standard_codes(plain: str, lexicon: Lexicon) -> Iterator[Hit]:
    group = lexicon.groups["standard_code"]
    return (Hit(m.start(), m.end(), group) for m in _STANDARD_CODE.finditer(plain))


def _longest(found: list[Hit]) -> Iterator[Hit]:
    """Sorted by start and then by length, a word is inside another if that one ends no earlier."""
    found.sort(key=lambda hit: (hit.start, -hit.end))
    last_start, last_end = -1, -1
    for hit in found:
        inside = hit.end <= last_end and (hit.start, hit.end) != (last_start, last_end)
        if inside:
            continue
        if hit.end > last_end:
            last_start, last_end = hit.start, hit.end
        if hit.group.layer is not Layer.SHIELD:
            yield hit
