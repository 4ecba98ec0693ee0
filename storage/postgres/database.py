"""A database on a PostgreSQL server, which any number of our servers share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.connections import Connection, Interrupted
from storage.migrations.comparing import METADATA
from storage.migrations.upgrade import Standing, standing, take_steps
from storage.postgres.bridge import bridge
from storage.postgres.connecting import connect
from storage.postgres.faults import NO_DATABASE
from storage.postgres.news import CHANNEL, EVERYTHING
from storage.postgres.session import Session
from storage.postgres.store import READS, WRITES, PostgresStore
from storage.postgres.work_queue import lay_out

DRIVER: Final = "postgresql+asyncpg"
SCHEMES: Final = ("postgresql", "postgres")
SAID: Final = f"SELECT pg_notify('{CHANNEL}', '{EVERYTHING}')"
ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(6292020)"
IS_PLAIN: Final = "SELECT 'B' < 'a' AND '一' < '丁'"
"""Whether texts are sorted by their bytes, as SQLite sorts them; a language has it otherwise."""
HOW_TO_MAKE: Final = "CREATE DATABASE 名字 TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
NOT_PLAIN: Final = f"这个数据库按某种语言排序，助手需要按字节排序。请另建一个：{HOW_TO_MAKE}"
NOT_THERE: Final = f"服务器上没有数据库“{{place}}”。请先建立：{HOW_TO_MAKE}"


class UnfitDatabase(Exception):
    """The database is made in a way that does not serve; `str()` says what to do."""


class PostgresDatabase:
    """`url` names server, user and database, as libpq reads it."""

    def __init__(self, url: str) -> None:
        self.url = url

    @property
    def place(self) -> str:
        """The server and the database, without the user's secret."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port or 5432}{parts.path}"

    def exists(self) -> bool:
        """Whether the server has such a database. `Interrupted` where it cannot be asked."""
        try:
            with self.reading():
                return True
        except Interrupted as fault:
            if fault.sentence == NO_DATABASE:
                return False
            raise

    def standing(self) -> Standing:
        """Where it stands beside the steps of this release."""
        with self.reading() as connection:
            return standing(connection)

    def upgrade(self) -> None:
        """Take every step that it lacks; whoever asks meanwhile waits and finds nothing to do.
        Raises `UnfitDatabase` where there is none, or one that sorts by a language."""
        if not self.exists():
            raise UnfitDatabase(NOT_THERE.format(place=self.place))
        with bridge() as wait:
            wait(self._upgrade())

    async def _upgrade(self) -> None:
        address = urlsplit(self.url)._replace(scheme=DRIVER).geturl()
        engine = create_async_engine(address, poolclass=NullPool)
        try:
            async with engine.begin() as connection:
                await connection.exec_driver_sql(ONE_AT_A_TIME)
                if not (await connection.exec_driver_sql(IS_PLAIN)).scalar_one():
                    raise UnfitDatabase(NOT_PLAIN)
                await connection.run_sync(take_steps)
                raw = await connection.get_raw_connection()
                await lay_out(raw.driver_connection)
        finally:
            await engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot, on a connection of its own."""
        with self._session(READS) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction. `LostRace` where somebody else was quicker: nothing is kept then."""
        with self._session(WRITES) as session:
            yield session
            session.execute(SAID)

    def compact(self) -> None:
        """Write every table anew."""
        with bridge() as wait:
            driver = wait(connect(self.url))
            try:
                wait(driver.execute(f"VACUUM FULL {', '.join(_names())}"))
            finally:
                wait(driver.close())

    @contextmanager
    def served(self) -> Iterator[None]:
        """It bears any number of servers."""
        yield

    def open(self) -> PostgresStore:
        """Many transactions at once."""
        return PostgresStore(self.url)

    @contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        with bridge() as wait:
            driver = wait(connect(self.url))
            session = Session(driver, wait)
            try:
                session.command(begin)
                yield session
                session.command("COMMIT")
            finally:
                wait(driver.close())


def _names() -> list[str]:
    return [f'"{table.name}"' for table in METADATA.sorted_tables]
