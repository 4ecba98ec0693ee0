"""A data folder's database while a server runs on it: one writer, and readers beside it."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Final

from storage.codec import instant
from storage.connections import Connection, Opened
from storage.database import open_database, open_for_reading, sentence_of
from storage.memory import DATA_VERSION, Remembering
from storage.store import Result, Unit, unavailable
from storage.writer import Writer

READERS: Final = 2
TIME_OF_DAY: Final = "SELECT CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"


class SqliteStore:
    """The writer's connection and as many more as there are readers at once."""

    alone = True

    def __init__(self, writing: Remembering, connect: Callable[[], Opened]) -> None:
        self._writer = Writer(writing)
        self._connect = connect
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._idle: list[Opened] = []
        self._version = 0

    async def run(self, unit: Unit[Result], _order: str = "", /) -> Result:
        """Run a unit; all of them are of one order here."""
        return await self._writer.run(unit)

    async def run_behind(self, unit: Unit[Result], _order: str = "", /) -> Result:
        """Run a unit that can wait."""
        return await self._writer.run_behind(unit)

    def submit(self, unit: Unit[Result]) -> "Future[Result]":
        """Queue a unit from any thread."""
        return self._writer.submit(unit)

    async def read(self, query: Unit[Result]) -> Result:
        """Run a query on a connection that cannot write."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._readers, self._read, query)
        except sqlite3.OperationalError as fault:
            raise unavailable(sentence_of(fault), fault) from fault

    def _read(self, query: Unit[Result]) -> Result:
        connection = self._idle.pop() if self._idle else self._connect()
        try:
            return query(connection)
        finally:
            self._idle.append(connection)

    async def time_of_day(self) -> datetime:
        """By this machine, on which the file is."""
        return await self.read(_time_of_day)

    async def others_wrote(self) -> bool:
        """Whether a command beside the server has committed something."""
        version = await self._writer.run(_data_version)
        changed, self._version = version != self._version, version
        return changed

    def tell(self, chats: Iterable[str]) -> None:
        """There is no other server."""

    def hear(self, heard: Callable[[Iterable[str]], None]) -> None:
        """There is nobody to be heard."""

    def leading(self, _name: str, /) -> AbstractAsyncContextManager[None]:
        """There is no other."""
        return nullcontext()

    async def close(self) -> None:
        """Finish what waits and close every connection."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.shutdown()
        for connection in self._idle:
            connection.close()
        self._writer.close()


def open_store(path: Path) -> SqliteStore:
    """The store of a database that is there."""
    return SqliteStore(open_database(path), lambda: open_for_reading(path))


def _time_of_day(connection: Connection) -> datetime:
    return instant(connection.execute(TIME_OF_DAY).fetchone()[0])


def _data_version(connection: Connection) -> int:
    version: int = connection.execute(DATA_VERSION).fetchone()[0]
    return version
