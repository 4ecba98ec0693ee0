"""Durable turns a second of a whole intake, beside python-telegram-bot's form in memory.

All read the JSON that their channel delivers and produce the JSON of the reply. Ours keeps every
turn on disk before it answers, in a data folder (`synchronous=FULL`) or on a PostgreSQL server of
this machine (`synchronous_commit=on`); the peer keeps nothing. Rounds are interleaved, since the
machine is shared and noisy; trust the ratio, not the figures.
"""

import asyncio
import gc
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.peer import Peer, update_json
from bot.channels.web.desk import CHANNEL, Seat, visitor_chat
from bot.channels.web.frames import Say, read_frame, row_json
from bot.channels.web.inbounds import inbound_of
from bot.clock import SystemClock
from bot.desk.rows import row_of
from bot.engine import Engine
from bot.intents.lexicon import load_lexicon
from bot.logs import start_logging
from bot.sample import load_sample
from bot.settings import LogLevel
from storage.connections import Connection
from storage.databases import Database
from storage.postgres.database import PostgresDatabase
from storage.schema import schema
from storage.sqlite_database import SqliteDatabase
from storage.timelines import Timelines
from tests.postgres.laid_out import laid_out, lay_out_template
from tests.postgres.server import DURABLE, served

IN_FLIGHT: Final = (1, 16, 64)
ROUNDS: Final = 3
CHATS: Final = 160
WORDS: Final = (
    "你好，车间有几块压力表快到期了，想送去校准",
    "武汉江城示例泵业有限公司",
    "我姓覃，覃晓燕",
    "13800001207",
    "下周三上午来拿最好",
    "对，就这些",
)

Turn = Callable[[int, int], Awaitable[None]]
Read = Callable[[Callable[[Connection], Any]], Awaitable[Any]]


async def rate(turn: Turn, in_flight: int, first_chat: int) -> float:
    """Turns a second with so many chats talking at once, each in its order."""
    waiting = iter(range(first_chat, first_chat + CHATS))

    async def talk() -> None:
        for chat in waiting:
            for step in range(len(WORDS)):
                await turn(chat, step)

    begun = time.perf_counter()
    await asyncio.gather(*(talk() for _ in range(in_flight)))
    return CHATS * len(WORDS) / (time.perf_counter() - begun)


def product(engine: Engine, read: Read) -> Turn:
    """A turn of ours: the page's frame in, the rows of the reply out."""
    timelines = Timelines(engine.schema)
    shown: dict[int, int] = {}

    async def turn(chat: int, step: int) -> None:
        seat = Seat(visitor_chat("hy", f"v{chat}"), f"v{chat}", "hy")
        said = {"t": "say", "id": f"{chat}-{step}", "n": step, "text": WORDS[step]}
        frame = read_frame(json.dumps(said, ensure_ascii=False))
        assert isinstance(frame, Say)
        await engine.receive(inbound_of(frame, seat, datetime.now(UTC)))  # noqa: TID251
        key, person = f"{CHANNEL}:{seat.chat}", f"p.web.v{chat}"
        last = shown.get(chat, 0)
        rows = await read(lambda each: timelines.after(each, key, person, last, 20))
        assert rows
        shown[chat] = rows[-1].n
        json.dumps([row_json(row_of(row, seat, {}, ()), seat) for row in rows])

    return turn


def rival(peer: Peer) -> Turn:
    """A turn of the peer."""

    async def turn(chat: int, step: int) -> None:
        await peer.turn(update_json(chat * 10 + step + 1, chat + 1, WORDS[step]))

    return turn


async def measure(folder: Path, server: PostgresDatabase) -> None:
    file, lexicon, peer = data_folder(folder), load_lexicon(), Peer()
    engines = [Engine(one.open(), schema(), lexicon, SystemClock()) for one in (file, server)]
    await peer.begin()
    gc.collect()
    gc.freeze()  # as a server does when it begins
    with file.reading() as connection:

        async def read_file(query: Callable[[Connection], Any]) -> Any:
            return query(connection)

        turns = {
            "folder": product(engines[0], read_file),
            "postgres": product(engines[1], engines[1].read),
            "peer": rival(peer),
        }
        first = 0
        for in_flight in IN_FLIGHT:
            rates: dict[str, list[float]] = {name: [] for name in turns}
            for _ in range(ROUNDS):
                first += CHATS
                for name, turn in turns.items():
                    rates[name].append(await rate(turn, in_flight, first))
            _report(in_flight, rates)
    await peer.end()
    for engine in engines:
        await engine.close()


def data_folder(folder: Path) -> SqliteDatabase:
    """A data folder's database with the sample stations."""
    folder.mkdir(parents=True, exist_ok=True)
    file = SqliteDatabase(folder / "station.db", folder / "serving")
    file.upgrade()
    _fill(file)
    return file


def _fill(database: Database) -> None:
    with database.writing() as connection:
        load_sample(connection, schema(), datetime.now(UTC))  # noqa: TID251


def _report(in_flight: int, rates: dict[str, list[float]]) -> None:
    peer = statistics.median(rates["peer"])
    for name, found in rates.items():
        middle, spread = statistics.median(found), f"[{min(found):.0f}..{max(found):.0f}]"
        share = f"{middle / peer:.2f} × peer"
        print(f"in flight {in_flight:3}: {name:8} {middle:6.0f} turns/s {spread}, {share}")


def main() -> None:
    """Print a line for each number of chats at once and each way to keep them."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, served(DURABLE) as address:
        lay_out_template(address)
        log = Path(folder) / "log"
        with laid_out(address) as server, log.open("w", encoding="utf-8") as stream:
            start_logging(LogLevel.INFO, stream)
            _fill(server)
            asyncio.run(measure(Path(folder), server))
