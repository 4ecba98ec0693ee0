"""A PostgreSQL, two servers and two workers: each a process of its own, each of which may be
killed, and each of which but PostgreSQL has a time of day of its own."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

import asyncpg

from tests.crash.servers import Server, Worker
from tests.crash_cluster.ground import Ground, its_own_time
from tests.postgres.laid_out import COPY, DROP, TEMPLATE
from tests.soak.clocks import WallClock

SECRET: Final = "s" * 40
SERVERS: Final = ("s1", "s2")
WORKERS: Final = ("w1", "w2")
NO_ROOM: Final = "数据库所在的磁盘已满"
"""What the product logs of it."""
NOTICING: Final = 10.0
PATIENCE: Final = 60.0
A_MOMENT: Final = 0.05


class Machines:
    """All that one installation runs on. `changed` is notified of all that its people do."""

    def __init__(self, ground: Ground, name: str, told: Mapping[str, str]) -> None:
        self.postgres, self.ballast, self.name = ground.postgres, ground.ballast, name
        shared = {**told, "STATION_DATABASE_URL": self.url, "STATION_SECRET": SECRET}
        folder, nursery = ground.folder / name, ground.nursery
        folder.mkdir()
        self._clocks = {one: folder / f"{one}.clock" for one in (*SERVERS, *WORKERS)}
        own = {one: shared | dict(its_own_time(file)) for one, file in self._clocks.items()}
        self.servers = tuple(Server(folder / one, nursery, own[one]) for one in SERVERS)
        self.workers = tuple(Worker(folder / one, nursery, own[one]) for one in WORKERS)
        self.changed = asyncio.Condition()
        for server in self.servers:
            server.changed = self.changed

    @property
    def url(self) -> str:
        return f"{self.postgres.address}/{self.name}"

    @property
    def lives(self) -> Sequence[Server | Worker]:
        return (*self.servers, *self.workers)

    async def begin(self) -> None:
        """Start everybody. The first server lays the database out for all, and the pages' people
        sign in at both."""
        for server in self.servers:
            await server.start()
        await self.start()

    async def start(self) -> None:
        """Start whoever does not live."""
        await asyncio.gather(
            *(server.start(()) for server in self.servers if not server.lives),
            *(worker.start() for worker in self.workers if not worker.lives),
        )

    def astray(self, whose: int, off: timedelta) -> None:
        """Let the time of day be wrong at one machine, and right at all others."""
        for n, file in enumerate(self._clocks.values()):
            WallClock(file).put(off if n == whose else timedelta())

    async def run_out_of_room(self, seconds: float) -> bool:
        """Let PostgreSQL's disk be full until somebody has noticed, and for so long; whether
        anybody has. All but PostgreSQL must live through it."""
        assert self.ballast
        known = self._refusals()
        self.ballast.fill()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(NOTICING):
                    while self._refusals() == known:
                        await self.work_on(A_MOMENT)
            await self.work_on(seconds)
        finally:
            self.ballast.make_room()
        await self._database_back()
        return self._refusals() > known

    def _refusals(self) -> int:
        return self.log().count(NO_ROOM)

    async def _database_back(self) -> None:
        """A full disk may have ended it for good, or let it begin anew."""
        if not self.postgres.lives:
            await asyncio.to_thread(self.postgres.start)
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(asyncpg.PostgresError, OSError):
                    await (await asyncpg.connect(self.url)).close()
                    return
                await self.work_on(A_MOMENT)

    async def stop(self) -> None:
        for life in self.lives:
            await life.stop()

    async def kill(self) -> None:
        for life in self.lives:
            await life.kill()

    async def work_on(self, seconds: float) -> None:
        """Let everybody who lives work on for so long; nobody must end by itself."""
        living = [life.works_on(seconds) for life in self.lives if life.lives]
        await asyncio.gather(*living)

    def log(self) -> str:
        return "".join(life.log() for life in self.lives)


@asynccontextmanager
async def alive(machines: Machines) -> AsyncIterator[Machines]:
    """A new database and all machines on it, killed at the end if they still live."""
    await command(machines, COPY.format(name=machines.name, of=TEMPLATE))
    try:
        await machines.begin()
        yield machines
    finally:
        await machines.kill()
        await command(machines, DROP.format(name=machines.name))


async def command(machines: Machines, words: str) -> None:
    connection = await asyncpg.connect(f"{machines.postgres.address}/postgres")
    try:
        await connection.execute(words)
    finally:
        await connection.close()
