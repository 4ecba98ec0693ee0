"""Finding the lexicon's words in a text: every place, the longest word of a layer winning.

A word inside a longer word of its layer, or inside a shield, is not there: 学 in 化学, 投诉 in 客户投诉.
Words that only overlap both count, since which of them is meant is for the scores to say.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.intents.groups import Hit, Layer
from bot.intents.lexicon import Lexicon

_GAP_AT_MOST: Final = 16
_CLAUSE_END: Final = re.compile(r"[。!?;,\n]")

# Numbers of standards are a grammar, not a list. Systems that are known by their number alone
# (ISO 9001) are words of the lexicon and left to it.
_STANDARD_CODE: Final = re.compile(
    r"(?<![a-z])(?:(?:gb|jb|qb|hg|ny|ly|sb|sn|yy|yc|yd|sj|sy|sh|sl|jt|jg|jc|cj|dl|nb|mt|fz|bb|wb|hj|gy"
    r"|gh|qc|xf|wh|jjg|jjf|astm|din|bs|en|jis|iec|ansi|itu|nf|gost|oiml|cns|db\d*)"
    r"\s*(?:/\s*[tzq])?[\s-]*(?:en|iso|iec)?[\s-]*[a-f]?\s?\d{1,6}(?:[.\-]\d+)*"
    r"|iso(?!\s*(?:9001|9000|14001|45001|22000|27001|50001|13485|20000|22163|37001|37301|22301))"
    r"(?:[\s/]*t[rs])?\s*\d{1,6}(?:-\d+)*|[tq]/[a-z]{2,8}(?:\s*\d+)?)"
)
# What no list exhausts: names of things by their last character. A listed word is longer and wins.
_SHAPES: Final = (
    ("standard_code", _STANDARD_CODE),
    ("instrument_like", re.compile(
        r"[\u4e00-\u9fff]{1,2}(?:(?<![设会统预合估总共累])计(?![划算件时入量数较价])|(?<![礼司])仪(?![表式器])"
        r"|(?<![代列报图外发填附课])表(?![示格现明面达演述态彰扬单决白])|(?<![直比])尺(?![寸码度])|秤|衡器)"
        r"|[\d几两二三四五六七八九十百]+多?[块只个](?:[\u4e00-\u9fff]{0,4})表(?![示格现明面达演述单])"
    )),
    ("property_like", re.compile(
        r"[\u4e00-\u9fff]{1,2}(?:(?<![效概汇利税频几])率|强度|含量|残留量?|系数|释放量|等级(?=测|检))"
    )),
    ("equipment_like", re.compile(
        r"[\u4e00-\u9fff](?:吊(?![牌顶灯销坠唁着])|(?<![阶楼人])梯(?![队形级田次])|罐(?![头装])|釜|炉(?![子灶火]))"
    )),
)


def find(plain: str, lexicon: Lexicon) -> list[Hit]:
    """All words that stand, in the order of their places."""
    by_layer: dict[Layer, list[Hit]] = {layer: [] for layer in Layer}
    over_gaps: list[tuple[int, Hit]] = []
    for pattern, start, end in lexicon.automaton.find_matches_as_indexes(plain, overlapping=True):
        if not _stands_alone(plain, start, end):
            continue
        for group in lexicon.groups_of[pattern]:
            by_layer[group.layer].append(Hit(start, end, group))
        if lexicon.gaps[pattern]:
            over_gaps.extend(_over_gaps(plain, lexicon, pattern, (start, end)))
    by_layer[Layer.CATEGORY].extend(_by_shape(plain, lexicon))
    shields = by_layer.pop(Layer.SHIELD)
    hits = [hit for found in by_layer.values() if found for hit in _longest(found + shields)]
    hits.extend(
        hit
        for tail, hit in over_gaps
        if not any(_swallows(other, tail, hit) for other in (*hits, *shields))
    )
    hits.sort(key=lambda hit: hit.start)
    return hits


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """A word in Latin letters or digits is not a piece of a longer one: ce in rcep."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (
        (_is_latin(before) and _is_latin(plain[start]))
        or (_is_latin(after) and _is_latin(plain[end - 1]))
    )


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _over_gaps(plain: str, lexicon: Lexicon, pattern: int, head: tuple[int, int]) -> Iterator[tuple[int, Hit]]:
    """With each hit comes the place of its tail."""
    start, end = head
    stop = _CLAUSE_END.search(plain, end)
    limit = min(stop.start() if stop else len(plain), end + _GAP_AT_MOST)
    for tail, groups in lexicon.gaps[pattern]:
        at = plain.find(tail, end, limit + len(tail))
        if at >= 0 and at <= limit:
            yield from ((at, Hit(start, at + len(tail), group)) for group in groups)


def _swallows(other: Hit, tail: int, hit: Hit) -> bool:
    """The tail of a word over a gap is only a piece of a longer word: 送…学 in 送去大学."""
    longer = other.end - other.start > hit.end - tail
    same = other.group.layer in {hit.group.layer, Layer.SHIELD}
    return longer and same and other.start <= tail and hit.end <= other.end


def _by_shape(plain: str, lexicon: Lexicon) -> Iterator[Hit]:
    for name, pattern in _SHAPES:
        group = lexicon.groups[name]
        yield from (Hit(m.start(), m.end(), group) for m in pattern.finditer(plain))


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
