"""The two engines, for tests that hold on both: a laid out database, and a connection to it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from storage.connections import Connection
from storage.database import open_database
from storage.databases import Database
from storage.migrations.upgrade import lay_out
from storage.postgres.bridge import bridge
from storage.postgres.connecting import connect
from storage.postgres.copying import copy
from storage.postgres.database import PostgresDatabase
from storage.postgres.session import Session
from storage.postgres.store import WRITES
from storage.sqlite_database import SqliteDatabase
from tests.postgres.laid_out import laid_out

ENGINES: Final = ("sqlite", "postgres")


@contextmanager
def connected(engine: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection that sees what it writes and leaves nothing. The server is started by whoever is
    the first to ask for it."""
    if engine == "postgres":
        with taken_back(request.getfixturevalue("shared_postgres")) as connection:
            yield connection
        return
    path = folder / "station.db"
    lay_out(path)
    with closing(open_database(path)) as connection:
        yield connection


@contextmanager
def copied(engine: str, file: SqliteDatabase, request: pytest.FixtureRequest) -> Iterator[Database]:
    """What is in a file, on either engine."""
    if engine == "sqlite":
        yield file
        return
    with laid_out(request.getfixturevalue("postgres")) as database:
        copy(file.path, database, lambda *_: None)
        yield database


@contextmanager
def taken_back(database: PostgresDatabase) -> Iterator[Connection]:
    """A transaction that is never committed: the next one finds the database as it was."""
    with bridge() as wait:
        session = Session(wait(connect(database.url)), wait)
        session.command(WRITES)
        try:
            yield session
        finally:
            wait(session.driver.close())
