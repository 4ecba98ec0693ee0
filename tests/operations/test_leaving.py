"""A server that is asked to end: what is under way is finished, what is new is turned away."""

import asyncio
import json
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from sqlite3 import connect
from typing import Any, Final

import pytest

from tests.crash.ledger import Ledger
from tests.crash.nursery import standing_by
from tests.crash.servers import Server, alive
from tests.crash_telegram.checker import Case, findings
from tests.crash_telegram.runs import Run, gathered, running
from tests.crash_telegram.runs import told as told_of_polling
from tests.crash_telegram.strikes import strike
from tests.operations.house import HEADER, PATH, WORD, asked, behind_webhook, posts, rows
from tests.telegram.messenger import Telegram

LEASES: Final = "SELECT chat FROM chat_out WHERE leased_by <> ''"
HEARD: Final = "SELECT text FROM inbox WHERE text LIKE '第%' ORDER BY id"
HEAD: Final = (
    "POST {path} HTTP/1.1\r\nHost: station\r\n{header}: {word}\r\n"
    "Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
)
LEAVES: Final = 3


def update(n: int, text: str) -> dict[str, Any]:
    person = {"id": 700 + n, "is_bot": False, "first_name": "覃"}
    chat = {"id": 700 + n, "type": "private", "first_name": "覃"}
    message = {"message_id": n, "date": 1_790_000_000, "chat": chat, "from": person, "text": text}
    return {"update_id": 9000 + n, "message": message}


class Halfway:
    """A webhook whose end has not come yet."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rest: bytes
    ) -> None:
        self._reader, self._writer, self._rest = reader, writer, rest

    async def goes_on(self) -> int:
        """Let the rest come; the status of the answer."""
        self._writer.write(self._rest)
        return int((await self._reader.readline()).split()[1])


@asynccontextmanager
async def halfway(server: Server, content: dict[str, Any]) -> AsyncIterator[Halfway]:
    body = json.dumps(content).encode()
    head = HEAD.format(path=PATH, header=HEADER, word=WORD, length=len(body)).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(head + body[:10])
    await writer.drain()
    # Whoever asks after it is answered after it was begun.
    assert (await asked(server, "/readyz")).status_code == 200
    try:
        yield Halfway(reader, writer, body[10:])
    finally:
        writer.close()


@pytest.mark.asyncio
async def test_what_is_under_way_is_answered_and_what_is_new_comes_again(
    telegram: Telegram, tmp_path: Path
) -> None:
    async with behind_webhook(telegram, tmp_path) as server:
        async with halfway(server, update(1, "第一")) as under_way:
            os.kill(server.pid, signal.SIGTERM)
            ready = await asked(server, "/readyz")
            turned_away = await posts(server, update(2, "第二"))
            assert (ready.status_code, turned_away.status_code) == (503, 503)
            assert turned_away.headers["retry-after"]
            assert await under_way.goes_on() == 200
        assert await server.ended() == 0
        assert rows(server, HEARD) == [("第一",)]
        assert rows(server, LEASES) == []

        await server.start()
        assert (await posts(server, update(2, "第二"))).status_code == 200
        assert await server.stop() == 0
        assert rows(server, HEARD) == [("第一",), ("第二",)]


@pytest.mark.asyncio
async def test_a_second_signal_ends_it_at_once(telegram: Telegram, tmp_path: Path) -> None:
    async with behind_webhook(telegram, tmp_path) as server:
        async with halfway(server, update(1, "第一")):
            os.kill(server.pid, signal.SIGTERM)
            assert (await asked(server, "/readyz")).status_code == 503
            os.kill(server.pid, signal.SIGTERM)
            assert await server.ended() == -signal.SIGTERM
        assert rows(server, HEARD) == []


@pytest.mark.crash
@pytest.mark.asyncio
@pytest.mark.timeout(240)
async def test_leaving_under_traffic_loses_nothing_doubles_nothing_and_leaves_no_lease(
    telegram: Telegram, tmp_path: Path
) -> None:
    dice = random.Random(0)
    cast = await gathered(telegram, "supergroup")
    async with standing_by("tests.crash_telegram.hasty") as nursery:
        server = Server(tmp_path / "data", nursery, told_of_polling(telegram, cast.group))
        async with alive(server), running(server, telegram, cast, dice) as run:
            for _ in range(LEAVES):
                await left(run)
                await server.start()
            await run.end()
            case = Case(await run.close(), await run.evidence(), ())
    assert findings(case) == []
    assert "not everything was finished" not in server.log()
    assert "requests are cut off" not in server.log()


async def left(run: Run) -> None:
    """The server takes leave while people talk to it."""
    enough = run.sights.sent + 5
    await run.sights.until(lambda: run.sights.sent >= enough)
    assert await run.server.stop() == 0
    with closing(connect(run.server.database)) as connection:
        assert connection.execute(LEASES).fetchall() == []
    hit = strike(await run.evidence(), Ledger(run.server.database))
    assert hit.under_way == ()
    assert hit.lost == ()
