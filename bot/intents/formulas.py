"""Finding the grammar's patterns in a text: what has too many spellings for the lexicon's lists."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

import ahocorasick_rs

from bot.intents.grammar.acts import ACTS
from bot.intents.grammar.meanings import MEANINGS
from bot.intents.grammar.others import OTHERS
from bot.intents.grammar.things import THINGS
from bot.intents.grammar.topics import TOPICS
from bot.intents.grammar.words import Grammar
from bot.intents.groups import Group, Hit
from bot.intents.lexicon import Lexicon
from bot.intents.telling import Pieces, telling


class Formula(NamedTuple):
    """A pattern of a group, and the pieces of which any match holds one of each set."""

    group: str
    pattern: re.Pattern[str]
    held: tuple[Pieces, ...]


_NOWHERE: Final[frozenset[int]] = frozenset()


class _Formulas:
    """Formulas, and the pieces that make each of them worth looking for."""

    def __init__(self, grammars: Iterable[Grammar]) -> None:
        self.every = tuple(
            Formula(group, re.compile(pattern), telling(pattern))
            for group, patterns in chain.from_iterable(grammars)
            for pattern in patterns
        )
        pieces = sorted(
            {piece for formula in self.every for held in formula.held for piece in held}
        )
        self._automaton = ahocorasick_rs.AhoCorasick(pieces)
        number = {piece: place for place, piece in enumerate(pieces)}
        self._others = [
            tuple(frozenset(map(number.__getitem__, held)) for held in formula.held[1:])
            for formula in self.every
        ]
        self._by_first = [
            frozenset(place for place, formula in enumerate(self.every) if piece in formula.held[0])
            for piece in pieces
        ]

    def worth_looking_for(self, text: str) -> Iterator[Formula]:
        """Those of whose every set of pieces the text holds one, in their order."""
        found = {
            piece for piece, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)
        }
        others = self._others
        for place in sorted(_NOWHERE.union(*map(self._by_first.__getitem__, found))):
            if not any(map(found.isdisjoint, others[place])):
                yield self.every[place]


_OF_MEANINGS: Final = _Formulas((MEANINGS, OTHERS, TOPICS, THINGS))
_OF_ACTS: Final = _Formulas((ACTS,))
PATTERNS: Final = tuple(formula.pattern for formula in (*_OF_MEANINGS.every, *_OF_ACTS.every))


def find_formulas(plain: str, lexicon: Lexicon) -> list[Hit]:
    """What is said of meanings, topics and things."""
    return list(_find(_OF_MEANINGS, plain, lexicon))


def find_act_formulas(plain: str, lexicon: Lexicon) -> list[Hit]:
    """What is done in the conversation."""
    return list(_find(_OF_ACTS, plain, lexicon))


def _find(formulas: _Formulas, text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """Of a group's matches that overlap, the first counts."""
    found: dict[str, list[tuple[int, int]]] = {}
    for group, pattern, _ in formulas.worth_looking_for(text):
        for match in pattern.finditer(text):
            found.setdefault(group, []).append(match.span())
    return (hit for group in found for hit in _apart(found[group], lexicon.groups[group]))


def _apart(spans: list[tuple[int, int]], group: Group) -> Iterator[Hit]:
    free = 0
    for start, end in sorted(spans):
        if start >= free:
            yield Hit(start, end, group)
            free = end
