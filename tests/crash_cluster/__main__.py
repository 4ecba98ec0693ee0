"""`python -m tests.crash_cluster --kills 300 --seeds 1:31`: kills by many seeds, a line for each.

The lines are kept; seeds that have one are left out, so that it may be stopped at any moment and
goes on where it was.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tests.crash_cluster.ground import Ground, prepared
from tests.crash_cluster.outcomes import LOGS, tried

LINES: Final = LOGS / "cluster.jsonl"


def seeds_of(words: str) -> range:
    """“1:31” are the seeds from 1 to 30, “7” is one."""
    first, _, end = words.partition(":")
    return range(int(first), int(end) if end else int(first) + 1)


def kept(lines: Path) -> Iterator[dict[str, Any]]:
    if lines.exists():
        yield from map(json.loads, lines.read_text(encoding="utf-8").splitlines())


async def soaked(kills: int, seeds: range, lines: Path) -> None:
    """Every seed that has no line yet, its share of the kills each."""
    done = {each["seed"] for each in kept(lines)}
    share = -(-kills // len(seeds))
    async with prepared() as ground:
        for seed in seeds:
            if seed not in done:
                await one(ground, seed, share, lines)


async def one(ground: Ground, seed: int, kills: int, lines: Path) -> None:
    outcome = await tried(ground, seed, kills)
    line = json.dumps(outcome.line(), ensure_ascii=False)
    lines.parent.mkdir(parents=True, exist_ok=True)
    with lines.open("a", encoding="utf-8") as file:
        print(line, file=file)
    print(line, flush=True)
    outcome.keep_log(lines.parent)


def main() -> int:
    reading = argparse.ArgumentParser(prog="python -m tests.crash_cluster")
    reading.add_argument("--kills", type=int, default=300, help="over all seeds together")
    reading.add_argument("--seeds", type=seeds_of, default=range(1, 31), help="from:to")
    reading.add_argument("--lines", type=Path, default=LINES)
    told = reading.parse_args()
    asyncio.run(soaked(told.kills, told.seeds, told.lines))
    lines = [each for each in kept(told.lines) if each["seed"] in told.seeds]
    sums = {name: sum(each[name] for each in lines) for name in ("kills", "hits", "doubled")}
    found = sum(len(each["findings"]) for each in lines)
    print(f"{len(lines)} seeds: {sums['kills']} kills, {sums['hits']} hit, "
          f"{sums['doubled']} texts doubled, {found} findings")  # fmt: skip
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
