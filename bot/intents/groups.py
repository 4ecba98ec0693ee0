"""The lexicon's own vocabulary: layers, groups of terms, rules between groups, places of words."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Layer(StrEnum):
    """Groups of one layer compete for a place in the text; layers do not."""

    CATEGORY = "category"
    MEANING = "meaning"
    SCOPE = "scope"
    ACT = "act"
    TOPIC = "topic"
    SHIELD = "shield"


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that mean the same to the matcher, and what one of them points to, with its weight.
    `about` says to the station's people what its words are; `emphasis` is how much each of them
    counts, more for the station's own."""

    name: str
    layer: Layer
    points: tuple[tuple[str, float], ...]
    about: str = ""
    emphasis: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a word of `first` and a word of `second` in one message mean together."""

    first: str
    second: str
    adds: tuple[tuple[str, float], ...]
    damps: tuple[tuple[str, float], ...]


class Hit(NamedTuple):
    """One word of the lexicon at its place; `typo` when only the sound agrees."""

    start: int
    end: int
    group: Group
    typo: bool = False


class Entry(NamedTuple):
    """A term as the matcher wants it: its groups by layer, and the (tail, groups) over a gap."""

    is_latin: bool
    is_shield: bool
    groups: tuple[Group, ...]
    gaps: tuple[tuple[str, tuple[Group, ...]], ...]


def is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
