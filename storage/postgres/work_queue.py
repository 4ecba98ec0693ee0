"""The tables of the queue in which several processes share work, in a schema beside ours.

They are Procrastinate's. What is queued there are hints to rows of ours and no record: an upgrade
that brings another release of it makes the queue anew.
"""

from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Final

import asyncpg

from storage.connections import Connection

SCHEMA: Final = "work_queue"
LIBRARY: Final = "procrastinate"
TABLES: Final = f"{LIBRARY}/sql/schema.sql"
STANDS_AT: Final = f"SELECT obj_description(to_regnamespace('{SCHEMA}'), 'pg_namespace')"
MAKE: Final = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;
CREATE SCHEMA {SCHEMA};
COMMENT ON SCHEMA {SCHEMA} IS '{{release}}';
SET LOCAL search_path = {SCHEMA};
{{tables}};
SET LOCAL search_path = public;
"""


def is_laid_out(connection: Connection) -> bool:
    """Whether the queue is that of the installed release."""
    found = connection.execute(STANDS_AT).fetchone()
    return bool(found and found[0] == _library().version)


async def lay_out(driver: asyncpg.Connection) -> None:
    """Make the queue unless it is there, in the transaction that the connection is in."""
    if await driver.fetchval(STANDS_AT) != _library().version:
        await driver.execute(_making())


def _making() -> str:
    library = _library()
    tables = Path(str(library.locate_file(TABLES))).read_text(encoding="utf-8")
    return MAKE.format(release=library.version, tables=tables)


@cache
def _library() -> Distribution:
    """Its files, without loading it: every command of ours would wait for that."""
    return distribution(LIBRARY)
