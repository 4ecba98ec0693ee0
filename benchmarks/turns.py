"""Durable turns a second of whole intakes, beside other bots with the same form.

    python -m benchmarks.turns [--chats 160] [--rounds 3]

All read the JSON that their channel delivers and produce the JSON of the reply. Ours keeps every
turn on disk before it answers, in a data folder (`synchronous=FULL`) or on a PostgreSQL server of
this machine (`synchronous_commit=on`).
"""

import gc
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Figure, beside, print_table
from benchmarks.peers import ptb
from benchmarks.peers.elsewhere import elsewhere
from benchmarks.product import log_to_nowhere, new_file, open_stations, product
from benchmarks.rates import Contestant, Size, asked_size, contestant, interleaved
from bot.clock import Clock, SystemClock
from bot.engine import Engine
from bot.event_loop import run
from bot.intents.lexicon import load_lexicon
from storage.connections import Connection
from storage.databases import Database
from storage.schema import schema
from storage.sqlite_database import SqliteDatabase
from tests.postgres.laid_out import laid_out, lay_out_template
from tests.postgres.server import DURABLE, served

IN_FLIGHT: Final = (1, 16, 64)
CLOCK: Final = SystemClock()
OURS: Final = "data folder"
POSTGRES: Final = "PostgreSQL"
MEMORY: Final = "python-telegram-bot, in memory"
PICKLED: Final = "python-telegram-bot, pickled every turn"
AIOGRAM: Final = "aiogram, in memory"
ASKED: Final = {MEMORY: 1.0, PICKLED: 10.0, AIOGRAM: 2.0}
"""How many times the peer's turns ours are to be, with more than one chat in flight."""


def figures(size: Size) -> list[Figure]:
    """Every contestant's turns a second at each number of chats at once."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, served(DURABLE) as address:
        lay_out_template(address)
        with laid_out(address) as server:
            open_stations(server)
            return run(_measured(new_file(Path(folder)), server, size))


async def _measured(file: SqliteDatabase, server: Database, size: Size) -> list[Figure]:
    found: list[Figure] = []
    async with _contestants(file, server) as contestants:
        for place, in_flight in enumerate(IN_FLIGHT):
            first_chat = place * size.rounds * size.chats
            rates = await interleaved(contestants, in_flight, size, first_chat)
            found += beside(OURS, in_flight, rates, ASKED if in_flight > 1 else {})
    return found


@asynccontextmanager
async def _contestants(
    file: SqliteDatabase, server: Database
) -> AsyncIterator[dict[str, Contestant]]:
    async with AsyncExitStack() as stack:
        ours, shared = [await stack.enter_async_context(running(each)) for each in (file, server)]
        connection = stack.enter_context(file.reading())

        async def read_file(query: Callable[[Connection], Any]) -> Any:
            return query(connection)

        yield {
            OURS: contestant(product(ours, read_file)),
            POSTGRES: contestant(product(shared, shared.read)),
            MEMORY: contestant(await stack.enter_async_context(ptb.in_memory())),
            PICKLED: ptb.pickled,
            AIOGRAM: stack.enter_context(elsewhere("benchmarks.peers.aiogram_memory")),
        }


@asynccontextmanager
async def running(database: Database, clock: Clock = CLOCK) -> AsyncIterator[Engine]:
    """The product on a database as a server runs it, its log included, as long as the block
    lasts."""
    log_to_nowhere()
    engine = Engine(database.open(), schema(), load_lexicon(), clock)
    gc.collect()
    gc.freeze()
    try:
        yield engine
    finally:
        await engine.close()


if __name__ == "__main__":
    print_table(figures(asked_size()))
