"""Trying a message again on which a turn failed, once the bug is mended.

The failed row makes way for a new delivery of the same message, and comes back if that fails too:
the person hears one apology, however often it is tried.
"""

from dataclasses import replace
from typing import Final

from bot.intents.lexicon import Lexicon
from bot.turn import arrival
from core.conversations import Received
from core.messages import Inbound
from storage.connections import Connection
from storage.memory import take_back
from storage.schema import Schema
from storage.turns import Turns

DROP: Final = "DELETE FROM inbox WHERE id = ? AND state = 'failed'"
SENDER: Final = "SELECT sender FROM identity WHERE channel = ? AND person = ?"
STATION: Final = "SELECT station FROM chat WHERE id = ?"


class Retrier:
    """Takes failed messages again."""

    def __init__(self, schema: Schema, lexicon: Lexicon) -> None:
        self._turns = Turns(schema)
        self._lexicon = lexicon

    def retry(self, connection: Connection, received: Received) -> bool:
        """Whether it went well this time; otherwise everything is as before."""
        connection.execute("SAVEPOINT again")
        connection.execute(DROP, [received.id])
        coming = arrival(_delivered(connection, received), self._lexicon)
        taken = self._turns.take(connection, replace(coming, taken_again=True))
        if taken.fault:
            take_back(connection, "again")
        connection.execute("RELEASE again")
        return not taken.fault


def _delivered(connection: Connection, received: Received) -> Inbound:
    """The message as its channel brought it."""
    channel, _, chat = received.chat.partition(":")
    sender = connection.execute(SENDER, [channel, received.person]).fetchone()[0]
    station = connection.execute(STATION, [received.chat]).fetchone()[0]
    return Inbound(
        channel=channel,
        chat=chat,
        sender=sender,
        id=received.message,
        at=received.at,
        received_at=received.received_at,
        kind=received.kind,
        text=received.text,
        press=received.press,
        attachment=received.attachment,
        thread=received.thread,
        station=station,
    )
