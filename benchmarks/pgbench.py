"""Our turns on PostgreSQL beside pgbench with the same statements, on one server.

    python -m benchmarks.pgbench [--chats 160] [--rounds 3]

pgbench is the server's own program and does nothing but send prepared statements: the locks,
transactions and statements of a real intake, what the page reads after each turn included. What
it leaves in every table is compared with what the real intake left. Several chats of one station
queue for its lock, so both are also measured with the chats spread over sixteen stations.
"""

import asyncio
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, beside, print_table
from benchmarks.notes import Noted, NotingServerStore
from benchmarks.product import FIRST_STATION, log_to_nowhere, open_stations, product
from benchmarks.rates import (
    WORDS,
    Contestant,
    Load,
    Size,
    asked_size,
    contestant,
    interleaved,
    rate,
)
from benchmarks.scripts import (
    FIRST_CHAT,
    FIRST_NUMBER,
    FIRST_POSITION,
    FIRST_TURN,
    intake_script,
)
from benchmarks.turns import running
from bot.clock import SystemClock
from bot.engine import Engine
from bot.event_loop import run
from bot.intents.lexicon import load_lexicon
from storage.postgres.database import PostgresDatabase
from storage.schema import schema
from tests.postgres.laid_out import laid_out, lay_out_template
from tests.postgres.server import DURABLE, programs_for, served

CITY: Final = 16
"""Stations over which chats are spread."""
RUNS: Final = ((1, 1), (16, 1), (16, CITY))
"""Chats at once, and their stations."""
LEAST_INTAKES: Final = 20
"""Of one client: it prepares its statements in the first."""
MOST_TRIES: Final = 1000
"""Of a turn that lost a race: no turn is left out."""
ASKED: Final = 0.5
OURS: Final = "PostgreSQL, {stations} station(s)"
BARE: Final = "pgbench, the same statements"
RATE: Final = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
DONE: Final = re.compile(r"actually processed: (\d+)/\1$", re.MULTILINE)

MARK: Final = (
    f"SELECT setval(pg_get_serial_sequence('inbox', 'id'), {FIRST_TURN})",
    f"UPDATE counter SET value = {FIRST_NUMBER}"
    f" + 1000000 * (substr(name, 2, 8)::integer - {FIRST_STATION})",
    f"UPDATE chat_out SET said = {FIRST_POSITION} WHERE chat LIKE 'web:room/%'",
    "ANALYZE",
)
"""Numbers that occur nowhere else, and plans as a database has them that is in use. Each station
counts from elsewhere, since in the script all of them write their numbers alike."""
TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"

Rows = dict[str, int]


@dataclass(frozen=True, slots=True)
class Bench:
    """pgbench with an intake's script on a database; `growth` is what one intake adds to it."""

    program: Path
    script: Path
    database: PostgresDatabase
    growth: Rows
    runs: Iterator[int]

    async def bear(self, stations: int, load: Load) -> float:
        """Turns a second of as many clients as chats are in flight."""
        intakes = max(LEAST_INTAKES, load.chats // load.in_flight)
        before = _rows(self.database)
        found = await asyncio.to_thread(self._run, stations, load.in_flight, intakes)
        after, every = _rows(self.database), intakes * load.in_flight
        grown = {name: after[name] - before[name] for name in after}
        assert grown == {name: every * rows for name, rows in self.growth.items()}, grown
        return found

    def _run(self, stations: int, clients: int, intakes: int) -> float:
        values = {"turn": 0, "stations": stations, "first_chat": FIRST_CHAT * next(self.runs)}
        command: tuple[str | Path, ...] = (
            self.program, "--no-vacuum", "--protocol=prepared", f"--max-tries={MOST_TRIES}",
            f"--client={clients}", f"--jobs={min(clients, 2)}",
            f"--transactions={intakes * len(WORDS)}", f"--file={self.script}",
            *(f"--define={name}={value}" for name, value in values.items()), self.database.url,
        )  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = RATE.search(done.stdout)
        assert done.returncode == 0, done.stdout + done.stderr
        assert found, done.stdout
        assert DONE.search(done.stdout), done.stdout
        return float(found[1])


def figures(size: Size) -> list[Figure]:
    """Our turns beside pgbench, in one station and in a city's."""
    log_to_nowhere()
    with tempfile.TemporaryDirectory(prefix="bench-") as name, served(DURABLE) as address:
        folder = Path(name)
        lay_out_template(address)
        with laid_out(address) as database:
            open_stations(database, CITY)
            return run(_measured(folder, database, size))


async def _measured(folder: Path, database: PostgresDatabase, size: Size) -> list[Figure]:
    bench = await _recorded(folder, database, size)
    found: list[Figure] = []
    async with running(database) as engine:
        for place, (in_flight, stations) in enumerate(RUNS):
            ours = OURS.format(stations=stations)
            contestants: dict[str, Contestant] = {
                ours: contestant(product(engine, engine.read, stations)),
                BARE: partial(bench.bear, stations),
            }
            first_chat = CITY + size.chats + place * size.rounds * size.chats
            rates = await interleaved(contestants, in_flight, size, first_chat)
            found += beside(ours, in_flight, rates, {BARE: ASKED})
    return found


async def _recorded(folder: Path, database: PostgresDatabase, size: Size) -> Bench:
    """Play intakes in every station, so that each has begun to count, and note one more."""
    store = NotingServerStore(database.url)
    engine = Engine(store, schema(), load_lexicon(), SystemClock())
    turn = product(engine, engine.read, CITY)
    await rate(turn, Load(CITY, 0, CITY + size.chats))
    with database.writing() as connection:
        for statement in MARK:
            connection.execute(statement)
    before, turns = _rows(database), list[list[Noted]]()
    for step in range(len(WORDS)):
        store.noted.clear()
        await turn(FIRST_CHAT, step)
        turns.append(list(store.noted))
    await engine.close()
    script = folder / "intake.sql"
    script.write_text(intake_script(turns, FIRST_CHAT), encoding="utf-8")
    after = _rows(database)
    growth = {name: after[name] - before[name] for name in after}
    return Bench(programs_for(folder) / "pgbench", script, database, growth, count(2))


def _rows(database: PostgresDatabase) -> Rows:
    with database.reading() as connection:
        names = [name for (name,) in connection.execute(TABLES).fetchall()]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }


if __name__ == "__main__":
    print_table(figures(asked_size()))
