"""One installation on this machine: whether its database is ready, and what is done on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bot.settings import Settings
from storage.connections import Connection
from storage.databases import Database
from storage.migrations.upgrade import Standing
from storage.postgres.database import PostgresDatabase
from storage.schema import Schema, schema
from storage.sqlite_database import SqliteDatabase

NOT_READY: Final = {
    Standing.EMPTY: "数据库是空的，请先运行 station db upgrade。",
    Standing.BEHIND: "数据库是旧版本建立的。请先 station backup 备份，再 station db upgrade 升级。",
    Standing.AHEAD: "数据库是另一个版本建立的，这个版本不能使用它。请换回原来的版本，或恢复备份。",
}
NO_DATABASE: Final = (
    "还没有数据库“{place}”。请先运行 station db upgrade，"
    "或用环境变量 STATION_DATA_DIR 指出数据目录、STATION_DATABASE_URL 指出数据库。"
)
OWNER_ALONE: Final = 0o700


class NotReady(Exception):
    """The database cannot be used as it is; `str()` says why and what to do."""


def tables_of(settings: Settings) -> Schema:
    """The tables with this installation's key."""
    return schema(settings.key)


def database_of(settings: Settings) -> Database:
    """Where this installation keeps everything but pictures: on a server where one is named, else
    in a file of its data folder. Nowhere else is one engine chosen."""
    if settings.database_url:
        return PostgresDatabase(settings.database_url)
    return SqliteDatabase(settings.database, settings.serving_file)


def assert_ready(database: Database) -> None:
    """Raise `NotReady` unless the database is there and of this release."""
    if not database.exists():
        raise NotReady(NO_DATABASE.format(place=database.place))
    stands = database.standing()
    if stands is not Standing.CURRENT:
        raise NotReady(NOT_READY[stands])


def assert_not_ahead(database: Database) -> None:
    """Raise `NotReady` if no step of this release leads on from where the database stands."""
    if database.standing() is Standing.AHEAD:
        raise NotReady(NOT_READY[Standing.AHEAD])


def make_folder(settings: Settings) -> None:
    """Make the data folder if there is none, for its owner alone."""
    settings.data_dir.mkdir(OWNER_ALONE, parents=True, exist_ok=True)


def make_ready(settings: Settings) -> None:
    """Make what is missing, so that nothing but the settings has to be there before."""
    make_folder(settings)
    database = database_of(settings)
    if database.exists():
        assert_not_ahead(database)
    database.upgrade()


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """A connection for a few reads of a database that is ready."""
    database = database_of(settings)
    assert_ready(database)
    with database.reading() as connection:
        yield connection


@contextmanager
def writing(settings: Settings) -> Iterator[Connection]:
    """One transaction on a database that is ready, beside a server if there is one."""
    database = database_of(settings)
    assert_ready(database)
    with database.writing() as connection:
        yield connection
