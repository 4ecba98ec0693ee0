"""Two servers and a worker on one database: people at either server meet in one room, and nothing
is lost or doubled.

Enterprises come in by one server or the other, the specialist sits at the second; each brings a
need, which is claimed, answered, served and rated across both.
"""

import asyncio
import random
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import pytest

from storage.postgres.database import PostgresDatabase
from tests.crash.pages import Page
from tests.crash.people import Enterprise, Specialist
from tests.crash.runs import (
    LOOPBACK,
    SPECIALIST,
    STAFF_LOOPBACK,
    open_all_hours,
)
from tests.crash.servers import Server, Worker, alive

ENTERPRISES: Final = 6
SERVED: Final = 4
PATIENCE: Final = 90.0
GAPS: Final = (
    "SELECT chat, count(*), min(n), max(n) FROM outbox GROUP BY chat"
    " HAVING count(*) <> max(n) OR min(n) <> 1"
)
NUMBERS: Final = "SELECT number FROM request WHERE number <> '' ORDER BY number"
RATED: Final = "SELECT count(*) FROM rating WHERE status <> 'pending'"
TWICE: Final = "SELECT chat, message FROM inbox GROUP BY chat, message HAVING count(*) > 1"
FAULTS: Final = "SELECT fault FROM inbox WHERE state = 'failed'"


@pytest.mark.crash
def test_people_at_two_servers_meet_in_one_room(database: PostgresDatabase, tmp_path: Path) -> None:
    asyncio.run(_met(database, tmp_path))
    with database.reading() as connection:
        numbers = [row[0] for row in connection.execute(NUMBERS)]
        assert [int(number.rpartition("-")[2]) for number in numbers] == list(
            range(1, ENTERPRISES + 1)
        )
        assert connection.execute(GAPS).fetchall() == []
        assert connection.execute(TWICE).fetchall() == []
        assert connection.execute(FAULTS).fetchall() == []
        assert connection.execute(RATED).fetchone()[0] == SERVED


async def _met(database: PostgresDatabase, folder: Path) -> None:
    told = {"STATION_DATABASE_URL": database.url, "STATION_SECRET": "s" * 40}
    first, second = (Server(folder / name, told=told) for name in ("first", "second"))
    async with AsyncExitStack() as stack:
        for server in (first, second):
            server.folder.mkdir()
            await stack.enter_async_context(alive(server))
        worker = Worker(folder / "worker", told=told)
        worker.folder.mkdir()
        await stack.enter_async_context(alive(worker, ()))
        await open_all_hours(first)
        specialist = Specialist(Page(second, SPECIALIST, STAFF_LOOPBACK, SPECIALIST))
        await specialist.page.enter_room()
        enterprises = [
            _enterprise(first if n % 2 else second, n) for n in range(1, ENTERPRISES + 1)
        ]
        await asyncio.gather(*(one.page.enter_chat() for one in enterprises))
        async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
            open_pages = [
                group.create_task(page.run())
                for page in (specialist.page, *(one.page for one in enterprises))
            ]
            work = group.create_task(specialist.work())
            await asyncio.gather(*(one.live(lambda: True) for one in enterprises))
            for task in (work, *open_pages):
                task.cancel()


def _enterprise(server: Server, n: int) -> Enterprise:
    page = Page(server, f"enterprise {n}", LOOPBACK.format(n=n))
    return Enterprise(page, n, random.Random(n), served=n <= SERVED)
