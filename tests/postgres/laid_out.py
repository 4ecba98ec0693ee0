"""Databases with the tables of this release, one for each test that asks: copies of the first."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Final

import asyncpg

from storage.postgres.database import PostgresDatabase

TEMPLATE: Final = "laid_out"
MAKE: Final = "CREATE DATABASE {name}"
COPY: Final = "CREATE DATABASE {name} TEMPLATE {of}"
DROP: Final = "DROP DATABASE {name} WITH (FORCE)"

_NUMBERS: Final = count(1)


def lay_out_template(server: str) -> None:
    """Take the steps once, to be copied."""
    _say(server, MAKE.format(name=TEMPLATE))
    PostgresDatabase(f"{server}/{TEMPLATE}").upgrade()


@contextmanager
def laid_out(server: str) -> Iterator[PostgresDatabase]:
    """A database of one's own, gone with the block."""
    name = f"test_{next(_NUMBERS)}"
    _say(server, COPY.format(name=name, of=TEMPLATE))
    try:
        yield PostgresDatabase(f"{server}/{name}")
    finally:
        _say(server, DROP.format(name=name))


@contextmanager
def empty(server: str) -> Iterator[PostgresDatabase]:
    """One without any table."""
    name = f"test_{next(_NUMBERS)}"
    _say(server, MAKE.format(name=name))
    try:
        yield PostgresDatabase(f"{server}/{name}")
    finally:
        _say(server, DROP.format(name=name))


def _say(server: str, command: str) -> None:
    async def say() -> None:
        driver = await asyncpg.connect(f"{server}/postgres")
        try:
            await driver.execute(command)
        finally:
            await driver.close()

    asyncio.run(say())
