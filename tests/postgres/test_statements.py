"""Every statement of the product is one that PostgreSQL understands: each is prepared there."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Final

import asyncpg

import bot
import storage
from storage.connections import Connection
from storage.postgres.database import PostgresDatabase
from storage.schema import TABLES

STATEMENT: Final = re.compile(r"(?:SELECT|INSERT|UPDATE|DELETE)\s")
OF_ONE_ENGINE: Final = frozenset(
    {
        "storage.backup", "storage.database", "storage.kept_tables", "storage.memory",
        "storage.postgres.copying", "storage.postgres.leading", "storage.postgres.news",
        "storage.postgres.store", "storage.sqlite_store", "bot.cli.database_checks",
    }
)  # fmt: skip
"""What these say, they say to one engine alone."""
ENOUGH: Final = 120


def modules() -> Iterator[ModuleType]:
    for package in (storage, bot):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in OF_ONE_ENGINE and "migrations" not in found.name:
                yield importlib.import_module(found.name)


def statements() -> dict[str, str]:
    """By where they stand. What is put together from parts is reached by the other tests."""
    return {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, str) and STATEMENT.match(value) and "{" not in value
    }


def wrong(connection: Connection, statement: str) -> str:
    """What the server says of it, asked without the values, which come after it is understood."""
    connection.execute("SAVEPOINT one")
    try:
        connection.execute(statement)
    except asyncpg.InterfaceError:
        pass  # it waits for its values
    except asyncpg.PostgresError as fault:
        return str(fault)
    finally:
        connection.execute("ROLLBACK TO one")
    return ""


def test_every_statement_is_understood(database: PostgresDatabase) -> None:
    every = statements()
    with database.writing() as connection:
        faults = {place: why for place, one in every.items() if (why := wrong(connection, one))}
    assert faults == {}
    assert len(every) + len(TABLES) > ENOUGH
