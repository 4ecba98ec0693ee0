"""The lexicon's tables: `*.tsv` files that people read and edit, and all that is wrong in them.

`groups.tsv` says in which layer a group works, what it points to and what its words are;
`rules.tsv` says what two groups mean together; `names.tsv` lists the terms that may be long or
stand alone because the standard, a law or a certificate calls something so. In every other file a
line gives a group and terms of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from bot.intents.faults import Fault, LexiconError, Place
from bot.intents.groups import Group, Layer, Rule
from bot.intents.normal import normalise
from bot.intents.terms import NO_GROUP, term_of, why_not_term
from core.categories import Category
from core.intents import Act, Meaning, Topic

GROUPS: Final = "groups.tsv"
RULES: Final = "rules.tsv"
NAMES: Final = "names.tsv"
_WIDTHS: Final = {GROUPS: 4, RULES: 3}
_TERMS_WIDTH: Final = 2
_TARGETS: Final = frozenset({*Category, *Meaning})
_NAMED_BY_LAYER: Final = {Layer.ACT: frozenset(Act), Layer.TOPIC: frozenset(Topic)}
_BETWEEN: Final = "、"

NO_FILE: Final = "没有这个文件；请恢复它"
NOT_READABLE: Final = "读不了（{why}）；请用 UTF-8 编码保存"
NOT_CELLS: Final = "要有{width}栏，栏与栏之间用一个制表符（Tab）隔开，每栏都不能空；现在是“{line}”"
NO_LAYER: Final = "没有“{layer}”这一层；请用{layers}之一"
NO_TARGET: Final = "“{target}”既不是类别也不是意思；请对照 core/categories.py 和 core/intents.py"
NO_NUMBER: Final = "“{cell}”里，“{sign}”后面要写数字"
NOT_NAMED: Final = "“{name}”不是{names}之一"

Made = TypeVar("Made")


Rules = Mapping[str, Mapping[str, tuple[Rule, ...]]]
"""By the first and the second group."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables say; `known` are the groups of each term."""

    groups: Mapping[str, Group]
    rules: Rules
    names: frozenset[str]
    known: Mapping[str, tuple[Group, ...]]


class _Wrong(Exception):
    """A line that cannot be used; `str()` says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Row:
    place: Place
    cells: tuple[str, ...]


def read_tables(paths: Sequence[Path]) -> Tables:
    """Read the tables, or `LexiconError` with everything that is wrong in them."""
    faults: list[Fault] = []
    rows = {path: list(_rows(path, faults)) for path in paths}

    def each(name: str, make: Callable[[_Row], Made]) -> Iterator[Made]:
        lines = (row for path, rows_of in rows.items() if path.name == name for row in rows_of)
        return _made(lines, make, faults)

    groups = {group.name: group for group in each(GROUPS, _group)}
    names = frozenset(term for terms in each(NAMES, _names) for term in terms)
    rules: dict[str, dict[str, tuple[Rule, ...]]] = {}
    for rule in each(RULES, lambda row: _rule(row, groups)):
        seconds = rules.setdefault(rule.first, {})
        seconds[rule.second] = (*seconds.get(rule.second, ()), rule)
    known: dict[str, list[Group]] = {}
    for path, lines in rows.items():
        if path.name not in {GROUPS, RULES, NAMES}:
            for group, term in _terms(lines, groups, names, faults):
                owners = known.setdefault(term, [])
                if group not in owners:
                    owners.append(group)
    if faults:
        raise LexiconError(faults)
    return Tables(groups, rules, names, {term: tuple(owners) for term, owners in known.items()})


def _rows(path: Path, faults: list[Fault]) -> Iterator[_Row]:
    width = _WIDTHS.get(path.name, _TERMS_WIDTH)
    for number, line in enumerate(_lines(path, faults), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place, cells = Place(path, number), tuple(cell.strip() for cell in line.split("\t"))
        if len(cells) == width and all(cells):
            yield _Row(place, cells)
        else:
            faults.append(Fault(place, NOT_CELLS.format(width=width, line=line)))


def _lines(path: Path, faults: list[Fault]) -> list[str]:
    if not path.is_file():
        faults.append(Fault(Place(path, 0), NO_FILE))
        return []
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        faults.append(Fault(Place(path, 0), NOT_READABLE.format(why=fault)))
        return []


def _made(
    rows: Iterable[_Row], make: Callable[[_Row], Made], faults: list[Fault]
) -> Iterator[Made]:
    for row in rows:
        try:
            yield make(row)
        except _Wrong as wrong:
            faults.append(Fault(row.place, str(wrong)))


def _group(row: _Row) -> Group:
    name, layer, points, about = row.cells
    if layer not in frozenset(Layer):
        raise _Wrong(NO_LAYER.format(layer=layer, layers=_BETWEEN.join(Layer)))
    pairs = () if points == "-" else tuple(_effect(cell, "=") for cell in points.split())
    named = _NAMED_BY_LAYER.get(Layer(layer))
    if named is not None and name.removesuffix("_act") not in named:
        raise _Wrong(NOT_NAMED.format(name=name, names=_BETWEEN.join(sorted(named))))
    return Group(name, Layer(layer), tuple(map(_known_target, pairs)), about)


def _effect(cell: str, sign: str) -> tuple[str, float]:
    target, _, amount = cell.partition(sign)
    try:
        return target, float(amount)
    except ValueError:
        raise _Wrong(NO_NUMBER.format(cell=cell, sign=sign)) from None


def _known_target(effect: tuple[str, float]) -> tuple[str, float]:
    if effect[0] not in _TARGETS:
        raise _Wrong(NO_TARGET.format(target=effect[0]))
    return effect


def _rule(row: _Row, groups: Mapping[str, Group]) -> Rule:
    first, second, effects = row.cells
    cells = effects.split()
    damps = tuple(_effect(cell, "*") for cell in cells if "*" in cell)
    adds = tuple(_known_target(_effect(cell, "+")) for cell in cells if "*" not in cell)
    for name in (first, second, *(name for name, _ in damps)):
        _known_group(name, groups)
    return Rule(first, second, adds, damps)


def _names(row: _Row) -> list[str]:
    return [normalise(term) for term in row.cells[1].split()]


def _terms(
    rows: Iterable[_Row], groups: Mapping[str, Group], names: frozenset[str], faults: list[Fault]
) -> Iterator[tuple[Group, str]]:
    for row, group in _made(rows, lambda row: (row, _known_group(row.cells[0], groups)), faults):
        for written in row.cells[1].split():
            term = term_of(written)
            why = why_not_term(term, names)
            if why:
                faults.append(Fault(row.place, why))
            else:
                yield group, term


def _known_group(name: str, groups: Mapping[str, Group]) -> Group:
    if name not in groups:
        raise _Wrong(NO_GROUP.format(group=name))
    return groups[name]
