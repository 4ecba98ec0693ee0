"""Words mistyped by sound (陪训, 天枰) or by shape (校淮), found by a code for each sound.

The readings are computed once, when the lexicon is built; a message costs one more pass of an
automaton over a text of the same length. What the dictionary knows as a word is never a typo.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import ahocorasick_rs

# Single letters are asked for alone: the dictionary of phrases takes 46 MB and a third of a second.
# It is told when it is loaded (https://pypinyin.readthedocs.io, environment variables).
os.environ |= {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}

from pypinyin import Style, pinyin

from bot.intents.groups import Group, Hit, Layer
from bot.intents.words import boundaries, is_word

_PRIVATE_USE: Final = 0xE000
_LIKE: Final = {"淮": "准", "候": "侯", "渝": "输", "硷": "检", "诚": "城", "枰": "平"}
_PAIR: Final = 2
# Southern speakers and keyboards do not tell these apart.
_MERGED: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"))
_LAYERS: Final = frozenset({Layer.CATEGORY, Layer.MEANING})
# Names of things and trades are mistyped and still meant; a mere phrase sounds like too much else.
_AUDIBLE: Final = frozenset(
    {
        *("learn", "exam", "person", "event", "manage", "award", "consult", "standard"),
        *("standard_word", "instrument", "calibrate", "metrology_word", "test", "property"),
        *("equipment", "equip_act", "cert", "cert_name", "system", "ip", "policy", "affairs"),
        *("complain", "human", "test_word"),
    }
)
# Whoever mistypes a word does not hit one of these by chance.
_EVERYDAY: Final = frozenset(
    "说撤的了是有要怎么哪个老一在上下不我们你他到得着写客大那这时先求放看找把去来没"
)


@dataclass(frozen=True, slots=True)
class Sounds:
    codes: dict[int, str]
    terms: tuple[str, ...]
    groups_of: tuple[tuple[Group, ...], ...]
    automaton: ahocorasick_rs.AhoCorasick


def build_sounds(terms_with_groups: Mapping[str, tuple[Group, ...]]) -> Sounds:
    codes = _codes()
    terms, groups = [], []
    for term, owners in terms_with_groups.items():
        audible = tuple(group for group in owners if group.name in _AUDIBLE)
        if len(term) > 1 and audible and all(ord(letter) in codes for letter in term):
            terms.append(term)
            groups.append(audible)
    spoken = [term.translate(codes) for term in terms]
    return Sounds(codes, tuple(terms), tuple(groups), ahocorasick_rs.AhoCorasick(spoken))


def find_typos(plain: str, sounds: Sounds, found: list[Hit]) -> list[Hit]:
    spoken = plain.translate(sounds.codes)
    near = [
        Hit(start, end, group, typo=True)
        for pattern, start, end in sounds.automaton.find_matches_as_indexes(
            spoken, overlapping=True
        )
        if _close(plain[start:end], sounds.terms[pattern])
        and _free(start, end, found)
        and not is_word(plain[start:end])
        for group in sounds.groups_of[pattern]
    ]
    if not near:
        return near
    edges = boundaries(plain)
    return [hit for hit in near if hit.start in edges and hit.end in edges]


def _close(written: str, term: str) -> bool:
    """At least half of the characters are right, and no wrong one is an everyday one."""
    if written == term:
        return False
    wrong = [one for one, other in zip(written, term, strict=True) if one != other]
    return 0 < len(wrong) * 2 <= len(term) and _EVERYDAY.isdisjoint(wrong)


def _free(start: int, end: int, found: list[Hit]) -> bool:
    """No literal word of category or meaning reaches over the place; a pair touches none at all."""
    pair = end - start == _PAIR
    for hit in found:
        if hit.group.layer in _LAYERS:
            over = hit.start <= start and end <= hit.end
            touches = hit.start < end and start < hit.end
            if over or (pair and touches):
                return False
    return True


@cache
def _codes() -> dict[int, str]:
    letters = [chr(code) for code in range(0x4E00, 0x9FA6) if _is_common(chr(code))]
    readings = {letter: _reading(letter) for letter in letters}
    readings |= {odd: readings[plain] for odd, plain in _LIKE.items() if plain in readings}
    syllables = {name: number for number, name in enumerate(sorted(set(readings.values())))}
    return {
        ord(letter): chr(_PRIVATE_USE + syllables[reading]) for letter, reading in readings.items()
    }


def _is_common(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _reading(letter: str) -> str:
    sound = pinyin(letter, style=Style.NORMAL)[0][0]
    for wide, narrow in _MERGED:
        sound = sound.replace(wide, narrow)
    return sound
