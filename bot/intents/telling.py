"""What every match of a pattern must hold: letters and pairs of letters, as the pattern says.

A message is searched for a pattern only if it holds one of these; most patterns are passed over by
a look into a set. They are found in the parsed pattern; whoever adds a pattern need not name them.
"""

from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

Pieces = frozenset[str]
_Item = tuple[object, Any]

_WIDEST: Final = 40
"""A class of more letters than this tells nothing."""
_MOST: Final = 3
_LETTER: Final = 1.0
_PAIR: Final = 0.05
"""How much of a message's pairs one pair is likely to be, beside one letter of its letters."""
_GROUPS: Final = {op.SUBPATTERN: -1, op.ATOMIC_GROUP: None}
_REPEATS: Final = frozenset({op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT})


def telling(pattern: str) -> tuple[Pieces, ...]:
    """Sets of pieces; every text in which `pattern` matches holds one of each. The set that says
    most stands first. The pattern must not ignore case. Raises ValueError where nothing can be
    named, as of a pattern that matches an empty text."""
    found = _of_sequence(parser.parse(pattern))
    if not found:
        raise ValueError(f"no piece is in all that {pattern!r} matches")
    return tuple(sorted(dict.fromkeys(found), key=_likely)[:_MOST])


def _of_sequence(items: Iterable[_Item]) -> list[Pieces]:
    """A match of the sequence holds one of each of these."""
    found: list[Pieces] = []
    before: Pieces | None = None
    for kind, value in items:
        letters = _letters(kind, value)
        if letters and before and len(before) * len(letters) <= _WIDEST:
            found.append(frozenset(one + other for one in before for other in letters))
        if letters is None:
            found += _of_item(kind, value)
        else:
            found.append(letters)
        if kind is not op.AT and kind not in (op.ASSERT, op.ASSERT_NOT):
            before = letters
    return found


def _of_item(kind: object, value: Any) -> list[Pieces]:
    if kind in _GROUPS:
        return _of_sequence(value[-1] if kind is op.SUBPATTERN else value)
    if kind is op.BRANCH:
        return _of_any(value[1])
    if kind in _REPEATS:
        least, _, repeated = value
        return _of_sequence(repeated) if least else []
    if kind is op.ASSERT:
        return _of_sequence(value[1])
    return []


def _of_any(branches: Iterable[Iterable[_Item]]) -> list[Pieces]:
    """What says most in each branch, put together."""
    best = [min(_of_sequence(branch), key=_likely, default=None) for branch in branches]
    named = [pieces for pieces in best if pieces is not None]
    return [frozenset().union(*named)] if len(named) == len(best) else []


def _letters(kind: object, value: Any) -> Pieces | None:
    """The letters that may stand here, where they are few and known."""
    if kind is op.LITERAL:
        return frozenset({chr(value)})
    if kind is not op.IN:
        return None
    letters: set[str] = set()
    for inner, one in value:
        if inner is op.LITERAL:
            letters.add(chr(one))
        elif inner is op.RANGE and one[1] - one[0] < _WIDEST:
            letters.update(map(chr, range(one[0], one[1] + 1)))
        else:
            return None
    return frozenset(letters)


def _likely(pieces: Pieces) -> float:
    return sum(_LETTER if len(piece) == 1 else _PAIR for piece in pieces)
