"""One installation on this machine: whether its database is ready, and what is done on it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from bot.settings import Settings
from storage.connections import Connection
from storage.database import open_database, open_for_reading, transaction
from storage.migrations.upgrade import Standing, standing, upgrade
from storage.schema import Schema, schema

NOT_READY: Final = {
    Standing.EMPTY: "数据库是空的，请先运行 station db upgrade。",
    Standing.BEHIND: "数据库是旧版本建立的。请先 station backup 备份，再 station db upgrade 升级。",
    Standing.AHEAD: "数据库是另一个版本建立的，这个版本不能使用它。请换回原来的版本，或恢复备份。",
}
NO_DATABASE: Final = (
    "在“{folder}”里还没有数据库。请先运行 station db upgrade，"
    "或用环境变量 STATION_DATA_DIR 指出数据目录。"
)
OWNER_ALONE: Final = 0o700


class NotReady(Exception):
    """The database cannot be used as it is; `str()` says why and what to do."""


def tables_of(settings: Settings) -> Schema:
    """The tables with this installation's key."""
    return schema(settings.key)


def assert_ready(path: Path) -> None:
    """Raise `NotReady` unless the database is there and of this release."""
    if not path.exists():
        raise NotReady(NO_DATABASE.format(folder=path.parent))
    with closing(open_for_reading(path)) as connection:
        stands = standing(connection)
    if stands is not Standing.CURRENT:
        raise NotReady(NOT_READY[stands])


def assert_not_ahead(path: Path) -> None:
    """Raise `NotReady` if no step of this release leads on from where the database stands."""
    with closing(open_for_reading(path)) as connection:
        if standing(connection) is Standing.AHEAD:
            raise NotReady(NOT_READY[Standing.AHEAD])


def make_folder(settings: Settings) -> None:
    """Make the data folder if there is none, for its owner alone."""
    settings.data_dir.mkdir(OWNER_ALONE, parents=True, exist_ok=True)


def make_ready(settings: Settings) -> None:
    """Make what is missing, so that nothing but the settings has to be there before."""
    make_folder(settings)
    if settings.database.exists():
        assert_not_ahead(settings.database)
    upgrade(settings.database)


@contextmanager
def reading(settings: Settings) -> Iterator[Connection]:
    """A connection for a few reads of a database that is ready."""
    assert_ready(settings.database)
    with closing(open_for_reading(settings.database)) as connection:
        yield connection


@contextmanager
def writing(settings: Settings) -> Iterator[Connection]:
    """One transaction on a database that is ready, beside a server if there is one."""
    assert_ready(settings.database)
    with closing(open_database(settings.database)) as connection, transaction(connection):
        yield connection
