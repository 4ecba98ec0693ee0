"""The database file as it lies there, read by plain SQL from a copy.

A copy, so that looking at what a killed process left repairs nothing for the next one.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

Row = dict[str, Any]

TABLES: Final = {
    "inbox": "SELECT * FROM inbox ORDER BY id",
    "outbox": "SELECT * FROM outbox ORDER BY chat, n",
    "request": "SELECT * FROM request ORDER BY rowid",
    "request_event": "SELECT * FROM request_event ORDER BY rowid",
    "rating": "SELECT * FROM rating",
    "rating_event": "SELECT * FROM rating_event ORDER BY rating, n",
    "bad_rating_case": "SELECT * FROM bad_rating_case",
    "due": "SELECT * FROM due",
    "counter": "SELECT * FROM counter",
    "chat_out": "SELECT * FROM chat_out",
}


class Ledger:
    """All rows that the checker looks at."""

    def __init__(self, database: Path) -> None:
        with TemporaryDirectory() as copies:
            for file in database.parent.glob(f"{database.name}*"):
                if not file.name.endswith("-shm"):
                    shutil.copy(file, copies)
            with closing(sqlite3.connect(Path(copies) / database.name)) as connection:
                connection.row_factory = sqlite3.Row
                rows = {
                    name: [dict(row) for row in connection.execute(query)]
                    for name, query in TABLES.items()
                }
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


def text_of(message: Row) -> str:
    """The words of a message, put together from its templates and values."""
    return "\n".join(
        line["template"].format(**line["values"]) if line["values"] else line["template"]
        for line in message["lines"]
    )
