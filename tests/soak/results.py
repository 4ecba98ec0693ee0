"""What each seed came to, a line of JSON each, and what all of them came to together."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

Json = dict[str, Any]

LOST, DOUBLED, UNORDERED, DUE, ODD = "lost", "doubled", "out of order", "due", "otherwise wrong"

KINDS: Final = (
    ("it broke off", ODD),
    ("is in the inbox 0 times", LOST),
    ("never", LOST),
    ("lost", LOST),
    ("confirmed and not kept", LOST),
    ("was not done", DUE),
    ("due ", DUE),
    ("was invited", DUE),
    ("was told", DUE),
    ("spoke", DUE),
    ("twice", DOUBLED),
    ("said by no row", DOUBLED),
    ("stands there", DOUBLED),
    ("times", DOUBLED),
    ("order", UNORDERED),
    ("places", UNORDERED),
    ("gaps", UNORDERED),
)
"""What a finding counts as, by the first of these words that is in it."""


def kind_of(finding: str) -> str:
    return next((kind for words, kind in KINDS if words in finding), ODD)


@dataclass(frozen=True, slots=True)
class Result:
    """One seed. `hits` counts kills and faults that met work under way, by their names; `repeated`
    are texts that stand twice because a kill or a cut line took their receipt."""

    seed: int
    population: str
    kills: int
    hits: Mapping[str, int]
    turns: int
    rows: int
    due_done: int
    repeated: int
    findings: Sequence[str]
    seconds: float
    wrong: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wrong", dict(Counter(map(kind_of, self.findings))))


def nothing(seed: int, findings: Sequence[str], seconds: float) -> Result:
    """Of a seed whose server never served."""
    return Result(seed, "", 0, {}, 0, 0, 0, 0, findings, seconds)


class Results:
    """The lines that were written so far; a seed that has one is not run again."""

    def __init__(self, file: Path) -> None:
        self._file = file
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else ()
        self.lines = [json.loads(line) for line in lines]

    def has(self, seed: int) -> bool:
        return any(line["seed"] == seed for line in self.lines)

    def keep(self, result: Result) -> None:
        line = asdict(result)
        self.lines.append(line)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def of(self, seeds: Iterable[int]) -> "Totals":
        wanted = set(seeds)
        return Totals([line for line in self.lines if line["seed"] in wanted])


class Totals:
    """Lines taken together."""

    def __init__(self, lines: Sequence[Json]) -> None:
        self.lines = lines

    @property
    def kills(self) -> int:
        return self._sum("kills")

    def failed(self) -> list[Json]:
        return [line for line in self.lines if line["findings"]]

    def _sum(self, name: str) -> int:
        return sum(int(line[name]) for line in self.lines)

    def _counted(self, name: str) -> Counter[str]:
        every: Counter[str] = Counter()
        for line in self.lines:
            every.update(line[name])
        return every

    def __str__(self) -> str:
        seconds = sum(float(line["seconds"]) for line in self.lines)
        hits = ", ".join(f"{times} {name}" for name, times in sorted(self._counted("hits").items()))
        wrong = self._counted("wrong")
        counts = ", ".join(f"{wrong[kind]} {kind}" for kind in (LOST, DOUBLED, UNORDERED, DUE, ODD))
        return "\n".join(
            (
                f"{len(self.lines)} seeds, {self.kills} kills, {seconds:.0f} s",
                f"  met work under way: {hits or 'nothing'}",
                f"  {self._sum('turns')} turns, {self._sum('rows')} rows said,"
                f" {self._sum('due_done')} due rows done",
                f"  {self._sum('repeated')} texts stand twice for a receipt that was cut off",
                f"  wrong: {counts}",
            )
        )
