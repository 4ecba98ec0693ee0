"""A run: a sample station that is always open, many enterprises at once, one specialist, and kills.

The kills come at moments of chance while messages are under way. What each one hit is read from the
file that the killed process left, before the next one touches it.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from sqlite3 import connect
from typing import Final

from bot.clock import SystemClock
from core.shanghai import CLOCK, day_of, local
from tests.crash.ledger import Ledger
from tests.crash.pages import Page
from tests.crash.people import Enterprise, Specialist
from tests.crash.servers import Server
from tests.crash.strikes import Strike, on_their_way, strike

HEAD: Final = "zhou"
SPECIALIST: Final = "li"
STAFF_LOOPBACK: Final = "127.0.0.2"
LOOPBACK: Final = "127.0.1.{n}"
SERVED: Final = 10
UNSERVED: Final = 4
MOST_SENT: Final = 40
LIVES: Final = (0.0, 0.2, 0.5, 1.2)
DELAYS: Final = (0.0, 0.01, 0.03)
BUSY: Final = 3
PATIENCE: Final = 75.0
"""Longer than the last minute of a day, in which the station of these tests says nothing."""
A_MOMENT: Final = 0.2
SHORTLY: Final = timedelta(seconds=65)

LAST_SHOWN: Final = (
    "SELECT chat, max(n) FROM outbox WHERE json_extract(message, '$.only') IN ('', ?) GROUP BY chat"
)


class Run:
    """The people at their pages, all of them living on while the server dies."""

    def __init__(self, server: Server, dice: random.Random) -> None:
        self.server = server
        self.enough = False
        self.lives: list[asyncio.Task[None]] = []
        self.work: asyncio.Task[None] | None = None
        self._dice = dice
        self.specialist = Specialist(Page(server, SPECIALIST, STAFF_LOOPBACK, SPECIALIST))
        self.enterprises = [
            Enterprise(visitor(server, n), n, dice, served=n <= SERVED)
            for n in range(1, SERVED + UNSERVED + 1)
        ]
        self.pages = [self.specialist.page, *(one.page for one in self.enterprises)]

    async def arrive(self) -> None:
        """Everybody opens their page for the first time."""
        await self.specialist.page.enter_room()
        await asyncio.gather(*(one.page.enter_chat() for one in self.enterprises))

    def has_enough(self) -> bool:
        return self.enough

    async def end(self) -> None:
        """Let everybody bring to an end what they have begun, and the pages show it."""
        self.enough = True
        await self.until(lambda: all(life.done() for life in self.lives))
        await self.settle()

    def everybody_goes(self) -> None:
        """The people leave in the middle of what they did; their pages stay open."""
        for task in (*self.lives, *filter(None, [self.work])):
            task.cancel()

    @property
    def sent(self) -> int:
        return sum(page.sent for page in self.pages)

    async def kill(self) -> Strike:
        """Kill the server while messages are under way; what it hit."""
        enough = self.sent + self._dice.randint(1, MOST_SENT)
        await self.server.works_on(self._dice.choice(LIVES))
        await self.until(lambda: self.sent >= enough and self._are_busy())
        await self.server.works_on(self._dice.choice(DELAYS))
        sent = on_their_way(self.pages)
        await self.server.kill()
        await self.until(lambda: not any(page.connected for page in self.pages))
        return strike(sent, Ledger(self.server.database))

    def _are_busy(self) -> bool:
        return len(on_their_way(self.pages)) >= BUSY

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self.server.changed:
            await self.server.changed.wait_for(holds)

    async def settle(self) -> None:
        """Wait until nothing is unsent and every page shows all of its chat."""
        await self.until(lambda: not any(page.unsent for page in self.pages))
        async with asyncio.timeout(PATIENCE):
            while not self._all_shown():
                await self.server.works_on(A_MOMENT)

    def _all_shown(self) -> bool:
        with connect(f"{self.server.database.as_uri()}?mode=ro", uri=True) as connection:
            last = sorted(n for _chat, n in connection.execute(LAST_SHOWN, [SPECIALIST]))
        # Nothing was said yet in a room to which nothing was filed.
        return last == sorted(page.position for page in self.pages if page.position)

    async def close(self) -> Ledger:
        """Stop the server as a restart does; what it leaves. What was said as it ended is shown by
        the next one."""
        await self._stop()
        while not self._all_shown():
            await self.server.start()
            await self.settle()
            await self._stop()
        return Ledger(self.server.database)

    async def _stop(self) -> None:
        await self.server.stop()
        await self.until(lambda: not any(page.connected for page in self.pages))


def visitor(server: Server, n: int) -> Page:
    """The page of one of many enterprises, each from an address of its own."""
    return Page(server, f"enterprise {n}", LOOPBACK.format(n=n))


@asynccontextmanager
async def running(server: Server, dice: random.Random) -> AsyncIterator[Run]:
    """A run with its people at work; they stop where they are when it is left."""
    await open_all_hours(server)
    run = Run(server, dice)
    await run.arrive()
    async with asyncio.TaskGroup() as group:
        pages_open = [group.create_task(page.run()) for page in run.pages]
        run.lives = [group.create_task(each.live(run.has_enough)) for each in run.enterprises]
        run.work = group.create_task(run.specialist.work())
        yield run
        run.everybody_goes()
        for task in pages_open:
            task.cancel()


async def open_all_hours(server: Server) -> None:
    """The head sets the station to be open now, whatever day and hour it is, so that what falls due
    does so during the run; the day's brief comes within the next minutes."""
    head = await Page(server, HEAD, STAFF_LOOPBACK, HEAD).enter_room()
    now = SystemClock().now()
    days = [(day_of(now) + timedelta(days=days)).isoformat() for days in range(4)]
    settings = {
        "closures": "",
        "hours": "\n".join(["00:00-23:59"] * 7),
        "extra_days": "\n".join(days),
        "loud_from": "00:00",
        "loud_until": "23:59",
        "unclaimed_group_minutes": "1",
        "brief_clock": local(now + SHORTLY).strftime(CLOCK),
    }
    await head.open("/room/settings")
    for key, value in settings.items():
        await head.submit("/room/settings", key=key, value=value)
