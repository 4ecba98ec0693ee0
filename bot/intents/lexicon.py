"""The words that the product knows, read from tables and checked when they are read.

Each `*.tsv` line gives a group and its terms; `groups.tsv` says in which layer a group works and
what it points to; `rules.tsv` says what two groups mean together; `names.tsv` lists the terms that
may be long or stand alone because the standard, a law or a certificate calls something so. In a
term “…” leaves a gap inside one clause and “_” stands for a blank.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ahocorasick_rs

from bot.intents.groups import Entry, Group, Layer, Rule, is_latin
from bot.intents.normal import normalise
from bot.intents.sounds import Sounds, build_sounds
from bot.intents.weights.tables import Weights, load_weights
from core.categories import Category
from core.intents import Act, Meaning, Topic
from core.lexicon_changes import ChangeKind, TermChange

LEXICON_DIR: Final = Path(__file__).parent / "lexicon"
LONGEST_TERM: Final = 8
GAP: Final = "…"
_STRUCTURE: Final = frozenset({"groups.tsv", "rules.tsv", "names.tsv"})


class LexiconError(ValueError):
    """Says which file and line is wrong and what to do."""

    def __init__(self, place: "Place", why: str) -> None:
        super().__init__(f"{place.path.name}:{place.line}: {why}")


@dataclass(frozen=True, slots=True)
class Place:
    path: Path
    line: int


Rules = Mapping[str, Mapping[str, tuple[Rule, ...]]]
"""By the first and the second group."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`known` are the groups of each term; `entries[i]` is what the automaton's pattern i,
    `terms[i]`, stands for."""

    groups: Mapping[str, Group]
    rules: Rules
    names: frozenset[str]
    known: Mapping[str, tuple[Group, ...]]
    terms: tuple[str, ...]
    entries: tuple[Entry, ...]
    automaton: ahocorasick_rs.AhoCorasick
    sounds: Sounds
    weights: Weights


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    cells: tuple[str, ...]


_TARGETS: Final = frozenset({*Category, *Meaning})
_NAMED_BY_LAYER: Final = {Layer.ACT: frozenset(Act), Layer.TOPIC: frozenset(Topic)}


def load_lexicon(paths: Iterable[Path] | None = None) -> Lexicon:
    """Read the given tables, or those of the release; a station's own are simply further paths."""
    files = tuple(paths) if paths is not None else tuple(sorted(LEXICON_DIR.glob("*.tsv")))
    rows = {path: tuple(_rows(path)) for path in files}
    groups = {group.name: group for group in map(_group, _of(rows, "groups.tsv"))}
    names = frozenset(
        normalise(term) for row in _of(rows, "names.tsv") for term in row.cells[1].split()
    )
    rules: dict[str, dict[str, tuple[Rule, ...]]] = {}
    for row in _of(rows, "rules.tsv"):
        rule = _rule(row, groups)
        seconds = rules.setdefault(rule.first, {})
        seconds[rule.second] = (*seconds.get(rule.second, ()), rule)
    known: dict[str, list[Group]] = {}
    for path, lines in rows.items():
        if path.name not in _STRUCTURE:
            for row in lines:
                _add_terms(row, groups, names, known)
    owned = {term: tuple(owners) for term, owners in known.items()}
    return _compile(groups, rules, names, owned, load_weights())


def _rows(path: Path) -> Iterator[_Row]:
    if not path.is_file():
        raise LexiconError(Place(path, 0), "there is no such file; restore it or drop its path")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place = Place(path, number)
        cells = tuple(cell.strip() for cell in line.split("\t"))
        width = 2 if path.name not in {"groups.tsv", "rules.tsv"} else 3
        if len(cells) != width or not all(cells):
            raise LexiconError(place, f"expected {width} cells divided by tabs; found {line!r}")
        yield _Row(place, cells)


def _of(rows: dict[Path, tuple[_Row, ...]], name: str) -> Iterator[_Row]:
    return (row for path, lines in rows.items() if path.name == name for row in lines)


def _group(row: _Row) -> Group:
    name, layer, points = row.cells
    if layer not in frozenset(Layer):
        raise LexiconError(row.place, f"no layer {layer!r}; use one of {', '.join(Layer)}")
    pairs = () if points == "-" else tuple(_effect(row, cell, "=") for cell in points.split())
    for target, _ in pairs:
        if target not in _TARGETS:
            raise LexiconError(row.place, f"{target!r} is neither a category nor a meaning")
    named = _NAMED_BY_LAYER.get(Layer(layer))
    if named is not None and name.removesuffix("_act") not in named:
        raise LexiconError(row.place, f"{name!r} is not one of {', '.join(sorted(named))}")
    return Group(name, Layer(layer), pairs)


def _effect(row: _Row, cell: str, sign: str) -> tuple[str, float]:
    target, _, amount = cell.partition(sign)
    try:
        return target, float(amount)
    except ValueError:
        raise LexiconError(row.place, f"write a number after {sign!r} in {cell!r}") from None


def _rule(row: _Row, groups: dict[str, Group]) -> Rule:
    first, second, effects = row.cells
    adds, damps = [], []
    for cell in effects.split():
        if "*" in cell:
            damps.append(_effect(row, cell, "*"))
        else:
            target, points = _effect(row, cell, "+")
            if target not in _TARGETS:
                raise LexiconError(row.place, f"{target!r} is neither a category nor a meaning")
            adds.append((target, points))
    for name in (first, second, *(name for name, _ in damps)):
        if name not in groups:
            raise LexiconError(row.place, f"no group {name!r}; add it to groups.tsv")
    return Rule(first, second, tuple(adds), tuple(damps))


def _add_terms(
    row: _Row, groups: dict[str, Group], names: frozenset[str], known: dict[str, list[Group]]
) -> None:
    name, cell = row.cells
    if name not in groups:
        raise LexiconError(row.place, f"no group {name!r}; add it to groups.tsv")
    for written in cell.split():
        term = normalise(written.replace("_", " "))
        if _han(term) > LONGEST_TERM and term not in names:
            raise LexiconError(
                row.place,
                f"{written!r} is longer than {LONGEST_TERM} characters; shorten it, or add it to"
                " names.tsv if a standard, a law or a certificate calls something so",
            )
        if term.count(GAP) > 1 or term.startswith(GAP) or term.endswith(GAP):
            raise LexiconError(row.place, f"{written!r} needs a word on both sides of one gap")
        owners = known.setdefault(term, [])
        if groups[name] not in owners:
            owners.append(groups[name])


def changed(lexicon: Lexicon, changes: Iterable[TermChange]) -> Lexicon:
    """The lexicon with the changes, made one after the other. What is there already, or is not
    there to be dropped, changes nothing; a group must be one of the lexicon's."""
    known = dict(lexicon.known)
    for change in changes:
        group = lexicon.groups[change.group]
        others = tuple(one for one in known.pop(change.term, ()) if one is not group)
        kept = (*others, group) if change.kind is ChangeKind.ADD else others
        if kept:
            known[change.term] = kept
    return _compile(lexicon.groups, lexicon.rules, lexicon.names, known, lexicon.weights)


def _compile(
    groups: Mapping[str, Group],
    rules: Rules,
    names: frozenset[str],
    known: Mapping[str, tuple[Group, ...]],
    weights: Weights,
) -> Lexicon:
    tails: dict[str, list[tuple[str, tuple[Group, ...]]]] = {}
    for term, owners in known.items():
        head, gap, tail = term.partition(GAP)
        if gap:
            tails.setdefault(head, []).append((tail, owners))
    whole = {term: owners for term, owners in known.items() if GAP not in term}
    terms = tuple(dict.fromkeys([*whole, *tails]))
    return Lexicon(
        groups,
        rules,
        names,
        known,
        terms,
        tuple(_entry(term, whole.get(term, ()), tuple(tails.get(term, ()))) for term in terms),
        ahocorasick_rs.AhoCorasick(list(terms)),
        build_sounds(whole),
        weights,
    )


def _entry(
    term: str, owners: tuple[Group, ...], gaps: tuple[tuple[str, tuple[Group, ...]], ...]
) -> Entry:
    shields = any(group.layer is Layer.SHIELD for group in owners)
    groups = tuple(group for group in owners if group.layer is not Layer.SHIELD)
    return Entry(is_latin(term[0]) or is_latin(term[-1]), shields, groups, gaps)


def _han(term: str) -> int:
    return sum("\u4e00" <= letter <= "\u9fff" for letter in term)
