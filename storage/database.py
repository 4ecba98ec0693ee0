"""Opening an SQLite database, one transaction on it, and the lock that keeps it to one server.

A server keeps whole turns and stations in mind, and a second one beside it would send what the
first has sent; so whoever serves a data folder holds a lock on it. Short writes of commands beside
a running server are safe: they wait for the writer and bump the station's version.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from storage.memory import Remembering

BUSY_SECONDS: Final = 3
STATEMENTS: Final = 512
"""Kept prepared on a connection: more than the product has."""

PROBE_MILLISECONDS: Final = 1500
PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # A savepoint's journal is written once a turn: it belongs in memory, not in a temporary file.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
)
READS_ONLY: Final = "PRAGMA query_only = ON"

WHY: Final = {
    sqlite3.SQLITE_FULL: "磁盘已满，数据库无法写入。",
    sqlite3.SQLITE_BUSY: "数据库正被另一个程序长时间占用。",
    sqlite3.SQLITE_LOCKED: "数据库正被另一个程序长时间占用。",
    sqlite3.SQLITE_READONLY: "数据库是只读的，无法写入。",
    sqlite3.SQLITE_CANTOPEN: "数据库文件打不开。",
    sqlite3.SQLITE_NOTADB: "这个文件不是数据库，或者已经损坏。",
    sqlite3.SQLITE_CORRUPT: "数据库文件已经损坏。",
    sqlite3.SQLITE_IOERR: "读写磁盘时出错。",
}
UNKNOWN_WHY: Final = "数据库暂时无法使用。"
PRIMARY_CODE: Final = 0xFF


class AlreadyServed(Exception):
    """Another process serves this data folder; `by` is its number, where it is known."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


def open_database(path: Path, *, create: bool = False) -> Remembering:
    """A connection for writing. `sqlite3.OperationalError` where there is no such file, unless it
    is to be made."""
    mode = "rwc" if create else "rw"
    connection = _connect(path, mode)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def open_for_probing(path: Path) -> sqlite3.Connection:
    """A connection that finds out whether the database takes a write, without waiting for long."""
    connection = _connect(path, "rw")
    connection.execute(f"PRAGMA busy_timeout = {PROBE_MILLISECONDS}")
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, for pages and reports beside the writer."""
    connection = _connect(path, "ro")
    connection.execute(READS_ONLY)
    return connection


@contextmanager
def written(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction on a connection of its own, waiting for a running server's writer."""
    with closing(open_database(path)) as connection, transaction(connection):
        yield connection


@contextmanager
def read(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a few reads, closed at the end."""
    with closing(open_for_reading(path)) as connection:
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside, or nothing. It takes the write lock at once: a read that later turns into
    a write is what fails as "locked"."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def served_alone(path: Path) -> Iterator[None]:
    """Be the one server of a data folder, or `AlreadyServed`. The system takes the lock back when
    the process ends, however it ends."""
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyServed(file.read().strip()) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def sentence_of(fault: sqlite3.Error) -> str:
    """What is wrong with the database, to be shown."""
    return WHY.get(_code(fault), UNKNOWN_WHY)


def is_outside(fault: sqlite3.Error) -> bool:
    """Whether the file, the disk or somebody else is at fault, and not our own statement."""
    return _code(fault) in WHY


def _code(fault: sqlite3.Error) -> int:
    return getattr(fault, "sqlite_errorcode", 0) & PRIMARY_CODE


def _connect(path: Path, mode: str) -> Remembering:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=STATEMENTS,
        factory=Remembering,
    )
