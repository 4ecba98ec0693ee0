"""A turn in a folder with a million requests and a hundred thousand open conversations, beside one
that is empty; and how long it takes to look for what is due there."""

import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.filling import BEGUN, FILED, fill
from benchmarks.product import new_file, product
from benchmarks.rates import WORDS, Size, contestant, interleaved
from benchmarks.turns import running
from bot.clock import SystemClock
from bot.engine import Engine
from bot.event_loop import run
from bot.intents.lexicon import Lexicon, load_lexicon
from storage.schema import schema
from storage.sqlite_database import SqliteDatabase

IN_FLIGHT: Final = 16
ROUNDS: Final = 5
LOOKS: Final = 20
FIRST: Final = 10_000_000
BEGUN_STEPS: Final = 3


async def measure(folder: Path) -> None:
    lexicon = load_lexicon()
    empty = new_file(folder / "empty")
    full = new_file(folder / "full")
    await _play(full, lexicon)
    begun = time.perf_counter()
    fill(full.path)
    size = full.path.stat().st_size / 2**30
    print(f"filled in {time.perf_counter() - begun:.0f} s, {size:.1f} GiB")
    async with running(empty) as one, running(full) as other:
        await _compare({"empty": one, "full": other})


async def _compare(engines: Mapping[str, Engine]) -> None:
    turns = {name: contestant(product(each, each.read)) for name, each in engines.items()}
    rates = await interleaved(turns, IN_FLIGHT, Size(rounds=ROUNDS), FIRST)
    share = statistics.median(
        full / empty for full, empty in zip(rates["full"], rates["empty"], strict=True)
    )
    for name, engine in engines.items():
        looks = [await _look(engine) for _ in range(LOOKS)]
        print(
            f"{name:5} {statistics.median(rates[name]):6.0f} turns/s at {IN_FLIGHT} in flight,"
            f" {statistics.median(looks) * 1000:.1f} ms to look for what is due"
        )
    print(f"full beside empty: {share:.2f}")


async def _look(engine: Engine) -> float:
    begun = time.perf_counter()
    await engine.sweep()
    return time.perf_counter() - begun


async def _play(database: SqliteDatabase, lexicon: Lexicon) -> None:
    """The two talks that are copied."""
    engine = Engine(database.open(), schema(), lexicon, SystemClock())
    turn = product(engine, engine.read)
    for step in range(len(WORDS)):
        await turn(FILED, step)
    for step in range(BEGUN_STEPS):
        await turn(BEGUN, step)
    await engine.close()


def main() -> None:
    """Print the figures; it takes a few minutes and some gigabytes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        run(measure(Path(folder)))


if __name__ == "__main__":
    main()
