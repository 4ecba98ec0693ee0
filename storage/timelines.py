"""A chat's log as one person may see it, and how far it was seen."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from core.conversations import OutboxState, Outlet, Said
from core.messages import Delivery, Outbound
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema

AFTER: Final = "chat = ? AND n > ? ORDER BY n LIMIT ?"
BEFORE: Final = "chat = ? AND n < ? ORDER BY n DESC LIMIT ?"
THREAD: Final = "chat = ? AND thread = ? ORDER BY n DESC LIMIT ?"
PRESSES: Final = (
    "SELECT press FROM inbox WHERE chat = ? AND kind = 'press' AND received_at >= ? ORDER BY id"
)
SEEN: Final = "SELECT upto FROM seen WHERE chat = ? AND person = ?"
MARK: Final = (
    "INSERT INTO seen (chat, person, upto) VALUES (?, ?, ?)"
    " ON CONFLICT (chat, person) DO UPDATE SET upto = excluded.upto"
    " WHERE excluded.upto > seen.upto"
)
REACHED: Final = "UPDATE chat_out SET seen = ? WHERE chat = ? AND seen < ?"
GIVEN_UP: Final = (
    "SELECT id FROM request WHERE id = ? AND replied_at IS NULL AND EXISTS"
    " (SELECT 1 FROM request_event WHERE request = request.id AND type = 'undelivered')"
)
NEWEST: Final = 2**53


class Timelines:
    """Reads logs and keeps what was seen."""

    def __init__(self, schema: Schema) -> None:
        table = schema.of(Said)
        columns = ", ".join(table.codec.names)
        self._codec = table.codec
        self._select = f"SELECT {columns} FROM outbox WHERE "  # noqa: S608 - our own names
        self._outlet = schema.of(Outlet).query("chat")

    def after(
        self, connection: Connection, chat: str, person: str, after: int, limit: int
    ) -> list[Said]:
        """The first rows after a position that this person may see, in order."""
        found: list[Said] = []
        while len(found) < limit:
            rows = self._rows(connection, AFTER, chat, after, limit)
            found += (row for row in rows if _may_see(row, person))
            if len(rows) < limit:
                break
            after = rows[-1].n
        return found[:limit]

    def before(
        self, connection: Connection, chat: str, person: str, before: int, limit: int
    ) -> list[Said]:
        """The last rows before a position that this person may see, in order."""
        found: list[Said] = []
        while len(found) < limit:
            rows = self._rows(connection, BEFORE, chat, min(before, NEWEST), limit)
            found += (row for row in rows if _may_see(row, person))
            if len(rows) < limit:
                break
            before = rows[-1].n
        return found[:limit][::-1]

    def of_thread(
        self, connection: Connection, chat: str, person: str, thread: str, limit: int
    ) -> list[Said]:
        """The last rows of one request, in order."""
        rows = self._rows(connection, THREAD, chat, thread, limit)
        return [row for row in reversed(rows) if _may_see(row, person)]

    def presses(
        self, connection: Connection, chat: str, rows: Iterable[Said]
    ) -> dict[int, list[str]]:
        """Which buttons were pressed under these rows, by position."""
        offered = {row.n: row.at for row in rows if row.message.choices}
        pressed: dict[int, list[str]] = {}
        if offered:
            since = micros(min(offered.values()))
            for (found,) in connection.execute(PRESSES, [chat, since]):
                press = json.loads(found)
                if press["message"] in offered:
                    pressed.setdefault(press["message"], []).append(press["choice"])
        return pressed

    def seen(self, connection: Connection, chat: str, person: str) -> int:
        """The last position that a person has seen."""
        found = connection.execute(SEEN, [chat, person]).fetchone()
        return int(found[0]) if found else 0

    def mark_seen(
        self, connection: Connection, chat: str, person: str, upto: int
    ) -> list[Outbound]:
        """Keep what was seen; return the lines in rooms that now say "delivered"."""
        outlet = self._outlet.one(connection, chat)
        before = outlet.seen if outlet else 0
        connection.execute(MARK, [chat, person, upto])
        connection.execute(REACHED, [upto, chat, upto])
        reached = self._rows(connection, AFTER, chat, before, max(upto - before, 0))
        turns = {row.turn for row in reached if row.message.source}
        return [
            replacing
            for turn in turns
            for replacing in self._passed_on(connection, chat, turn, Delivery.DELIVERED)
        ]

    def given_up(self, connection: Connection, delivered: Iterable[Outbound]) -> set[str]:
        """The requests whose first answer was taken for lost, and is seen after all."""
        requests = {one.about for one in delivered}
        return {key for key in requests if connection.execute(GIVEN_UP, [key]).fetchone()}

    def passed_on(self, connection: Connection, said: Said, became: Delivery) -> list[Outbound]:
        """The lines in rooms that now say what became of words passed on to this chat."""
        if not said.message.source:
            return []
        return list(self._passed_on(connection, said.chat, said.turn, became))

    def _passed_on(
        self, connection: Connection, chat: str, turn: str, became: Delivery
    ) -> Iterable[Outbound]:
        for row in self._rows(connection, "turn = ? AND chat <> ?", turn, chat):
            message = row.message
            if message.passed_to == chat and message.delivery is Delivery.SENDING:
                yield replace(message, delivery=became, replaces=row.n)

    def _rows(self, connection: Connection, where: str, *arguments: str | int) -> list[Said]:
        found = connection.execute(self._select + where, arguments)
        return [self._codec.value(row) for row in found]


def _may_see(row: Said, person: str) -> bool:
    return row.message.only in ("", person) and row.state is not OutboxState.FAILED
