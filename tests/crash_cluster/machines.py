"""A PostgreSQL, two servers and two workers: each a process of its own, each of which may be
killed."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import asyncpg

from tests.crash.nursery import Nursery
from tests.crash.servers import Server, Worker
from tests.postgres.laid_out import COPY, TEMPLATE
from tests.postgres.server import Postgres

SECRET: Final = "s" * 40


class Machines:
    """All that one installation runs on. `changed` is notified of all that its people do."""

    def __init__(
        self, folder: Path, postgres: Postgres, name: str, nursery: Nursery, told: Mapping[str, str]
    ) -> None:
        self.postgres, self.name = postgres, name
        shared = {**told, "STATION_DATABASE_URL": self.url, "STATION_SECRET": SECRET}
        self.servers = tuple(Server(folder / one, nursery, shared) for one in ("s1", "s2"))
        self.workers = tuple(Worker(folder / one, nursery, shared) for one in ("w1", "w2"))
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
    await made(machines)
    try:
        await machines.begin()
        yield machines
    finally:
        await machines.kill()


async def made(machines: Machines) -> None:
    connection = await asyncpg.connect(f"{machines.postgres.address}/postgres")
    try:
        await connection.execute(COPY.format(name=machines.name, of=TEMPLATE))
    finally:
        await connection.close()
