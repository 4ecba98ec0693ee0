"""Finding the grammar's patterns in a text: what has too many spellings for the lexicon's lists."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bot.intents.grammar.acts import ACTS
from bot.intents.grammar.meanings import MEANINGS
from bot.intents.grammar.others import OTHERS
from bot.intents.grammar.things import THINGS
from bot.intents.grammar.topics import TOPICS
from bot.intents.groups import Group, Hit
from bot.intents.lexicon import Lexicon
from bot.intents.telling import Pieces, pieces_of, telling

_SHORT: Final = 120


class Formula(NamedTuple):
    """A pattern of a group; a text that holds none of one of the `others` holds no match."""

    place: int
    group: str
    pattern: re.Pattern[str]
    others: tuple[Pieces, ...]


def _by_piece() -> dict[str, list[Formula]]:
    """The formulas that a piece of the text makes worth looking for."""
    formulas: dict[str, list[Formula]] = {}
    place = 0
    for group, patterns in (*MEANINGS, *OTHERS, *ACTS, *TOPICS, *THINGS):
        for pattern in patterns:
            first, *others = telling(pattern)
            place += 1
            formula = Formula(place, group, re.compile(pattern), tuple(others))
            for piece in first:
                formulas.setdefault(piece, []).append(formula)
    return formulas


_FORMULAS: Final = _by_piece()
PATTERNS: Final = tuple(
    formula.pattern for formula in sorted({one for some in _FORMULAS.values() for one in some})
)
_PIECES: Final = _FORMULAS.keys()


def find_formulas(plain: str, lexicon: Lexicon) -> list[Hit]:
    """Of a group's matches that overlap, the first counts."""
    text = plain[:_SHORT]
    pieces = pieces_of(text)
    found: dict[str, list[tuple[int, int]]] = {}
    for formula in sorted({one for piece in _PIECES & pieces for one in _FORMULAS[piece]}):
        if not any(map(pieces.isdisjoint, formula.others)):
            for match in formula.pattern.finditer(text):
                found.setdefault(formula.group, []).append(match.span())
    return [hit for group in found for hit in _apart(found[group], lexicon.groups[group])]


def _apart(spans: list[tuple[int, int]], group: Group) -> Iterator[Hit]:
    free = 0
    for start, end in sorted(spans):
        if start >= free:
            yield Hit(start, end, group)
            free = end
