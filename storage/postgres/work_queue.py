"""The tables of the queue in which several processes share work, in a schema beside ours.

They are Procrastinate's. What is queued there are hints to rows of ours and no record: an upgrade
that brings another release of it makes the queue anew.
"""

from importlib.metadata import version
from typing import Final

import asyncpg
from procrastinate.schema import SchemaManager

from storage.connections import Connection

SCHEMA: Final = "work_queue"
RELEASE: Final = version("procrastinate")
STANDS_AT: Final = f"SELECT obj_description(to_regnamespace('{SCHEMA}'), 'pg_namespace')"
MAKE: Final = f"""
DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;
CREATE SCHEMA {SCHEMA};
COMMENT ON SCHEMA {SCHEMA} IS '{RELEASE}';
SET LOCAL search_path = {SCHEMA};
{{tables}};
SET LOCAL search_path = public;
"""


def is_laid_out(connection: Connection) -> bool:
    """Whether the queue is that of the installed release."""
    found = connection.execute(STANDS_AT).fetchone()
    return bool(found and found[0] == RELEASE)


async def lay_out(driver: asyncpg.Connection) -> None:
    """Make the queue unless it is there, in the transaction that the connection is in."""
    if await driver.fetchval(STANDS_AT) != RELEASE:
        await driver.execute(MAKE.format(tables=SchemaManager.get_schema()))
