"""Finding the lexicon's words in a text: every place, the longest word of a layer winning.

A word inside a longer word of its layer, or inside a shield, is not there: 学 in 化学, 投诉 in
客户投诉.
Words that only overlap both count, since which of them is meant is for the scores to say.
"""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from bot.intents.entities.standards import standard_codes
from bot.intents.groups import Entry, Hit, Layer, is_latin
from bot.intents.lexicon import Lexicon

_BY_PLACE: Final = itemgetter(0, 1)
_BY_START: Final = itemgetter(0)
_GAP_AT_MOST: Final = 16
_CLAUSE_END: Final = re.compile(r"[。!?;,\n]")

# Systems that are known by their number alone (ISO 9001) are words of the lexicon and left to it,
# and so are the rules of a trade that has a category of its own.
_LEFT_TO_WORDS: Final = re.compile(
    r"iso[\s-]*(?:9001|9000|14001|45001|22000|27001|50001|13485|20000|22163|37001|37301|22301)"
    r"|gjb[\s-]*9001|iatf|ohsas|as[\s-]?\d|tsg|cnas|cnca"
)
# What no list exhausts: names of things by their last character. A listed word is longer and wins.
# The characters say where it is worth looking at all.
_SHAPES: Final = (
    (
        "instrument_like",
        re.compile("[计仪表尺衡]"),
        re.compile(
            r"[\u4e00-\u9fff]{1,2}(?:(?<![设会统预合估总共累])计(?![划算件时入量数较价])"
            r"|(?<![礼司殡葬])仪(?![表式器])|(?<![代列报图外发填附课])表(?![示格现明面达演述态彰扬单决白])"
            r"|(?<![直比])尺(?![寸码度])|衡器)"
            r"|[\d几两二三四五六七八九十百]+多?[块只个](?:[\u4e00-\u9fff]{0,4})表(?![示格现明面达演述单])"
        ),
    ),
    (
        "property_like",
        re.compile("[率强含残系释等]"),
        re.compile(
            r"[\u4e00-\u9fff]{1,2}(?:(?<![效概汇利税频几])率|强度|含量|残留量?|系数|释放量|等级(?=测|检))"
        ),
    ),
    (
        "equipment_like",
        re.compile("[吊梯罐釜炉]"),
        re.compile(
            r"[\u4e00-\u9fff](?:吊(?![牌顶灯销坠唁着秤磅])|(?<![阶楼人])梯(?![队形级田次])|罐(?![头装])|釜"
            r"|炉(?![子灶火]))"
        ),
    ),
)


def find(plain: str, lexicon: Lexicon) -> list[Hit]:
    """All words that stand, in the order of their places."""
    raw = [
        (start, -end, lexicon.entries[pattern])
        for pattern, start, end in lexicon.automaton.find_matches_as_indexes(
            plain, overlapping=True
        )
    ]
    raw.extend(_by_shape(plain, lexicon))
    raw.sort(key=_BY_PLACE)
    hits, shields = _longest(plain, raw)
    over_gaps = [
        hit
        for start, end, entry in raw
        if entry.gaps
        for tail, hit in _over_gaps(plain, (start, -end), entry)
        if not any(_swallows(other, tail, hit) for other in hits)
        and not any(begin <= tail and hit.end < stop for begin, stop in shields)
    ]
    if over_gaps:
        hits.extend(over_gaps)
        hits.sort(key=_BY_START)
    return hits


def _longest(
    plain: str, raw: list[tuple[int, int, Entry]]
) -> tuple[list[Hit], list[tuple[int, int]]]:
    """Sorted by start and then by length, a word is inside another if that one ends no earlier."""
    hits: list[Hit] = []
    shields = []
    longest: dict[Layer, tuple[int, int]] = {}
    shield = (-1, -1)
    for start, negative_end, (is_latin_word, is_shield, groups, _) in raw:
        end = -negative_end
        if is_latin_word and not _stands_alone(plain, start, end):
            continue
        if is_shield and end > shield[1]:
            shield = (start, end)
            shields.append(shield)
        if end <= shield[1] and (start, end) != shield:
            continue
        for group in groups:
            last = longest.get(group.layer, (-1, -1))
            if end > last[1]:
                longest[group.layer] = (start, end)
            elif (start, end) != last:
                continue
            hits.append(Hit(start, end, group))
    return hits, shields


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """A word in Latin letters or digits is not a piece of a longer one: ce in rcep."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (
        (is_latin(before) and is_latin(plain[start]))
        or (is_latin(after) and is_latin(plain[end - 1]))
    )


def _over_gaps(plain: str, head: tuple[int, int], entry: Entry) -> Iterator[tuple[int, Hit]]:
    """With each hit comes the place of its tail."""
    start, end = head
    for tail, groups in entry.gaps:
        at = plain.find(tail, end, end + _GAP_AT_MOST + len(tail))
        if at >= 0 and not _CLAUSE_END.search(plain, end, at):
            yield from ((at, Hit(start, at + len(tail), group)) for group in groups)


def _swallows(other: Hit, tail: int, hit: Hit) -> bool:
    """The tail of a word over a gap is only a piece of a longer word: 送…学 in 送去大学."""
    longer = other.end - other.start > hit.end - tail
    same = other.group.layer is hit.group.layer
    return longer and same and other.start <= tail and hit.end <= other.end


def _by_shape(plain: str, lexicon: Lexicon) -> Iterator[tuple[int, int, Entry]]:
    for code in standard_codes(plain):
        if not _LEFT_TO_WORDS.match(code.group()):
            yield code.start(), -code.end(), _entry("standard_code", lexicon)
    for name, telling, pattern in _SHAPES:
        if telling.search(plain):
            for found in pattern.finditer(plain):
                yield found.start(), -found.end(), _entry(name, lexicon)


def _entry(name: str, lexicon: Lexicon) -> Entry:
    return Entry(False, False, (lexicon.groups[name],), ())
