"""A data folder as a busy city would leave it, copied by plain SQL from two talks that were played.

One visitor filed a need, another has begun to tell one. In the copy every chat has an open
conversation of the second kind, and ten closed requests of the first.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

REQUESTS: Final = 1_000_000
CHATS: Final = 100_000

FILED: Final = 7777777
BEGUN: Final = 8888888
"""The visitors who are copied; nothing else holds these digits."""

NUMBERS: Final = (
    "CREATE TEMP TABLE copy AS WITH RECURSIVE each(n) AS"
    " (SELECT 1 UNION ALL SELECT n + 1 FROM each WHERE n < {most}) SELECT n FROM each"
)
TURNS: Final = "SELECT 'i' || id FROM inbox WHERE chat LIKE '%' || ?"
OF_BEGUN: Final = (
    ("person", "id"), ("identity", "person"), ("chat", "id"), ("chat_out", "chat"),
    ("progress", "chat"), ("request", "chat"), ("request_event", "by"), ("due", "chat"),
    ("inbox", "chat"), ("outbox", "chat"),
)  # fmt: skip
"""The tables whose rows are a chat's, with the column that ends in its visitor."""
OF_FILED: Final = (
    ("request", "chat"),
    ("request_event", "by"),
    ("words", "person"),
    ("contact", "person"),
)


@dataclass(frozen=True, slots=True)
class Copying:
    """How a visitor's rows become others: `visitor` and `turn` are SQL for what stands in their
    place, `changed` for whole columns."""

    original: int
    turns: Sequence[str]
    visitor: str
    turn: str
    most: int
    changed: Mapping[str, str] = field(default_factory=dict)

    def expression(self, column: str, value: Any) -> str:
        """A column of the copy."""
        if column in self.changed:
            return self.changed[column]
        if not isinstance(value, str):
            return "NULL" if value is None else str(value)
        quoted = "'" + value.replace("'", "''") + "'"
        # The longest first: i1 stands in i12 too.
        for turn in sorted(self.turns, key=len, reverse=True):
            quoted = quoted.replace(turn, f"'||{self.turn}||'x{turn[1:]}")
        return quoted.replace(str(self.original), f"'||{self.visitor}||'")


def fill(path: Path, requests: int = REQUESTS, chats: int = CHATS) -> None:
    """Copy the rows of the two visitors, who are there, that many times."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(NUMBERS.format(most=max(requests, chats)))
    begun = Copying(
        BEGUN, _turns(connection, BEGUN), "printf('%07d', n)", "'b'||n", chats, {"inbox.id": "NULL"}
    )
    filed = Copying(
        FILED, _turns(connection, FILED), f"printf('%07d', 1 + n % {chats})", "'f'||n", requests,
        {
            "request.number": "'HY-2025-'||printf('%07d', n)",
            "request.status": "'closed'",
        },
    )  # fmt: skip
    for copying, tables in ((begun, OF_BEGUN), (filed, OF_FILED)):
        for statement in _statements(connection, copying, tables):
            connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("ANALYZE")
    connection.close()


def _turns(connection: sqlite3.Connection, visitor: int) -> list[str]:
    return [row[0] for row in connection.execute(TURNS, [str(visitor)])]


def _statements(
    connection: sqlite3.Connection, copying: Copying, tables: Iterable[tuple[str, str]]
) -> Iterator[str]:
    for table, whose in tables:
        asked = f"SELECT * FROM {table} WHERE {whose} LIKE '%{copying.original}'"
        cursor = connection.execute(asked)
        columns = [each[0] for each in cursor.description]
        for row in cursor.fetchall():
            values = [
                copying.expression(f"{table}.{column}", value)
                for column, value in zip(columns, row, strict=True)
            ]
            yield (
                f"INSERT INTO {table} SELECT {', '.join(values)} FROM copy"
                f" WHERE n <= {copying.most}"
            )
