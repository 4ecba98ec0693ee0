"""A run: a station at Telegram that is always open, enterprises in private chats, staff in a group,
all at once, and kills.

Some kills come at moments of chance, some while Telegram's answers are late, some as a pile of
updates comes in.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from sqlite3 import connect
from typing import Final

from bot.channels.telegram.links import to_member
from bot.clock import SystemClock
from storage.connections import Connection
from storage.sign_ins import issue_link
from tests.crash.ledger import Ledger
from tests.crash.runs import open_all_hours
from tests.crash.servers import Server
from tests.crash_telegram.people import Enterprise, Specialist
from tests.crash_telegram.sights import Sights
from tests.crash_telegram.strikes import Strike, is_pending, strike
from tests.crash_telegram.tales import Evidence
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person

ENTERPRISES: Final = 8
SPECIALISTS: Final = ("li", "wang", "chen")
STAFF: Final = (*SPECIALISTS, "zhou", "zheng")
BOUND: Final = "已绑定"
LIVES: Final = (0.2, 0.5, 1.0)
DELAYS: Final = (0.0, 0.01, 0.03)
MOST_SENT: Final = 20
MOST_LATE: Final = 2
LATE: Final = 0.8
"""Seconds that an answer takes while a kill is on its way: more than the kill does."""
KINDS: Final = ("supergroup", "forum")
PILE: Final = 4
REPEATED: Final = 3
A_MOMENT: Final = 0.2
PATIENCE: Final = 60.0

WAITING: Final = "SELECT count(*) FROM outbox WHERE chat LIKE 'telegram:%' AND state = 'pending'"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody at Telegram, and the group in which the staff are."""

    enterprises: Sequence[Person]
    staff: Mapping[str, Person]
    group: Group


class Run:
    """The people at Telegram, all of them living on while the server dies."""

    def __init__(self, server: Server, telegram: Telegram, cast: Cast, dice: random.Random) -> None:
        self.server, self.telegram, self.cast = server, telegram, cast
        self.sights = Sights(telegram)
        self.enough = False
        self.lives: list[asyncio.Task[None]] = []
        self.work: list[asyncio.Task[None]] = []
        self._dice = dice
        self.enterprises = [
            Enterprise(person, self.sights, n, dice) for n, person in enumerate(cast.enterprises, 1)
        ]
        shares = [(n, len(SPECIALISTS)) for n in range(len(SPECIALISTS))]
        self.specialists = [
            Specialist(cast.staff[key], self.sights, cast.group, share)
            for key, share in zip(SPECIALISTS, shares, strict=True)
        ]

    def has_enough(self) -> bool:
        return self.enough

    def everybody_goes(self) -> None:
        """The people leave in the middle of what they did."""
        for task in (*self.lives, *self.work):
            task.cancel()

    async def end(self) -> None:
        """Let everybody bring to an end what they have begun, until all is quiet."""
        self.enough = True
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*self.lives)
            await self.settle()

    async def settle(self) -> None:
        """Until Telegram has nothing for the server, nor the server for Telegram."""
        await self.telegram.until_all_taken()
        while self._waits():
            await self.server.works_on(A_MOMENT)

    def _waits(self) -> bool:
        with closing(connect(f"{self.server.database.as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute(WAITING).fetchone()[0])

    async def kill(self) -> Strike:
        """Kill the server in the midst of something; what it hit."""
        await self.server.works_on(self._dice.choice(LIVES))
        await self._dice.choice((self._by_chance, self._unanswered, self._flooded))()
        await self.server.kill()
        left = await self.evidence()
        await self._tell_again(left)
        return strike(left, Ledger(self.server.database))

    async def _by_chance(self) -> None:
        enough = self.sights.sent + self._dice.randint(1, MOST_SENT)
        await self.sights.until(lambda: self.sights.sent >= enough)
        await self.server.works_on(self._dice.choice(DELAYS))

    async def _unanswered(self) -> None:
        """Telegram has done what it was asked for and its answers are late."""
        shown, late = self.sights.shown, self._dice.randint(1, MOST_LATE)
        await self.telegram.fails("sendMessage", count=late, delay=LATE)
        await self.sights.until(lambda: self.sights.shown > shown)

    async def _flooded(self) -> None:
        """Telegram brings at once what has piled up."""
        enough = self.sights.sent + PILE
        await self.telegram.holds_updates()
        with suppress(TimeoutError):  # who waits for the staff writes nothing meanwhile
            await self.sights.until(lambda: self.sights.sent >= enough, LATE)
        await self.telegram.brings_updates()
        await self.server.works_on(self._dice.choice(DELAYS))

    async def _tell_again(self, left: Evidence) -> None:
        """Telegram may bring once more what was confirmed."""
        confirmed = left.confirmed()
        for update in self._dice.sample(confirmed, min(REPEATED, len(confirmed))):
            await self.telegram.repeats(update)

    async def evidence(self) -> Evidence:
        return await evidence(self.telegram, self.cast)

    async def close(self) -> Ledger:
        """Stop the server as a restart does; what it leaves. What fell due as it ended is sent by
        the next one."""
        await self.server.stop()
        while any(map(is_pending, (ledger := Ledger(self.server.database)).outbox)):
            await self.server.start()
            await self.settle()
            await self.server.stop()
        return ledger


async def gathered(telegram: Telegram, kind: str, count: int = ENTERPRISES) -> Cast:
    """Everybody has Telegram; the staff are in their group, and the assistant with them. With a
    forum each request has its own topic."""
    enterprises = [await telegram.user(f"企业{n}") for n in range(1, count + 1)]
    staff = {key: await telegram.user(key) for key in STAFF}
    group = await telegram.group("工作群", *staff.values(), kind=kind)
    return Cast(enterprises, staff, group)


async def evidence(telegram: Telegram, cast: Cast) -> Evidence:
    """All that Telegram holds of these people."""
    updates = await telegram.asks("updates")
    chats = [*(one.id for one in (*cast.enterprises, *cast.staff.values())), cast.group.id]
    views = {chat: await telegram.asks("chat", chat=chat) for chat in chats}
    seen = {chat: view["messages"] for chat, view in views.items()}
    topics = {each["id"]: each["name"] for each in views[cast.group.id]["topics"]}
    accounts = {key: person.id for key, person in cast.staff.items()}
    troubled = await telegram.asks("troubled")
    told, pending = updates["told"], updates["pending"]
    return Evidence(told, pending, seen, cast.group.id, topics, accounts, troubled)


def told(telegram: Telegram, group: Group) -> dict[str, str]:
    """What the server's environment says of Telegram."""
    return {
        "STATION_TELEGRAM_TOKEN": telegram.token,
        "STATION_TELEGRAM_BASE_URL": telegram.base_url,
        "STATION_TELEGRAM_BASE_FILE_URL": telegram.base_file_url,
        "STATION_TELEGRAM_STAFF_CHAT_ID": str(group.id),
    }


@asynccontextmanager
async def running(
    server: Server, telegram: Telegram, cast: Cast, dice: random.Random
) -> AsyncIterator[Run]:
    """A run with its people at work; they stop where they are when it is left."""
    await open_all_hours(server)
    run = Run(server, telegram, cast, dice)
    async with asyncio.TaskGroup() as group:
        looking = group.create_task(run.sights.run())
        await bound(run)
        run.lives = [group.create_task(one.live(run.has_enough)) for one in run.enterprises]
        run.work = [group.create_task(one.work()) for one in run.specialists]
        yield run
        run.everybody_goes()
        looking.cancel()


async def bound(run: Run) -> None:
    """Every member of the staff opens the link that makes them one at Telegram."""
    with closing(connect(run.server.database, isolation_level=None)) as connection:
        links = issue_links(connection)
    await follow(links, run.telegram, run.cast)


def issue_links(connection: Connection) -> dict[str, str]:
    """A token for every member of the staff."""
    now = SystemClock().now()
    return {key: issue_link(connection, key, "", now) for key in STAFF}


async def follow(links: Mapping[str, str], telegram: Telegram, cast: Cast) -> None:
    """Everybody opens their own link."""
    for key, person in cast.staff.items():
        await person.starts(to_member(links[key]))
        await telegram.hears(person, BOUND)
