"""Which request a member of the staff writes about in their own chat, for how long, and to whom."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.conversations import Focus
from storage.connections import Connection
from storage.schema import Schema

FOCUS_LIFE: Final = timedelta(minutes=30)
"""After the last use."""

END: Final = "DELETE FROM focus WHERE chat = ?"


class Focuses:
    """One a chat, with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._focuses = schema.of(Focus)
        self._focus = self._focuses.query("chat")

    def of(self, connection: Connection, chat: str, now: datetime) -> Focus | None:
        """What is in focus there now."""
        found = self._focus.one(connection, chat)
        return found if found and found.until > now else None

    def use(self, connection: Connection, focus: Focus, now: datetime) -> None:
        """Put it in focus, or keep it there."""
        self._focuses.save(connection, replace(focus, until=now + FOCUS_LIFE))

    def end(self, connection: Connection, chat: str) -> None:
        """Nothing is in focus there any more."""
        connection.execute(END, [chat])
