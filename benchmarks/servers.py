"""Two servers on one PostgreSQL beside one, each a process: turns a second, who waited for a lock,
and whether every request was filed once and numbered without a gap.

    python -m benchmarks.servers [--chats 160] [--rounds 3]
"""

import asyncio
import statistics
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import asyncpg

from benchmarks.peers.elsewhere import elsewhere
from benchmarks.product import log_to_nowhere, open_stations
from benchmarks.rates import WORDS, Contestant, Load, Size, asked_size
from bot.event_loop import run
from storage.postgres.database import PostgresDatabase
from tests.postgres.laid_out import laid_out, lay_out_template
from tests.postgres.server import DURABLE, served

PYTHON: Final = Path(sys.executable)
SERVER: Final = "benchmarks.one_server"
CITY: Final = 16
STATIONS: Final = (1, CITY)
IN_FLIGHT: Final = 32
"""Chats at once, shared out to the servers."""
WARM: Final = 4
"""Chats before anything is measured."""
LOOKS_EVERY: Final = 0.02
WAITING: Final = (
    "SELECT coalesce(wait_event, '') FROM pg_stat_activity WHERE datname = current_database()"
    " AND state IN ('active', 'idle in transaction') AND wait_event_type = 'Lock'"
)
ROLLED_BACK: Final = "SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()"
FILED: Final = "SELECT number FROM request WHERE number <> ''"
TAKEN: Final = "SELECT count(*) FROM inbox WHERE state = 'taken'"
HEAD: Final = (
    "| stations | servers | turns/s | beside one | waiting for a lock, on average | of them at"
    " | rolled back a turn |\n|---|---|---|---|---|---|---|"
)


@dataclass
class Waits:
    """Who waited for a lock at each look, and how many transactions were rolled back."""

    looks: list[int] = field(default_factory=list)
    where: Counter[str] = field(default_factory=Counter)
    rolled_back: int = 0


async def bear_together(servers: Sequence[Contestant], load: Load) -> float:
    """Turns a second of all servers together, each with its part of the chats."""
    chats, at_once = load.chats // len(servers), load.in_flight // len(servers)
    parts = [Load(at_once, load.first_chat + place * chats, chats) for place in range(len(servers))]
    begun = time.perf_counter()
    await asyncio.gather(*(bear(part) for bear, part in zip(servers, parts, strict=True)))
    return chats * len(servers) * len(WORDS) / (time.perf_counter() - begun)


@asynccontextmanager
async def watched(url: str, waits: Waits) -> AsyncIterator[None]:
    """Look who waits, as long as the block lasts."""
    driver = await asyncpg.connect(url)
    before = await driver.fetchval(ROLLED_BACK)
    looking = asyncio.create_task(_look(driver, waits))
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        waits.rolled_back += await driver.fetchval(ROLLED_BACK) - before
        await driver.close()


async def _look(driver: asyncpg.Connection, waits: Waits) -> None:
    while True:
        found = [row[0] for row in await driver.fetch(WAITING)]
        waits.looks.append(len(found))
        waits.where.update(found)
        await asyncio.sleep(LOOKS_EVERY)


async def measured(database: PostgresDatabase, stations: int, size: Size, first: int) -> None:
    """One server and two in turn, in every round."""
    every = replace(size, chats=size.chats // 2 * 2)
    rates: dict[int, list[float]] = {1: [], 2: []}
    waits = {1: Waits(), 2: Waits()}
    with ExitStack() as stack:
        servers = [
            stack.enter_context(elsewhere(SERVER, database.url, str(stations), python=PYTHON))
            for _ in range(2)
        ]
        await bear_together(servers, Load(WARM, first, WARM))
        for place in range(every.rounds * 2):
            some = servers[: place % 2 + 1]
            load = Load(IN_FLIGHT, first + WARM + place * every.chats, every.chats)
            async with watched(database.url, waits[len(some)]):
                rates[len(some)].append(await bear_together(some, load))
    for count, found in rates.items():
        line(stations, count, rates, waits[count], len(found) * every.chats * len(WORDS))


def line(
    stations: int, count: int, rates: dict[int, list[float]], waits: Waits, turns: int
) -> None:
    """A line of the table."""
    found, one = rates[count], statistics.median(rates[1])
    cells = (
        f"{stations}",
        f"{count}",
        f"{statistics.median(found):.0f} [{min(found):.0f}..{max(found):.0f}]",
        f"{statistics.median(found) / one:.2f} ×",
        f"{statistics.fmean(waits.looks):.2f}",
        ", ".join(f"{name} {times}" for name, times in waits.where.most_common()) or "–",
        f"{waits.rolled_back / turns:.2f}",
    )
    print(f"| {' | '.join(cells)} |", flush=True)


async def assert_right(database: PostgresDatabase, intakes: int) -> None:
    """Each intake has its request, each station's numbers are 1, 2, 3 …"""
    driver = await asyncpg.connect(database.url)
    try:
        numbers = [row[0] for row in await driver.fetch(FILED)]
        taken = await driver.fetchval(TAKEN)
    finally:
        await driver.close()
    by_station: dict[str, list[int]] = {}
    for number in numbers:
        station, _, place = number.rpartition("-")
        by_station.setdefault(station, []).append(int(place))
    assert len(numbers) == intakes, (len(numbers), intakes)
    assert taken == intakes * len(WORDS), taken
    for found in by_station.values():
        assert sorted(found) == list(range(1, len(found) + 1))
    print(f"{intakes} intakes: each message taken once, each request filed once, no gap")


def main() -> None:
    """Print the table, or stop where anything is wrong."""
    size = asked_size()
    log_to_nowhere()
    print(HEAD)
    with served(DURABLE) as address:
        lay_out_template(address)
        with laid_out(address) as database:
            open_stations(database, CITY)
            each = WARM + size.rounds * 2 * (size.chats // 2 * 2)
            for place, stations in enumerate(STATIONS):
                run(measured(database, stations, size, 1000 + place * each))
                run(assert_right(database, (place + 1) * each))


if __name__ == "__main__":
    main()
