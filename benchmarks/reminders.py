"""A hundred thousand reminders that fall due at once, to a messenger that takes three thousand a
second, while people go on talking at their pages: how long those wait, beside an hour without.

    .venv/bin/python -m benchmarks.reminders --minutes 1
"""

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from benchmarks.filling import BEGUN, fill
from benchmarks.product import FIRST_STATION, new_file, product
from benchmarks.rates import WORDS, Turn
from benchmarks.turns import running
from bot.delivery.courier import Courier, Letter
from bot.delivery.receipts import Receipt, Sent
from bot.engine import Engine
from bot.event_loop import run
from bot.ticking import ticking
from core.messages import Inbound
from core.rates import Rate
from core.shanghai import local
from storage.codec import micros
from storage.outgoing import Posting
from storage.rate_clocks import Clock

CHANNEL: Final = "pigeon"
CHATS: Final = 100_000
A_SECOND: Final = 3_000
TALKS_A_SECOND: Final = 5
"""Each says six messages, one after the other, as soon as it is answered."""
IDLE_SECONDS: Final = 20
FIRST_TALK: Final = 20_000_000
TEN: Final = 10
STEPS: Final = 3

ALL_SENT: Final = "UPDATE outbox SET state = 'sent'"
ALL_DUE: Final = "UPDATE due SET sends_at = ?, due_at = ? WHERE state = 'open'"
LEFT: Final = "SELECT count(*) FROM due WHERE state = 'open' AND sends_at <= ?"
STATION: Final = f"s{FIRST_STATION}"


class Daytime:
    """The system's clock, put to ten in the morning of a working day: nothing is sent at night."""

    def __init__(self) -> None:
        now = datetime.now(UTC)  # noqa: TID251
        morning = local(now).replace(hour=TEN, minute=0)
        while morning.weekday() != 2:
            morning += timedelta(days=1)
        self._ahead = morning - local(now)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead  # noqa: TID251


class Pigeon:
    """A messenger that takes everything at once."""

    channel = CHANNEL
    shared = Clock(CHANNEL, Rate(timedelta(seconds=1) / A_SECOND, A_SECOND // 10))

    def __init__(self) -> None:
        self.sent = 0

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        return (self.shared,)

    def explain(self, why: str) -> str:
        return why

    async def send(self, letter: Letter) -> Receipt:
        self.sent += 1
        return Sent("1")


@dataclass(frozen=True, slots=True)
class Waits:
    """How long people waited for an answer, in milliseconds."""

    times: Sequence[float]

    def __str__(self) -> str:
        return f"p50 {self._part(50):.1f} ms, p99 {self.p99:.1f} ms of {len(self.times)} turns"

    @property
    def p99(self) -> float:
        return self._part(99)

    def _part(self, percent: int) -> float:
        return statistics.quantiles(self.times, n=100)[percent - 1]


async def talking(turn: Turn, first: int, seconds: float) -> Waits:
    """People come at a steady pace and talk; what each of their messages waited."""
    times: list[float] = []

    async def talk(chat: int) -> None:
        for step in range(len(WORDS)):
            begun = time.perf_counter()
            await turn(chat, step)
            times.append((time.perf_counter() - begun) * 1000)

    async with asyncio.TaskGroup() as group:
        for n in range(int(seconds * TALKS_A_SECOND)):
            group.create_task(talk(first + n))
            await asyncio.sleep(1 / TALKS_A_SECOND)
    return Waits(times)


async def measure(folder: Path, seconds: float) -> None:
    file, clock = new_file(folder), Daytime()
    async with running(file, clock) as engine:
        await _begin(engine)
    fill(file.path, requests=0, chats=CHATS)
    _make_due(file.path, clock.now())
    async with running(file, clock) as engine:
        turn, pigeon = product(engine, engine.read), Pigeon()
        idle = await talking(turn, FIRST_TALK, IDLE_SECONDS)
        print(f"idle:                {idle}")
        async with delivering(engine, pigeon), ticking(engine):
            flooded = await talking(turn, 2 * FIRST_TALK, seconds)
        print(f"while they fall due: {flooded}, {flooded.p99 / idle.p99:.2f} × idle")
        fell = CHATS - await _left(engine)
    print(f"{fell} reminders fell due and {pigeon.sent} went out in {seconds:.0f} s")


@asynccontextmanager
async def delivering(engine: Engine, pigeon: Pigeon) -> AsyncIterator[None]:
    """With a courier at work."""
    courier = asyncio.create_task(Courier(engine, pigeon).run())
    yield
    courier.cancel()
    await asyncio.gather(courier, return_exceptions=True)


async def _begin(engine: Engine) -> None:
    """The talk that is copied: somebody at that messenger has begun to tell a need."""
    for step in range(STEPS):
        now, key = engine.clock.now(), str(BEGUN)
        coming = Inbound(CHANNEL, key, key, f"m{step}", now, now, text=WORDS[step])
        await engine.receive(replace(coming, station=STATION))


def _make_due(path: Path, now: datetime) -> None:
    """All that was said has arrived, and every reminder is due now."""
    connection = sqlite3.connect(path)
    connection.execute(ALL_SENT)
    connection.execute(ALL_DUE, [micros(now)] * 2)
    connection.commit()
    connection.close()


async def _left(engine: Engine) -> int:
    now = micros(engine.clock.now())
    found = await engine.read(lambda each: each.execute(LEFT, [now]).fetchone())
    return int(found[0])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=1.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        run(measure(Path(folder), asked.minutes * 60))


if __name__ == "__main__":
    main()
