"""Durable turns a second of a whole intake, beside python-telegram-bot's form in memory.

Both read the JSON that their channel delivers and produce the JSON of the reply. Ours keeps every
turn on disk (`synchronous=FULL`) before it answers; the peer keeps nothing. Rounds are interleaved,
since the machine is shared and noisy; trust the ratio, not the figures.
"""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.peer import Peer, update_json
from bot.channels.web.desk import CHANNEL, Seat, visitor_chat
from bot.channels.web.frames import Say, read_frame, row_json
from bot.channels.web.inbounds import inbound_of
from bot.clock import SystemClock
from bot.desk.rows import row_of
from bot.engine import Engine
from bot.intents.lexicon import load_lexicon
from bot.sample import load_sample
from storage.database import open_for_reading, written
from storage.migrations.upgrade import upgrade
from storage.schema import schema
from storage.sqlite_store import open_store
from storage.timelines import Timelines

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


def product(engine: Engine, path: Path) -> Turn:
    """A turn of ours: the page's frame in, the rows of the reply out."""
    timelines = Timelines(engine.schema)
    reader = open_for_reading(path)
    shown: dict[int, int] = {}

    async def turn(chat: int, step: int) -> None:
        seat = Seat(visitor_chat("hy", f"v{chat}"), f"v{chat}", "hy")
        said = {"t": "say", "id": f"{chat}-{step}", "n": step, "text": WORDS[step]}
        frame = read_frame(json.dumps(said, ensure_ascii=False))
        assert isinstance(frame, Say)
        await engine.receive(inbound_of(frame, seat, datetime.now(UTC)))  # noqa: TID251
        key, person = f"{CHANNEL}:{seat.chat}", f"p.web.v{chat}"
        rows = timelines.after(reader, key, person, shown.get(chat, 0), 20)
        assert rows
        shown[chat] = rows[-1].n
        json.dumps([row_json(row_of(row, seat, {}, ()), seat) for row in rows])

    return turn


def rival(peer: Peer) -> Turn:
    """A turn of the peer."""

    async def turn(chat: int, step: int) -> None:
        await peer.turn(update_json(chat * 10 + step + 1, chat + 1, WORDS[step]))

    return turn


async def measure(folder: Path) -> None:
    path = folder / "station.db"
    upgrade(path)
    tables = schema()
    with written(path) as writing:
        load_sample(writing, tables, datetime.now(UTC))  # noqa: TID251
    lexicon = load_lexicon()
    engine = Engine(open_store(path), tables, lexicon, SystemClock())
    peer = Peer()
    await peer.begin()
    ours, theirs = product(engine, path), rival(peer)
    first = 0
    for in_flight in IN_FLIGHT:
        rates: dict[str, list[float]] = {"ours": [], "peer": []}
        for _ in range(ROUNDS):
            first += CHATS
            rates["ours"].append(await rate(ours, in_flight, first))
            rates["peer"].append(await rate(theirs, in_flight, first))
        _report(in_flight, rates)
    await peer.end()
    await engine.close()


def _report(in_flight: int, rates: dict[str, list[float]]) -> None:
    ours, peer = (statistics.median(rates[name]) for name in ("ours", "peer"))
    spread = [f"{min(rates[name]):.0f}..{max(rates[name]):.0f}" for name in ("ours", "peer")]
    print(
        f"in flight {in_flight:3}: ours {ours:6.0f} turns/s [{spread[0]}], "
        f"peer in memory {peer:6.0f} [{spread[1]}], ratio {ours / peer:.2f}"
    )


def main() -> None:
    """Print a line for each number of chats at once."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        asyncio.run(measure(Path(folder)))
