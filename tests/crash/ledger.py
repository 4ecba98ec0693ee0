"""The database as it stands, read by plain SQL: a file from a copy, a PostgreSQL in one snapshot.

A copy, so that looking at what a killed process left repairs nothing for the next one.
"""

import asyncio
import json
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import asyncpg

Row = dict[str, Any]
Tables = dict[str, list[Row]]

IN_ROWS: Final = "rowid"
IN_COMMANDS: Final = "xmin::text::bigint, cmin::text::bigint"
"""In the order in which rows were written, where those of one station are written one after the
other: by the transaction, and by the command within it."""
TABLES: Final = {
    "inbox": "SELECT * FROM inbox ORDER BY id",
    "outbox": "SELECT * FROM outbox ORDER BY chat, n",
    "request": "SELECT * FROM request ORDER BY {written}",
    "request_event": "SELECT * FROM request_event ORDER BY {written}",
    "rating": "SELECT * FROM rating",
    "rating_event": "SELECT * FROM rating_event ORDER BY rating, n",
    "bad_rating_case": "SELECT * FROM bad_rating_case",
    "due": "SELECT * FROM due",
    "counter": "SELECT * FROM counter",
    "chat_out": "SELECT * FROM chat_out",
}


class Ledger:
    """All rows that the checker looks at: of a file, or of the PostgreSQL at an address."""

    def __init__(self, database: Path | str) -> None:
        rows = _of_file(database) if isinstance(database, Path) else _of_server(database)
        self.inbox, self.outbox = rows["inbox"], rows["outbox"]
        self.requests, self.events = rows["request"], rows["request_event"]
        self.ratings, self.rating_events = rows["rating"], rows["rating_event"]
        self.cases, self.dues = rows["bad_rating_case"], rows["due"]
        self.counters, self.outlets = rows["counter"], rows["chat_out"]
        for row in self.outbox:
            row["message"] = json.loads(row["message"])
        for row in self.ratings:
            row["items"] = json.loads(row["items"])
        self.by_number = {row["number"]: row for row in self.requests if row["number"]}

    def said_in(self, chat: str, turn: str) -> list[Row]:
        """What a turn said in a chat."""
        return [row for row in self.outbox if (row["chat"], row["turn"]) == (chat, turn)]

    def timeline(self, chat: str) -> list[Row]:
        """A chat's log in order."""
        return [row for row in self.outbox if row["chat"] == chat]

    def kept(self, chat: str) -> list[Row]:
        """What was kept of a chat's messages, in the order in which they came."""
        return [row for row in self.inbox if row["chat"] == chat]


def _of_file(database: Path) -> Tables:
    with TemporaryDirectory() as copies:
        for file in database.parent.glob(f"{database.name}*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, copies)
        with closing(sqlite3.connect(Path(copies) / database.name)) as connection:
            connection.row_factory = sqlite3.Row
            return {
                name: [dict(row) for row in connection.execute(query.format(written=IN_ROWS))]
                for name, query in TABLES.items()
            }


def _of_server(address: str) -> Tables:
    """Whoever asks may have a running loop, which stands still meanwhile."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, _snapshot(address)).result()


async def _snapshot(address: str) -> Tables:
    connection = await asyncpg.connect(address)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return {
                name: [
                    dict(row) for row in await connection.fetch(query.format(written=IN_COMMANDS))
                ]
                for name, query in TABLES.items()
            }
    finally:
        await connection.close()


def text_of(message: Row) -> str:
    """The words of a message, put together from its templates and values."""
    return "\n".join(
        line["template"].format(**line["values"]) if line["values"] else line["template"]
        for line in message["lines"]
    )
