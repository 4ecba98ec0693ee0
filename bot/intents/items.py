"""Which service item of clause 4.2 a need is, and which flow serves it: by words already found.

The rows of `items.tsv` say which terms of which group point to which item. Nothing is answered
where two items are told of alike, or where nothing tells them apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.intents.needs import Need
from bot.intents.normal import normalise
from bot.intents.scoring import Evidence
from core.categories import Category, Flow
from core.service_items import ITEMS, OWN_FLOWS, ServiceItem, flow_of

TABLE: Final = Path(__file__).parent / "items.tsv"
SPEAKS: Final = 0.5
"""What a word weighs at the least that is neither denied nor settled."""
SPEAKS_OF_TRADE: Final = 0.34
"""The same where whose trade it is tells the item: “叉车司机考证”, “我们做电梯的，要考证”."""
ANY: Final = "*"
NOT: Final = "-"
OWN_GROUPS: Final = MappingProxyType({Flow.AWARD: "award", Flow.INTELLECTUAL_PROPERTY: "ip"})
"""The groups whose words speak for a flow that a part of a category has to itself."""


class ItemsError(ValueError):
    """Says which line of the table is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    item: ServiceItem
    weight: int
    pieces: tuple[str, ...]
    without: tuple[str, ...]

    def holds(self, term: str) -> bool:
        """Whether a term of the row's group points to its item."""
        if any(piece in term for piece in self.without):
            return False
        return not self.pieces or any(piece in term for piece in self.pieces)


@cache
def load_items() -> Mapping[str, tuple[Row, ...]]:
    """The rows of the release by their group."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return read_items(lines)


def read_items(lines: Iterable[str]) -> Mapping[str, tuple[Row, ...]]:
    rows: dict[str, tuple[Row, ...]] = {}
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            group, row = _row(line, f"{TABLE.name}:{number}")
            rows[group] = (*rows.get(group, ()), row)
    return rows


def _row(line: str, place: str) -> tuple[str, Row]:
    cells = line.split("\t")
    if len(cells) != 4 or not cells[1].isdecimal():
        raise ItemsError(f"{place}: expected clause, weight, group and pieces; found {line!r}")
    clause, weight, group, written = cells
    if clause not in ITEMS:
        raise ItemsError(f"{place}: no service item {clause!r}; see core/service_items.py")
    pieces = [normalise(one.replace("_", " ")) for one in written.split()]
    held = tuple(one for one in pieces if one != ANY and not one.startswith(NOT))
    without = tuple(one.removeprefix(NOT) for one in pieces if one.startswith(NOT))
    return group, Row(ITEMS[clause], int(weight), held, without)


def find_flow(category: Category, evidence: Iterable[Evidence]) -> Flow | None:
    """The flow by which a need of a category is served."""
    own = OWN_FLOWS.get(category)
    wanted = OWN_GROUPS[own] if own else ""
    return flow_of(
        category, any(one.hit.group.name == wanted for one in _speaking(evidence, category))
    )


def find_item(
    category: Category, plain: str, evidence: Iterable[Evidence], needs: tuple[Need, ...] = ()
) -> ServiceItem | None:
    """The item that the words tell; of several needs, of the first."""
    told: dict[str, list[int]] = {}
    for one in _within(_speaking(evidence, category), needs):
        for clause, weight in _pointed(plain[one.hit.start : one.hit.end], one.hit.group.name):
            if ITEMS[clause].category is category:
                told.setdefault(clause, []).append(weight)
    ranks = {clause: (max(weights), len(weights)) for clause, weights in told.items()}
    best = max(ranks.values(), default=None)
    first = [clause for clause, rank in ranks.items() if rank == best]
    return ITEMS[first[0]] if len(first) == 1 else None


def _speaking(evidence: Iterable[Evidence], category: Category) -> list[Evidence]:
    least = SPEAKS_OF_TRADE if category is Category.TRAINING else SPEAKS
    return [one for one in evidence if one.weight >= least]


def _within(evidence: list[Evidence], needs: tuple[Need, ...]) -> list[Evidence]:
    if not needs:
        return evidence
    start, end = needs[0].start, needs[0].end
    return [one for one in evidence if start <= one.hit.start < end]


@lru_cache(maxsize=4096)
def _pointed(term: str, group: str) -> tuple[tuple[str, int], ...]:
    rows = load_items().get(group, ())
    return tuple((row.item.clause, row.weight) for row in rows if row.holds(term))
