"""What `station doctor` looks at in the database: there, ours, whole, open to writing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Final

from bot.cli.faults import (
    AHEAD,
    AWAY,
    BEHIND,
    DAMAGED,
    EMPTY,
    NO_DATABASE,
    NO_WORKER,
    NOT_ON_SERVER,
    NOT_WRITABLE,
    UNREADABLE,
    WRONG_KEY,
    WRONG_PASSWORD,
    Fault,
)
from bot.cli.findings import Finding
from bot.cli.server_checks import SERVER_CHECKS
from bot.installation import database_of
from bot.settings import Settings
from storage.connections import Connection, Interrupted
from storage.database import open_for_probing, sentence_of
from storage.kept_tables import has_table
from storage.migrations.upgrade import Standing, standing
from storage.postgres.database import HOW_TO_MAKE
from storage.postgres.faults import WHY
from storage.postgres.work_queue import is_laid_out
from storage.rows import Table
from storage.schema import TABLES
from storage.seal import MARK, Seal, SealBroken

PROBE: Final = "CREATE TEMPORARY TABLE probe (n integer) ON COMMIT DROP"
OTHER_RELEASE: Final = {
    Standing.EMPTY: EMPTY, Standing.BEHIND: BEHIND, Standing.AHEAD: AHEAD,
}  # fmt: skip
REFUSED: Final = {WHY["28P01"]: WRONG_PASSWORD, WHY["28000"]: WRONG_PASSWORD}
"""By what is said of the fault; anything else is a server that cannot be asked."""
INTEGRITY: Final = "PRAGMA integrity_check(3)"
WORKS: Final = (
    "SELECT EXISTS (SELECT 1 FROM work_queue.procrastinate_workers"
    " WHERE last_heartbeat > now() - interval '1 minute')"
)
"""A worker says every ten seconds that it lives."""

Check = Callable[[Connection, Settings], Iterator[Finding]]


def examine_database(settings: Settings) -> Iterator[Finding]:
    """What is wrong with it; where it cannot be read at all, that alone."""
    database = database_of(settings)
    checks = CHECKS_ON_SERVER if settings.database_url else CHECKS_IN_FILE
    try:
        if not database.exists():
            yield _missing(settings).found(place=database.place, make=HOW_TO_MAKE)
            return
        with database.reading() as connection:
            if settings.database_url:
                unfit = [one for check in SERVER_CHECKS for one in check(connection)]
                yield from unfit
                if unfit:
                    return
            for check in checks:
                yield from check(connection, settings)
    except sqlite3.DatabaseError as fault:
        yield UNREADABLE.found(why=sentence_of(fault))
    except Interrupted as fault:
        refused = REFUSED.get(fault.sentence, AWAY)
        yield refused.found(place=database.place, why=fault.sentence)


def _missing(settings: Settings) -> Fault:
    return NOT_ON_SERVER if settings.database_url else NO_DATABASE


def release(connection: Connection, _settings: Settings) -> Iterator[Finding]:
    """Whether it has the tables of this release."""
    stands = standing(connection)
    if stands is not Standing.CURRENT:
        yield OTHER_RELEASE[stands].found()


def integrity(connection: Connection, _settings: Settings) -> Iterator[Finding]:
    """Whether its pages and indexes agree with each other."""
    for row in connection.execute(INTEGRITY):
        if row[0] != "ok":
            yield DAMAGED.found(found=row[0])


def writing(_connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Whether it takes a write now."""
    try:
        with closing(open_for_probing(settings.database)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA user_version = {int(version)}")
            connection.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        yield NOT_WRITABLE.found(why=sentence_of(fault))


def taking(_connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Whether the server takes a write now."""
    try:
        with database_of(settings).writing() as connection:
            connection.execute(PROBE)
    except Interrupted as fault:
        yield NOT_WRITABLE.found(why=fault.sentence)


def working(connection: Connection, _settings: Settings) -> Iterator[Finding]:
    """Whether anybody does what falls due and sends again what was left behind."""
    if not (is_laid_out(connection) and connection.execute(WORKS).fetchone()[0]):
        yield NO_WORKER.found()


def key(connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Whether what was sealed opens with the key that is set."""
    seal = Seal(settings.key)
    for table in TABLES:
        for column in table.private:
            if not _opens(connection, seal, table, column):
                yield WRONG_KEY.found(column=f"{table.schema.name}.{column}")
                return


def _opens(connection: Connection, seal: Seal, table: Table[Any], column: str) -> bool:
    name = table.schema.name
    if not has_table(connection, name):
        return True
    newest = f'SELECT "{column}" FROM {name} WHERE substr("{column}", 1, ?) = ? LIMIT 1'  # noqa: S608
    found = connection.execute(newest, [len(MARK), MARK]).fetchone()
    try:
        if found:
            seal.open(f"{name}.{column}", found[0])
    except SealBroken:
        return False
    return True


CHECKS_IN_FILE: Final[tuple[Check, ...]] = (release, integrity, writing, key)
CHECKS_ON_SERVER: Final[tuple[Check, ...]] = (release, taking, key, working)
