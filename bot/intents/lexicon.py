"""The words that the product knows, ready to be looked for: the release's, and the station's own.

What a term may be is said in `terms`, what the tables hold in `lexicon_tables`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import ahocorasick_rs

from bot.intents.groups import Entry, Group, Layer, is_latin
from bot.intents.lexicon_tables import Rules, Tables, read_tables
from bot.intents.sounds import Sounds, build_sounds
from bot.intents.terms import GAP, NO_GROUP, why_not_term
from bot.intents.weights.tables import Weights, load_weights
from core.lexicon_changes import ChangeKind, TermChange

LEXICON_DIR: Final = Path(__file__).parent / "lexicon"

OWN: Final = 2.0
"""How much a word of the station's own counts: nothing was learned about it from examples, so that
it has to stand against what its neighbours say."""

OwnTerms = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`known` are the groups of each term; `entries[i]` is what the automaton's pattern i,
    `terms[i]`, stands for; `released` are the groups of each term of the release, and `own` the
    (term, group) that the station added to these."""

    groups: Mapping[str, Group]
    rules: Rules
    names: frozenset[str]
    known: Mapping[str, tuple[Group, ...]]
    released: Mapping[str, tuple[Group, ...]]
    own: OwnTerms
    terms: tuple[str, ...]
    entries: tuple[Entry, ...]
    automaton: ahocorasick_rs.AhoCorasick
    sounds: Sounds
    weights: Weights


@dataclass(frozen=True, slots=True)
class BrokenChange:
    """A change that cannot be made in this lexicon, and why."""

    change: TermChange
    why: str


def load_lexicon(paths: Iterable[Path] | None = None) -> Lexicon:
    """The lexicon of the given tables, or of the release's, which are read once a process.
    `LexiconError` says what is wrong in them."""
    return _released() if paths is None else _without_own(read_tables(tuple(paths)))


@cache
def _released() -> Lexicon:
    return _without_own(tables_in())


def _without_own(tables: Tables) -> Lexicon:
    return _compile(tables, tables.known, frozenset(), load_weights())


def tables_in(folder: Path = LEXICON_DIR) -> Tables:
    """What stands in the files of a folder, not made ready for anything."""
    return read_tables(sorted(folder.glob("*.tsv")))


def why_not(change: TermChange, lexicon: Lexicon | Tables) -> str:
    """Why this change cannot be made in this lexicon, or nothing."""
    if change.group not in lexicon.groups:
        return NO_GROUP.format(group=change.group)
    return why_not_term(change.term, lexicon.names)


def broken_among(changes: Iterable[TermChange], lexicon: Lexicon) -> tuple[BrokenChange, ...]:
    """The changes that cannot be made, each with its reason."""
    judged = ((change, why_not(change, lexicon)) for change in changes)
    return tuple(BrokenChange(change, why) for change, why in judged if why)


def with_own(lexicon: Lexicon, changes: Iterable[TermChange]) -> Lexicon:
    """The lexicon with the station's changes; one that cannot be made is left out."""
    return changed(lexicon, [change for change in changes if not why_not(change, lexicon)])


def changed(lexicon: Lexicon, changes: Iterable[TermChange]) -> Lexicon:
    """The lexicon with the changes, made one after the other. What is there already, or is not
    there to be dropped, changes nothing; a group must be one of the lexicon's."""
    known, own = dict(lexicon.known), set(lexicon.own)
    for change in changes:
        group, pair = lexicon.groups[change.group], (change.term, change.group)
        owners = known.pop(change.term, ())
        others = tuple(one for one in owners if one is not group)
        if change.kind is ChangeKind.DROP:
            own.discard(pair)
        elif len(others) == len(owners) and group not in lexicon.released.get(change.term, ()):
            own.add(pair)
        kept = (*others, group) if change.kind is ChangeKind.ADD else others
        if kept:
            known[change.term] = kept
    tables = Tables(lexicon.groups, lexicon.rules, lexicon.names, known)
    return _compile(tables, lexicon.released, frozenset(own), lexicon.weights)


def _compile(
    tables: Tables, released: Mapping[str, tuple[Group, ...]], own: OwnTerms, weights: Weights
) -> Lexicon:
    tails: dict[str, list[tuple[str, tuple[Group, ...]]]] = {}
    known = {term: _emphasised(term, owners, own) for term, owners in tables.known.items()}
    for term, owners in known.items():
        head, gap, tail = term.partition(GAP)
        if gap:
            tails.setdefault(head, []).append((tail, owners))
    whole = {term: owners for term, owners in known.items() if GAP not in term}
    terms = tuple(dict.fromkeys([*whole, *tails]))
    return Lexicon(
        tables.groups,
        tables.rules,
        tables.names,
        tables.known,
        released,
        own,
        terms,
        tuple(_entry(term, whole.get(term, ()), tuple(tails.get(term, ()))) for term in terms),
        ahocorasick_rs.AhoCorasick(list(terms)),
        build_sounds(whole),
        weights,
    )


def _emphasised(term: str, owners: tuple[Group, ...], own: OwnTerms) -> tuple[Group, ...]:
    if all((term, group.name) not in own for group in owners):
        return owners
    return tuple(
        replace(group, emphasis=OWN) if (term, group.name) in own else group for group in owners
    )


def _entry(
    term: str, owners: tuple[Group, ...], gaps: tuple[tuple[str, tuple[Group, ...]], ...]
) -> Entry:
    shields = any(group.layer is Layer.SHIELD for group in owners)
    groups = tuple(group for group in owners if group.layer is not Layer.SHIELD)
    return Entry(is_latin(term[0]) or is_latin(term[-1]), shields, groups, gaps)
