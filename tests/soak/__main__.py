"""Kills and faults by the thousand, seed after seed: `python -m tests.soak --help`.

Each seed leaves a line in the file of results; one that has its line is not run again, so that a
soak can be broken off and gone on with. To repeat a single one, give it alone and another file.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.soak.results import Result, Results
from tests.soak.seeds import house, run_seed

RESULTS: Final = Path("var/soak/embedded.jsonl")
KILLS: Final = 20


def main(words: Sequence[str] | None = None) -> int:
    """Run what is left of the seeds; 1 where anything was found in any of them. `words` stand for
    those of the command line."""
    told = _told(words)
    results, seeds = Results(told.results), _range(told.seeds)
    try:
        if next(_left(told, results, seeds), None) is not None:
            asyncio.run(_soak(told, results, seeds))
    except KeyboardInterrupt:
        print("broken off; the same command goes on from here")
    totals = results.of(seeds)
    print(totals)
    for line in totals.failed():
        print(f"seed {line['seed']}:", *line["findings"][:5], sep="\n  ")
    return 1 if totals.failed() else 0


async def _soak(told: argparse.Namespace, results: Results, seeds: range) -> None:
    async with house() as ready:
        for seed in _left(told, results, seeds):
            result = await run_seed(ready, seed, told.each, told.results.with_suffix(""))
            results.keep(result)
            print(_line(result), flush=True)


def _left(told: argparse.Namespace, results: Results, seeds: range) -> Iterator[int]:
    """The seeds that have no line yet, until there are kills enough or the time is over."""
    ends = time.monotonic() + told.minutes * 60
    for seed in seeds:
        if results.of(seeds).kills >= told.kills or time.monotonic() >= ends:
            return
        if not results.has(seed):
            yield seed


def _line(result: Result) -> str:
    wrong = ", ".join(f"{times} {kind}" for kind, times in result.wrong.items()) or "nothing"
    return (
        f"seed {result.seed} {result.population}: {result.kills} kills,"
        f" hits {dict(result.hits)}, wrong: {wrong}, {result.seconds:.0f} s"
    )


def _told(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="stop after so many in all")
    parser.add_argument("--seeds", default="1:51", help="from the first up to before the last")
    parser.add_argument("--minutes", type=float, default=60, help="begin no seed after that")
    parser.add_argument("--each", type=int, default=KILLS, help="kills of one seed")
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args(words)


def _range(words: str) -> range:
    first, _, last = words.partition(":")
    return range(int(first), int(last) if last else int(first) + 1)


if __name__ == "__main__":
    sys.exit(main())
