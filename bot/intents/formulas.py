"""Finding the grammar's patterns in a text: what has too many spellings for the lexicon's lists."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final, NamedTuple

from bot.intents.grammar.acts import ACTS
from bot.intents.grammar.meanings import MEANINGS
from bot.intents.grammar.others import OTHERS
from bot.intents.grammar.things import THINGS
from bot.intents.grammar.topics import TOPICS
from bot.intents.grammar.words import Grammar
from bot.intents.groups import Group, Hit
from bot.intents.lexicon import Lexicon
from bot.intents.telling import Pieces, pieces_of, telling

_SHORT: Final = 120


class Formula(NamedTuple):
    """A pattern of a group; a text that holds none of one of the `others` holds no match."""

    group: str
    pattern: re.Pattern[str]
    others: tuple[Pieces, ...]


class _Formulas(NamedTuple):
    """The formulas, and by piece the places of those that it makes worth looking for."""

    every: tuple[Formula, ...]
    by_piece: Mapping[str, tuple[int, ...]]


def _formulas(grammars: Iterable[Grammar]) -> _Formulas:
    every: list[Formula] = []
    by_piece: dict[str, tuple[int, ...]] = {}
    for group, patterns in chain.from_iterable(grammars):
        for pattern in patterns:
            first, *others = telling(pattern)
            for piece in first:
                by_piece[piece] = (*by_piece.get(piece, ()), len(every))
            every.append(Formula(group, re.compile(pattern), tuple(others)))
    return _Formulas(tuple(every), by_piece)


_OF_MEANINGS: Final = _formulas((MEANINGS, OTHERS, TOPICS, THINGS))
_OF_ACTS: Final = _formulas((ACTS,))
PATTERNS: Final = tuple(formula.pattern for formula in (*_OF_MEANINGS.every, *_OF_ACTS.every))


def find_formulas(plain: str, lexicon: Lexicon) -> list[Hit]:
    """What is said of meanings, topics and things."""
    return list(_find(_OF_MEANINGS, plain[:_SHORT], lexicon))


def find_act_formulas(plain: str, lexicon: Lexicon) -> list[Hit]:
    """What is done in the conversation."""
    return list(_find(_OF_ACTS, plain[:_SHORT], lexicon))


def _find(formulas: _Formulas, text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """Of a group's matches that overlap, the first counts."""
    pieces = pieces_of(text)
    by_piece = formulas.by_piece
    found: dict[str, list[tuple[int, int]]] = {}
    for place in sorted({each for piece in by_piece.keys() & pieces for each in by_piece[piece]}):
        group, pattern, others = formulas.every[place]
        if not any(map(pieces.isdisjoint, others)):
            for match in pattern.finditer(text):
                found.setdefault(group, []).append(match.span())
    return (hit for group in found for hit in _apart(found[group], lexicon.groups[group]))


def _apart(spans: list[tuple[int, int]], group: Group) -> Iterator[Hit]:
    free = 0
    for start, end in sorted(spans):
        if start >= free:
            yield Hit(start, end, group)
            free = end
