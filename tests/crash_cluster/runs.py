"""A run: a station at Telegram and on the web that is always open, enterprises at both, specialists
at Telegram and at the pages of both servers, and kills of whatever it runs on."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from bot.clock import SystemClock
from storage.codec import micros
from storage.postgres.database import PostgresDatabase
from tests.crash import people as at_pages
from tests.crash.ledger import Ledger
from tests.crash.pages import Page
from tests.crash.runs import LOOPBACK, open_all_hours
from tests.crash.strikes import on_their_way
from tests.crash_cluster.checker import Case
from tests.crash_cluster.machines import Machines
from tests.crash_cluster.plans import Aim, Blow, Victim
from tests.crash_cluster.strikes import Strike, of_database, of_process, under_way
from tests.crash_cluster.troubles import Troubles
from tests.crash_telegram import people as at_telegram
from tests.crash_telegram.runs import Cast, evidence, follow, issue_links
from tests.crash_telegram.sights import Sights
from tests.crash_telegram.strikes import is_pending
from tests.telegram.messenger import NotSeen, Telegram

VISITORS: Final = 4
SERVED: Final = 3
NUMBERED_FROM: Final = 100
AT_TELEGRAM: Final = "li"
AT_SERVERS: Final = ("wang", "chen")
SPECIALISTS: Final = 3
STAFF_LOOPBACKS: Final = ("127.0.0.2", "127.0.0.3")
BUSY: Final = 2
A_MOMENT: Final = 0.05
AIMING: Final = 6.0
AWAY: Final = 3.0
PATIENCE: Final = 90.0
MOST_STOPS: Final = 3


class Run:
    """The people, all of them living on while machines die."""

    def __init__(
        self, machines: Machines, telegram: Telegram, cast: Cast, dice: random.Random
    ) -> None:
        self.machines, self.telegram, self.cast = machines, telegram, cast
        self.strikes: list[Strike] = []
        self.refused = 0
        """How often a full disk has refused something."""
        self.sights = Sights(telegram)
        self.sights.changed = machines.changed
        self.troubles = Troubles(telegram, self.sights, cast)
        self.lives: list[asyncio.Task[None]] = []
        self.work: list[asyncio.Task[None]] = []
        self._back = asyncio.create_task(machines.start())
        first, second = machines.servers
        self.staff_pages = [
            Page(server, name, loopback, name)
            for server, name, loopback in zip(
                machines.servers, AT_SERVERS, STAFF_LOOPBACKS, strict=True
            )
        ]
        self.visitors = [
            at_pages.Enterprise(
                Page(first if n % 2 else second, f"enterprise {n}", LOOPBACK.format(n=n)),
                NUMBERED_FROM + n,
                dice,
                served=n <= SERVED,
            )
            for n in range(1, VISITORS + 1)
        ]
        self.chatters = [
            at_telegram.Enterprise(person, self.sights, n, dice)
            for n, person in enumerate(cast.enterprises, 1)
        ]

    @property
    def pages(self) -> list[Page]:
        return [*self.staff_pages, *(one.page for one in self.visitors)]

    @property
    def done(self) -> int:
        """How much people have done."""
        return sum(page.sent for page in self.pages) + self.sights.sent

    def ledger(self) -> Ledger:
        return Ledger(self.machines.url)

    async def arrive(self) -> None:
        """Everybody opens their page for the first time."""
        for page in self.staff_pages:
            await page.enter_room()
        await asyncio.gather(*(one.page.enter_chat() for one in self.visitors))
        with PostgresDatabase(self.machines.url).writing() as connection:
            links = issue_links(connection)
        await follow(links, self.telegram, self.cast)

    def begin(self, group: asyncio.TaskGroup) -> None:
        """Everybody begins to bring needs and to work on them."""
        lives = [one.live for one in self.visitors] + [one.live for one in self.chatters]
        self.lives = [group.create_task(live(lambda: False)) for live in lives]
        member = self.cast.staff[AT_TELEGRAM]
        shares = [(n, SPECIALISTS) for n in range(SPECIALISTS)]
        first = at_telegram.Specialist(member, self.sights, self.cast.group, shares[0])
        others = [
            at_pages.Specialist(page, share)
            for page, share in zip(self.staff_pages, shares[1:], strict=True)
        ]
        self.work = [group.create_task(first.work())]
        self.work += [group.create_task(one.work()) for one in others]

    # Kills

    async def suffer(self, blow: Blow) -> Strike:
        """Let people do what is to be done before, kill, and let it come back after a while."""
        await self.work_on_until(self.done + blow.after)
        await self._back
        self.machines.astray(blow.whose, blow.off)
        await self.troubles.begin(blow.trouble, blow.who)
        if blow.aim is Aim.DELIVERY:
            await self.troubles.late(left_behind=blow.victim is Victim.WORKER)
        strike = await (
            self._database(blow) if blow.victim is Victim.POSTGRES else self._process(blow)
        )
        self.strikes.append(strike)
        await self._without(blow)
        self._back = asyncio.create_task(self.machines.start())
        return strike

    async def run_out_of_room(self, seconds: float) -> None:
        """Let PostgreSQL's disk be full while people are at work, and for so long."""
        await self._back
        await self._within(AIMING, lambda: len(on_their_way(self.pages)) >= BUSY)
        self.refused += await self.machines.run_out_of_room(seconds)

    async def _process(self, blow: Blow) -> Strike:
        machines = self.machines
        every = machines.servers if blow.victim is Victim.SERVER else machines.workers
        life = every[blow.which]
        own = [page for page in self.pages if page.server is life]
        if blow.aim is Aim.DELIVERY:
            await self._while(lambda: not under_way(self.ledger(), life.pid))
        else:
            await self._within(AIMING, lambda: bool(on_their_way(own)))
        pid, sent = life.pid, on_their_way(own)
        await life.kill()
        left = await evidence(self.telegram, self.cast)
        return of_process(blow, pid, sent, left, self.ledger())

    async def _database(self, blow: Blow) -> Strike:
        await self._within(AIMING, lambda: len(on_their_way(self.pages)) >= BUSY)
        sent = on_their_way(self.pages)
        self.machines.postgres.kill()
        left = await evidence(self.telegram, self.cast)
        await asyncio.to_thread(self.machines.postgres.start)
        return of_database(blow, sent, left, self.ledger())

    async def _without(self, blow: Blow) -> None:
        """Let the others go on without the one that was killed."""
        enough = self.done + blow.away
        await self._within(AWAY, lambda: self.done >= enough)

    async def work_on_until(self, enough: int) -> None:
        """Let people do so much in all."""
        await self._within(PATIENCE, lambda: self.done >= enough)

    async def work_on_until_due(self) -> None:
        """Let people go on until something that fell due is done."""
        await self._while(
            lambda: all(row["state"] != "done" for row in self.ledger().dues), PATIENCE
        )

    async def _within(self, seconds: float, holds: Callable[[], bool]) -> None:
        """Until it holds, or for so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds), self.machines.changed:
                await self.machines.changed.wait_for(holds)

    async def _while(self, holds: Callable[[], bool], seconds: float = AIMING) -> None:
        """As long as it holds of the database, but not longer than so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while holds():
                    await self.machines.work_on(A_MOMENT)

    # The end

    async def end(self) -> Case:
        """People leave in the middle of what they do; once all is quiet, all is stopped."""
        for task in (*self.lives, *self.work):
            task.cancel()
        await self._back
        await self.telegram.works_again()
        await self._settle()
        at = micros(SystemClock().now())
        await self._stop()
        left = await evidence(self.telegram, self.cast)
        logs = [page.log for page in self.pages]
        return Case(self.ledger(), left, logs, self.strikes, self.troubles.cut, at)

    async def _settle(self) -> None:
        """Until Telegram has nothing for the product, nor the product for Telegram and the pages,
        and nothing is due; what is not so in time is for the checker to name."""
        with suppress(NotSeen):
            await self.telegram.until_all_taken()
        await self._while(lambda: not self._is_quiet(self.ledger()), PATIENCE)

    async def _stop(self) -> None:
        """What fell due as all was stopped is sent and shown by the next lives."""
        await self.machines.stop()
        for _ in range(MOST_STOPS):
            ledger = self.ledger()
            if self._is_shown(ledger) and not any(map(is_pending, ledger.outbox)):
                return
            await self.machines.start()
            await self._settle()
            await self.machines.stop()

    def _is_quiet(self, ledger: Ledger) -> bool:
        now = micros(SystemClock().now())
        due = any(row["state"] == "open" and row["sends_at"] <= now for row in ledger.dues)
        unsent = any(page.unsent for page in self.pages)
        return not (due or unsent or any(map(is_pending, ledger.outbox))) and self._is_shown(ledger)

    def _is_shown(self, ledger: Ledger) -> bool:
        chats = {row["message"]: row["chat"] for row in ledger.inbox}
        for page in self.pages:
            chat = next((chats[one["id"]] for one in page.log.written if one["id"] in chats), "")
            mine = ("", page.log.person)
            rows = [row["n"] for row in ledger.timeline(chat) if row["message"]["only"] in mine]
            if page.position != max(rows, default=page.position):
                return False
        return True


@asynccontextmanager
async def running(
    machines: Machines, telegram: Telegram, cast: Cast, dice: random.Random
) -> AsyncIterator[Run]:
    """A run with its people at work; they stop where they are when it is left."""
    await open_all_hours(machines.servers[0])
    run = Run(machines, telegram, cast, dice)
    async with asyncio.TaskGroup() as group:
        looking = [group.create_task(run.sights.run())]
        await run.arrive()
        looking += [group.create_task(page.run()) for page in run.pages]
        run.begin(group)
        yield run
        for task in looking:
            task.cancel()
