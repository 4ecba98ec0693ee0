"""The same message in other manners of writing, which must not change what is understood.

Each manner is a pure function of the text: what is drawn by lot is drawn by the text itself.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

import jieba
import opencc
from pypinyin import Style, pinyin

SYNONYMS: Final = Path(__file__).parent / "synonyms.tsv"

_MARKS: Final = re.compile(r"(?<![0-9A-Za-z])[^\w\s]+|[^\w\s]+(?![0-9A-Za-z])")
"""Marks inside a number or a code (1.6, GB/T) belong to it."""
_SAID: Final = re.compile(r"[，。！？；：、,.!?;:~～…—“”\"'（）()【】《》·-]+")
_LONG: Final = 12
_COMMON: Final = range(0xB0, 0xD8)
"""The rows of GB 2312 that hold the characters in common use."""

_OPENERS: Final = ("那个", "嗯", "就是说", "请问一下", "呃")
_FILLERS: Final = ("那个", "就是说", "嗯", "就是")
_CLOSERS: Final = ("麻烦了", "哈", "啊", "")
_JOINTS: Final = ("然后呢", "的话", "那个", "然后", "嗯")
_FACES: Final = ("😊", "😄", "😅", "🤔", "☀️")


def without_marks(text: str) -> str:
    return _unless_empty(_unmarked(text, ""), text)


def in_traditional_characters(text: str) -> str:
    return str(_traditional().convert(text))


def with_homophones(text: str) -> str:
    """In one word, of a longer message in two, a character is another of the same sound."""
    lot, words = Random(text), jieba.lcut(text)
    places = [place for place, word in enumerate(words) if _audible(word)]
    for place in lot.sample(places, min(len(places), 1 + (len(text) > _LONG))):
        words[place] = _misspelt(words[place], lot)
    return "".join(words)


def with_fillers(text: str) -> str:
    lot, words = Random(text), jieba.lcut(text)
    if len(words) > 2:
        words.insert(lot.randrange(1, len(words)), lot.choice(_FILLERS))
    return "".join((lot.choice(_OPENERS), *words, lot.choice(_CLOSERS)))


def as_spoken(text: str) -> str:
    """No marks; a joint word where one was, the first word twice, something at the end."""
    lot = Random(text)
    spoken = re.sub(r"\s+", "", _unmarked(text.strip(), lambda: lot.choice(_JOINTS)))
    first, *others = jieba.lcut(spoken) or [""]
    if others:
        others.insert(lot.randrange(len(others)), lot.choice(_FILLERS))
    said = "".join(
        (lot.choice(("嗯", "呃", "喂")), first, first, *others, lot.choice(("啊", "哈")))
    )
    return said if first else text


def with_synonyms(text: str) -> str:
    table = _synonyms()
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    return re.sub(words, lambda found: table[found[0]], text)


def in_full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def with_faces(text: str) -> str:
    lot, words = Random(text), jieba.lcut(text)
    words.insert(lot.randrange(len(words) + 1), lot.choice(_FACES))
    return "".join((*words, lot.choice(_FACES) * lot.randint(1, 2)))


def with_blanks(text: str) -> str:
    lot = Random(text)
    spaced = "".join(word + " " * lot.choice((0, 1, 1, 2)) for word in jieba.lcut(text))
    return f" {spaced}\n"


MANNERS: Final[Mapping[str, Callable[[str], str]]] = {
    "no punctuation": without_marks,
    "traditional characters": in_traditional_characters,
    "homophones": with_homophones,
    "fillers": with_fillers,
    "voice style": as_spoken,
    "synonyms": with_synonyms,
    "full width": in_full_width,
    "faces": with_faces,
    "blanks": with_blanks,
}


def _unmarked(text: str, instead: str | Callable[[], str]) -> str:
    """A mark at the end leaves nothing behind; a star or a face is no mark."""

    def other(found: re.Match[str]) -> str:
        if not _SAID.fullmatch(found[0]):
            return _SAID.sub("", found[0])
        inside = found.start() > 0 and found.end() < len(text)
        return (instead if isinstance(instead, str) else instead()) if inside else ""

    return _MARKS.sub(other, text)


def _unless_empty(changed: str, text: str) -> str:
    return changed if changed.strip() else text


def _audible(word: str) -> bool:
    return len(word) > 1 and any(_alike(letter) for letter in word)


def _misspelt(word: str, lot: Random) -> str:
    place = lot.choice([place for place, letter in enumerate(word) if _alike(letter)])
    return word[:place] + lot.choice(_alike(word[place])) + word[place + 1 :]


def _alike(letter: str) -> tuple[str, ...]:
    sounds, letters = _sounds()
    same = letters.get(sounds.get(letter, ""), ())
    return tuple(other for other in same if other != letter)


@cache
def _sounds() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    letters = [
        bytes((high, low)).decode("gb2312", "ignore")
        for high in _COMMON
        for low in range(0xA1, 0xFF)
    ]
    sounds = {one: pinyin(one, style=Style.NORMAL)[0][0] for one in letters if one}
    alike = defaultdict(list)
    for letter, sound in sounds.items():
        alike[sound].append(letter)
    return sounds, {sound: tuple(each) for sound, each in alike.items()}


@cache
def _synonyms() -> Mapping[str, str]:
    pairs = [row.split("\t") for row in SYNONYMS.read_text(encoding="utf-8").splitlines()]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")
