"""The table of what was measured, in Markdown: `docs/performance.md` takes it as it is."""

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.rates import Rates

HEAD: Final = (
    "| measured | in flight | turns/s | ours beside it | asked |\n|---|---|---|---|---|",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One contestant's rates; `ratio` is ours divided by them, where they are not ours."""

    name: str
    in_flight: int
    rates: Sequence[float]
    ratio: float | None = None
    asked: float | None = None


def beside(ours: str, in_flight: int, rates: Rates, asked: Mapping[str, float]) -> list[Figure]:
    """The figures of one run, where `ours` is the name of the contestant that is ours."""
    own = statistics.median(rates[ours])
    return [
        Figure(
            name,
            in_flight,
            found,
            None if name == ours else own / statistics.median(found),
            asked.get(name),
        )
        for name, found in rates.items()
    ]


def print_table(figures: Iterable[Figure]) -> None:
    """The table, and nothing else."""
    print(*HEAD, *map(_line, figures), sep="\n")


def _line(figure: Figure) -> str:
    return f"| {' | '.join(_cells(figure))} |"


def _cells(figure: Figure) -> Iterator[str]:
    rates = figure.rates
    yield figure.name
    yield str(figure.in_flight)
    yield f"{statistics.median(rates):.0f} [{min(rates):.0f}..{max(rates):.0f}]"
    yield "" if figure.ratio is None else f"{figure.ratio:.2f} ×"
    yield "" if figure.asked is None else f"≥ {figure.asked:g} ×"
