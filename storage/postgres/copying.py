"""Moving an installation from its file to a PostgreSQL server, whole or not at all.

Everything is copied in one transaction and read back in it: a table in which a row is missing or
came out otherwise takes all of it back.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Final

import asyncpg
from sqlalchemy import Table

from storage.database import open_for_reading
from storage.migrations.comparing import METADATA
from storage.postgres.bridge import bridge
from storage.postgres.connecting import connect
from storage.postgres.database import PostgresDatabase

AT_ONCE: Final = 5_000
IS_USED: Final = "SELECT 1 FROM station LIMIT 1"
NOT_EMPTY: Final = "目标数据库里已有服务站，不能再搬入。请另建一个空的数据库。"
OTHERWISE: Final = "表“{table}”搬过去以后对不上（原有{had}行，现有{has}行），什么都没有改动。"
NOT_TAKEN: Final = "表“{table}”搬不过去：{why}。什么都没有改动。"
SET_SEQUENCE: Final = "SELECT setval(pg_get_serial_sequence($1, $2), $3)"
DRAWN: Final = "SELECT seq FROM sqlite_sequence WHERE name = ?"

Row = Sequence[Any]
Tell = Callable[[int, int], None]


class NotCopied(Exception):
    """The copy was taken back; `str()` says why and what to do."""


class Sum:
    """Says of rows, in whatever order they come, whether they are the same."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.rows += 1
            digest = blake2b(repr(tuple(row)).encode(), digest_size=16).digest()
            self._sum = (self._sum + int.from_bytes(digest, "big")) % (1 << 128)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sum) and (self.rows, self._sum) == (other.rows, other._sum)

    __hash__ = None  # type: ignore[assignment]  # it changes


def copy(file: Path, target: PostgresDatabase, tell: Tell) -> int:
    """Copy every row of `file`, which has the tables of this release and is written by nobody
    meanwhile, to `target`, which has them too and no station; return how many there were. `tell`
    is told how many of how many are there."""
    with closing(open_for_reading(file)) as source, bridge() as wait:
        copied: int = wait(_copied(source, target.url, tell))
        return copied


async def _copied(source: sqlite3.Connection, url: str, tell: Tell) -> int:
    driver = await connect(url)
    try:
        async with driver.transaction():
            if await driver.fetchval(IS_USED):
                raise NotCopied(NOT_EMPTY)
            total = sum(_count(source, table) for table in METADATA.sorted_tables)
            done = 0
            for table in METADATA.sorted_tables:
                done = await _table(source, driver, table, done, lambda at: tell(at, total))
        return total
    finally:
        await driver.close()


async def _table(
    source: sqlite3.Connection,
    driver: asyncpg.Connection,
    table: Table,
    done: int,
    tell: Callable[[int], None],
) -> int:
    names = [column.name for column in table.columns]
    had, has = Sum(), Sum()
    for rows in _batches(source.execute(_every(table))):
        had.add(rows)
        try:
            await driver.copy_records_to_table(table.name, records=rows, columns=names)
        except (asyncpg.PostgresError, ValueError, OverflowError) as fault:
            raise NotCopied(NOT_TAKEN.format(table=table.name, why=fault)) from fault
        done += len(rows)
        tell(done)
    async for row in driver.cursor(_every(table), prefetch=AT_ONCE):
        has.add([row])
    if had != has:
        raise NotCopied(OTHERWISE.format(table=table.name, had=had.rows, has=has.rows))
    await _go_on_counting(source, driver, table)
    return done


async def _go_on_counting(
    source: sqlite3.Connection, driver: asyncpg.Connection, table: Table
) -> None:
    """A number that was given to a row, even to one that is erased, is not given again."""
    drawn = table.autoincrement_column
    last = source.execute(DRAWN, [table.name]).fetchone() if drawn is not None else None
    if drawn is not None and last:
        await driver.execute(SET_SEQUENCE, table.name, drawn.name, last[0])


def _every(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'SELECT {columns} FROM "{table.name}"'  # noqa: S608 - names of our own tables


def _count(source: sqlite3.Connection, table: Table) -> int:
    found: int = source.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]  # noqa: S608
    return found


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    coming = iter(rows)
    while batch := list(islice(coming, AT_ONCE)):
        yield batch
