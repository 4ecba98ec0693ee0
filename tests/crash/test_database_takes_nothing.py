"""A database that is locked, full or read-only: the page is told in words, nothing is said to be
taken that is not stored, and all that was typed arrives once and in order when it works again."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from resource import RLIMIT_FSIZE, prlimit
from sqlite3 import connect
from typing import Final

import pytest

from tests.crash.checker import findings
from tests.crash.ledger import Ledger
from tests.crash.nursery import Nursery
from tests.crash.pages import Page
from tests.crash.servers import Server, alive

pytestmark = [
    pytest.mark.crash,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="session"),
]

LOOPBACK: Final = "127.0.2.1"
TYPED: Final = ("我们有5台压力表要校准", "武汉试行9号阀门有限公司", "我姓张，电话13800000009")
PATIENCE: Final = 100.0
WRITE_VERSION: Final = 18
"""Where in an SQLite file stands who may write it; from 3 on, nobody of today."""
READ_ONLY, WRITABLE = b"\x03", b"\x02"


@pytest.fixture
def server(tmp_path: Path, nursery: Nursery) -> Server:
    return Server(tmp_path / "data", nursery)


async def test_a_locked_database_is_said_and_what_was_typed_arrives_later(server: Server) -> None:
    async with alive(server), at_a_page(server) as page:
        with closing(connect(server.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            why = await refused(page)
        await arrived(server, page)
    assert why == "数据库正被另一个程序长时间占用。"


async def test_a_full_disk_is_said_and_what_was_typed_arrives_later(server: Server) -> None:
    async with alive(server), at_a_page(server) as page:
        log = server.database.with_name("station.db-wal")
        _, hard = prlimit(server.pid, RLIMIT_FSIZE, (log.stat().st_size, -1))
        why = await refused(page)
        prlimit(server.pid, RLIMIT_FSIZE, (hard, hard))
        await arrived(server, page)
    assert why in {"磁盘已满，数据库无法写入。", "读写磁盘时出错。"}


async def test_a_read_only_database_is_said_and_what_was_typed_arrives_later(
    server: Server,
) -> None:
    async with alive(server), at_a_page(server) as page:
        await server.stop()
        mark(server.database, READ_ONLY)
        await server.start(())
        why = await refused(page)
        await server.stop()
        mark(server.database, WRITABLE)
        await server.start()
        await arrived(server, page)
    assert why == "数据库是只读的，无法写入。"


@asynccontextmanager
async def at_a_page(server: Server) -> AsyncIterator[Page]:
    """An enterprise that has said its first word."""
    page = await Page(server, "enterprise", LOOPBACK).enter_chat()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        line = group.create_task(page.run())
        await page.say("你好")
        await page.until(lambda: not page.unsent and page.position > 1)
        yield page
        line.cancel()


async def refused(page: Page) -> str:
    """Type on while nothing can be stored; what the page is told. Nothing of it is stored."""
    known, taken = len(page.log.shown), set(page.log.taken)
    for text in TYPED:
        await page.say(text)
    await page.until(lambda: bool(page.log.refused))
    assert page.log.taken == taken
    assert len(page.log.shown) == known
    assert [row["text"] for row in Ledger(page.server.database).inbox] == ["你好"]
    return str(page.log.refused[0]["why"])


async def arrived(server: Server, page: Page) -> None:
    """Everything typed comes in by itself; then nothing is lost, doubled or out of order."""
    await page.until(lambda: not page.unsent)
    await page.until(lambda: page.log.shown[-1]["assistant"] and settled(page))
    await server.stop()
    await page.until(lambda: not page.connected)
    assert findings(Ledger(server.database), [page.log]) == []


def settled(page: Page) -> bool:
    echoed: Sequence[str] = [row["echo"] for row in page.log.shown if row["echo"]]
    return len(echoed) == len(page.log.written)


def mark(database: Path, version: bytes) -> None:
    """Say in the file itself who may write it, which binds even the superuser."""
    assert not database.with_name("station.db-wal").exists()
    with database.open("r+b") as file:
        file.seek(WRITE_VERSION)
        file.write(version)
