"""Whether a database has a table, which each engine says in its own way."""

import sqlite3
from typing import Final

from storage.connections import Connection

IN_FILE: Final = "SELECT 1 FROM sqlite_master WHERE name = ?"
ON_SERVER: Final = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?"


def has_table(connection: Connection, name: str) -> bool:
    """Whether a table of this name is there."""
    asked = IN_FILE if isinstance(connection, sqlite3.Connection) else ON_SERVER
    return connection.execute(asked, [name]).fetchone() is not None
