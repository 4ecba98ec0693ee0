"""Messages that were refused until nobody tried any more: shown to whoever keeps the machine, and
sent once more on their word."""

from typing import Final

from core.conversations import OutboxState, Said
from storage.connections import Connection
from storage.schema import Schema

COUNT: Final = "SELECT count(*) FROM outbox WHERE state = 'failed'"
AGAIN: Final = (
    "UPDATE outbox SET state = 'pending', refusals = 0"
    " WHERE chat = ? AND n = ? AND state = 'failed'"
)


def set_aside(connection: Connection, schema: Schema) -> tuple[Said, ...]:
    """Every message that was set aside, oldest first."""
    return schema.of(Said).query("state", order="at").all(connection, OutboxState.FAILED)


def count_set_aside(connection: Connection) -> int:
    return int(connection.execute(COUNT).fetchone()[0])


def send_again(connection: Connection, said: Said) -> None:
    """Let it be tried anew, as often as at first; a server that runs finds it by itself."""
    connection.execute(AGAIN, [said.chat, said.n])
