"""What `station doctor` looks at on a PostgreSQL server: its age, how it sorts, what we may do."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from bot.cli.faults import CLOCK_APART, NO_RIGHTS, SORTS_BY_LANGUAGE, TOO_OLD
from bot.cli.findings import Finding
from core.shanghai import moment_words
from storage.codec import instant
from storage.connections import Connection
from storage.postgres.database import HOW_TO_MAKE, IS_PLAIN
from storage.postgres.store import TIME_OF_DAY

LEAST: Final = 14
MAJOR: Final = 10_000
"""server_version_num is the version times this, and the minor one."""
VERSION: Final = "SELECT current_setting('server_version_num')::bigint"
ROLE: Final = "SELECT current_user::text"
MAY_MAKE: Final = "SELECT has_schema_privilege(current_schema(), 'CREATE')"
MAKES_NO_TABLE: Final = "不能建表"
CLOSED: Final = (
    "SELECT relname::text FROM pg_class"
    " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    " AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')"
    " AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))"
    " ORDER BY relname LIMIT 1"
)
APART: Final = timedelta(seconds=10)
TABLE_CLOSED: Final = "不能读写表 {table}"

Check = Callable[[Connection], Iterator[Finding]]


def age(connection: Connection, least: int = LEAST) -> Iterator[Finding]:
    """Whether the server is new enough."""
    version = connection.execute(VERSION).fetchone()[0] // MAJOR
    if version < least:
        yield TOO_OLD.found(version=version, least=least)


def sorting(connection: Connection, is_plain: str = IS_PLAIN) -> Iterator[Finding]:
    """Whether texts are sorted by their bytes."""
    if not connection.execute(is_plain).fetchone()[0]:
        yield SORTS_BY_LANGUAGE.found(make=HOW_TO_MAKE)


def rights(connection: Connection) -> Iterator[Finding]:
    """Whether our role may do what a server and an upgrade do."""
    closed = connection.execute(CLOSED).fetchone()
    may_make = connection.execute(MAY_MAKE).fetchone()[0]
    if closed or not may_make:
        what = TABLE_CLOSED.format(table=closed[0]) if closed else MAKES_NO_TABLE
        yield NO_RIGHTS.found(role=connection.execute(ROLE).fetchone()[0], what=what)


def clocks(connection: Connection, now: datetime) -> Iterator[Finding]:
    """Whether this machine has the server's time of day."""
    there = instant(connection.execute(TIME_OF_DAY).fetchone()[0])
    if abs(there - now) > APART:
        yield CLOCK_APART.found(now=moment_words(now), there=moment_words(there))


SERVER_CHECKS: Final[tuple[Check, ...]] = (age, sorting, rights)
