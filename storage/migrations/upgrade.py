"""Bringing a database to the tables of this release, and saying where it stands."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection as Drawing
from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

from storage.connections import Connection
from storage.database import open_database
from storage.kept_tables import has_table
from storage.memory import Remembering

FOLDER: Final = Path(__file__).parent
TABLE: Final = "alembic_version"
PATIENCE_MILLISECONDS: Final = 120_000
"""Another upgrade may write every row of a table anew, which no other write does."""
STANDS_AT: Final = "SELECT version_num FROM alembic_version"


class Standing(StrEnum):
    """Where a database stands beside the steps of this release."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


def upgrade(path: Path) -> None:
    """Make the database if there is none, and take every step that it lacks, in one transaction.
    Several processes may ask at once; within one, Alembic knows one upgrade at a time."""
    engine = create_engine("sqlite://", creator=lambda: _opened(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        take_steps(connection)
    engine.dispose()


def take_steps(connection: Drawing) -> None:
    """Take every step that is lacking, in the transaction that this connection is in."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def lay_out(path: Path) -> None:
    """Make a new database, of which a process may make hundreds: the steps are taken once, and each
    further one is a copy of the first."""
    path.write_bytes(_laid_out())


def standing(connection: Connection) -> Standing:
    """Where this database stands."""
    at = stands_at(connection)
    if not at:
        return Standing.EMPTY
    steps = ScriptDirectory.from_config(_config())
    if at == steps.get_current_head():
        return Standing.CURRENT
    known = {step.revision for step in steps.walk_revisions()}
    return Standing.BEHIND if at in known else Standing.AHEAD


def stands_at(connection: Connection) -> str:
    """The last step that was taken, empty where there was none."""
    if not has_table(connection, TABLE):
        return ""
    found = connection.execute(STANDS_AT).fetchone()
    return str(found[0]) if found else ""


@cache
def _laid_out() -> bytes:
    with TemporaryDirectory(prefix="laid-out-") as folder:
        path = Path(folder) / "station.db"
        upgrade(path)
        return path.read_bytes()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def _opened(path: Path) -> Remembering:
    connection = open_database(path, create=True)
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
    return connection


def _begin(connection: Drawing) -> None:
    # The driver is told to begin nothing by itself; two upgrades at once go one after the other.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
