"""Messages for chats that take nothing: they wait, in order, until the chat is heard of again.

Nothing is tried meanwhile, so that whoever blocked the assistant is left in peace; and since these
rows are not pending, nobody who looks for something to send comes across them.
"""

from typing import Final

from core.conversations import OutboxState, Said
from storage.connections import Connection
from storage.schema import Schema

CLOSE: Final = "UPDATE chat_out SET unreachable = ? WHERE chat = ?"
STRAND: Final = "UPDATE outbox SET state = 'stranded' WHERE chat = ? AND state = 'pending'"
AFLOAT: Final = "UPDATE outbox SET state = 'pending' WHERE chat = ? AND state = 'stranded'"
STRAND_ONE: Final = "UPDATE outbox SET state = 'stranded' WHERE chat = ? AND n = ?"
STRAND_AGAIN: Final = (
    "UPDATE outbox SET state = 'stranded', key = '', sent_at = NULL WHERE chat = ? AND n = ?"
)
ANY: Final = "SELECT 1 FROM outbox WHERE chat = ? AND state = 'stranded' LIMIT 1"
WHY: Final = "SELECT unreachable FROM chat_out WHERE chat = ?"


class Stranded:
    """Closes chats and opens them again, with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._pending = schema.of(Said).query("chat", "state", order="n")

    def is_closed(self, connection: Connection, chat: str) -> bool:
        """Whether the chat takes nothing, as far as is known."""
        found = connection.execute(WHY, [chat]).fetchone()
        return bool(found and found[0])

    def close(self, connection: Connection, chat: str, why: str) -> None:
        """The chat takes nothing; `why` in the messenger's words."""
        connection.execute(CLOSE, [why, chat])

    def strand(self, connection: Connection, chat: str) -> tuple[Said, ...]:
        """Let wait what was to go out to a closed chat; the messages, in order."""
        waiting: tuple[Said, ...] = self._pending.all(connection, chat, OutboxState.PENDING)
        connection.execute(STRAND, [chat])
        return waiting

    def strand_one(self, connection: Connection, said: Said) -> None:
        """Let one message wait, of a chat that takes others."""
        connection.execute(STRAND_ONE, [said.chat, said.n])

    def strand_again(self, connection: Connection, said: Said) -> None:
        """A message that was taken for sent has not arrived: it waits, as if it never went."""
        connection.execute(STRAND_AGAIN, [said.chat, said.n])

    def waits(self, connection: Connection, chat: str) -> bool:
        """Whether anything waits until the chat is heard of."""
        return connection.execute(ANY, [chat]).fetchone() is not None

    def reopen(self, connection: Connection, chat: str) -> None:
        """The chat was heard of: all that waited goes out, each in its place."""
        self.close(connection, chat, "")
        connection.execute(AFLOAT, [chat])
