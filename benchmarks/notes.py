"""What turns ask of the database, noted as they run: every statement with its values.

Only the unit's own statements are noted. What stands around them, a savepoint or a transaction, is
the store's.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from storage.connections import Connection, Cursor, Parameters
from storage.database import BUSY_SECONDS, PRAGMAS, STATEMENTS, open_for_reading
from storage.memory import Remembering
from storage.postgres.session import Found
from storage.postgres.store import PostgresStore
from storage.sqlite_store import SqliteStore
from storage.store import Result, Unit

NO_ROWS: Final = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A statement and its values; of one for many rows, the values of each. `rows` is what it
    returned, where that was kept."""

    sql: str
    parameters: Sequence[Any]
    many: bool = False
    rows: Sequence[tuple[Any, ...]] = NO_ROWS


@dataclass(frozen=True, slots=True)
class Noted:
    """A transaction: what it said, and whether it might write."""

    notes: Sequence[Note]
    writes: bool = True


class NotingFile(Remembering):
    """The writer's connection to a data folder."""

    notes: list[Note]

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        self.notes.append(Note(sql, tuple(parameters)))
        return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> sqlite3.Cursor:
        rows = [tuple(each) for each in parameters]
        self.notes.append(Note(sql, rows, many=True))
        return super().executemany(sql, rows)


class NotingFileStore(SqliteStore):
    """The store of a data folder, with the units of one order in the order of their commits."""

    def __init__(self, path: Path) -> None:
        connection = sqlite3.connect(
            path,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_SECONDS,
            cached_statements=STATEMENTS,
            factory=NotingFile,
        )
        connection.notes = []
        for pragma in PRAGMAS:
            connection.execute(pragma)
        super().__init__(connection, lambda: open_for_reading(path))
        self._connection = connection
        self.noted: list[Noted] = []

    async def run(self, unit: Unit[Result], order: str = "", /) -> Result:
        def noting(connection: Connection) -> Result:
            self._connection.notes = []
            result = unit(connection)
            self.noted.append(Noted(tuple(self._connection.notes)))
            return result

        return await super().run(noting, order)


class NotingSession:
    """A connection to a server, within one unit."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.notes: list[Note] = []

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        found = self._connection.execute(sql, parameters)
        rows = found.fetchall()
        self.notes.append(Note(sql, tuple(parameters), rows=rows))
        return Found(rows, found.rowcount)

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor:
        """The server is asked for each."""
        return Found([], sum(self.execute(sql, each).rowcount for each in parameters))


class NotingServerStore(PostgresStore):
    """The store on a server."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.noted: list[Noted] = []

    async def run(self, unit: Unit[Result], order: str = "", /) -> Result:
        result, notes = await super().run(_noting(unit), order)
        self.noted.append(Noted(notes))
        return result

    async def read(self, query: Unit[Result]) -> Result:
        result, notes = await super().read(_noting(query))
        self.noted.append(Noted(notes, writes=False))
        return result


def _noting(unit: Unit[Result]) -> Unit[tuple[Result, Sequence[Note]]]:
    def noting(connection: Connection) -> tuple[Result, Sequence[Note]]:
        session = NotingSession(connection)
        return unit(session), session.notes

    return noting
