"""What `station doctor` looks at in the database: there, ours, whole, open to writing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Final

from bot.cli.findings import Finding, error
from bot.installation import NOT_READY, database_of
from bot.settings import Settings
from storage.connections import Connection, Interrupted
from storage.database import open_for_probing, sentence_of
from storage.kept_tables import has_table
from storage.migrations.upgrade import Standing, standing
from storage.rows import Table
from storage.schema import TABLES
from storage.seal import MARK, Seal, SealBroken

NO_DATABASE: Final = "还没有数据库“{place}”。"
MAKE_DATABASE: Final = "请运行 station db upgrade，或用 station restore 恢复备份。"
UNREADABLE: Final = "数据库读不出来：{why}"
MEND: Final = "请停掉服务，用 station restore --replace 恢复最近的备份。"
OTHER_RELEASE: Final = "数据库与这个版本对不上。"
DAMAGED: Final = "数据库有损坏：{found}"
NOT_WRITABLE: Final = "数据库写不进去：{why}"
LET_WRITE: Final = "请检查磁盘空间、文件权限和是否有别的程序占着它；写不进去时新消息不会被确认。"
WRONG_KEY: Final = "数据库里有用另一个密钥加密的内容（{column}），现在读不出来。"
RIGHT_KEY: Final = "请把 STATION_KEY 设回原来的值。"

REACH: Final = "请检查 STATION_DATABASE_URL、网络，以及 PostgreSQL 是否在运行。"
PROBE: Final = "CREATE TEMPORARY TABLE probe (n integer) ON COMMIT DROP"
INTEGRITY: Final = "PRAGMA integrity_check(3)"

Check = Callable[[Connection, Settings], Iterator[Finding]]


def examine_database(settings: Settings) -> Iterator[Finding]:
    """What is wrong with it; where it cannot be read at all, that alone."""
    database = database_of(settings)
    checks = CHECKS_ON_SERVER if settings.database_url else CHECKS_IN_FILE
    try:
        if not database.exists():
            yield error(NO_DATABASE.format(place=database.place), MAKE_DATABASE)
            return
        with database.reading() as connection:
            for check in checks:
                yield from check(connection, settings)
    except sqlite3.DatabaseError as fault:
        yield error(UNREADABLE.format(why=sentence_of(fault)), MEND)
    except Interrupted as fault:
        yield error(UNREADABLE.format(why=fault.sentence), REACH)


def release(connection: Connection, _settings: Settings) -> Iterator[Finding]:
    """Whether it has the tables of this release."""
    stands = standing(connection)
    if stands is not Standing.CURRENT:
        yield error(OTHER_RELEASE, NOT_READY[stands])


def integrity(connection: Connection, _settings: Settings) -> Iterator[Finding]:
    """Whether its pages and indexes agree with each other."""
    for row in connection.execute(INTEGRITY):
        if row[0] != "ok":
            yield error(DAMAGED.format(found=row[0]), MEND)


def writing(_connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Whether it takes a write now."""
    try:
        with closing(open_for_probing(settings.database)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA user_version = {int(version)}")
            connection.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        yield error(NOT_WRITABLE.format(why=sentence_of(fault)), LET_WRITE)


def taking(_connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Whether the server takes a write now."""
    try:
        with database_of(settings).writing() as connection:
            connection.execute(PROBE)
    except Interrupted as fault:
        yield error(NOT_WRITABLE.format(why=fault.sentence), LET_WRITE)


def key(connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Whether what was sealed opens with the key that is set."""
    seal = Seal(settings.key)
    for table in TABLES:
        for column in table.private:
            if not _opens(connection, seal, table, column):
                what = WRONG_KEY.format(column=f"{table.schema.name}.{column}")
                yield error(what, RIGHT_KEY)
                return


def _opens(connection: Connection, seal: Seal, table: Table[Any], column: str) -> bool:
    name = table.schema.name
    if not has_table(connection, name):
        return True
    newest = f"SELECT {column} FROM {name} WHERE substr({column}, 1, ?) = ? LIMIT 1"  # noqa: S608
    found = connection.execute(newest, [len(MARK), MARK]).fetchone()
    try:
        if found:
            seal.open(f"{name}.{column}", found[0])
    except SealBroken:
        return False
    return True


CHECKS_IN_FILE: Final[tuple[Check, ...]] = (release, integrity, writing, key)
CHECKS_ON_SERVER: Final[tuple[Check, ...]] = (release, taking, key)
