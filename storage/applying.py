"""Writing what a turn decided: its rows, its numbers, its messages in their places."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from core.conversations import OutboxState, Said
from core.decision import Decision
from core.due import CallOff
from core.lessons import Lesson
from core.messages import Outbound
from core.parties import Person
from storage.connections import Connection
from storage.lexicon_changes import standing
from storage.numbers import drawn, filled
from storage.schema import Schema
from storage.together import Batch

FETCHED_BY_PAGE: Final = frozenset({"web"})
"""Channels whose messages wait in the log for a page; all others are sent."""


class Applier:
    """Writes decisions with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._said = schema.of(Said)

    def write(
        self, batch: Batch, decision: Decision, code: str, at: datetime
    ) -> Sequence[Outbound]:
        """Write the rows of a decision; return what it says, with the numbers that were drawn."""
        connection = batch.connection
        for call_off in decision.calls_off:
            _call_off(connection, call_off)
        for chat in decision.forgets:
            connection.execute(FORGET, [chat])
        numbers = drawn(connection, code, at, decision.saves)
        for value in decision.saves:
            whole = filled(value, numbers) if numbers else value
            if isinstance(whole, Lesson):
                whole = replace(whole, lexicon=standing(connection).version)
            batch.save(self._schema.of(type(value)), whole)
            if isinstance(value, Person) and value.roles:
                connection.execute(STAFF_CHANGED, [value.station])
        return [filled(said, numbers) for said in decision.says] if numbers else decision.says

    def say(
        self,
        connection: Connection,
        messages: Sequence[Outbound],
        turn: str,
        at: datetime,
        echoes: Mapping[int, str] | None = None,
    ) -> frozenset[str]:
        """Put messages into their chats' logs, in order; `echoes` names by index those that only
        show what somebody wrote."""
        with Batch(connection) as batch:
            return self.put(batch, messages, turn, at, echoes)

    def put(
        self,
        batch: Batch,
        messages: Sequence[Outbound],
        turn: str,
        at: datetime,
        echoes: Mapping[int, str] | None = None,
    ) -> frozenset[str]:
        """The same, with all else that a turn writes."""
        places: dict[str, int] = {}
        chats = [message.chat for message in messages]
        for chat in dict.fromkeys(chats):
            count = chats.count(chat)
            last = batch.connection.execute(ADVANCE, [chat, count]).fetchone()[0]
            places[chat] = last - count
        for index, message in enumerate(messages):
            places[message.chat] += 1
            state = _first_state(message.chat)
            echo = (echoes or {}).get(index, "")
            said = Said(message.chat, places[message.chat], at, turn, message, state, echo)
            batch.save(self._said, said)
        return frozenset(places)


STAFF_CHANGED: Final = "UPDATE station SET version = version + 1 WHERE id = ?"
"""A station is kept in memory until its version changes; its people are a part of it."""

ADVANCE: Final = (
    "INSERT INTO chat_out (chat, said, seen, leased_by) VALUES (?, ?, 0, '') "
    "ON CONFLICT (chat) DO UPDATE SET said = chat_out.said + excluded.said RETURNING said"
)
FORGET: Final = "UPDATE lesson SET words = '', matched = '[]' WHERE chat = ?"
CALL_OFF: Final = "UPDATE due SET state = 'called_off' WHERE object = ? AND state = 'open'"


def _first_state(chat: str) -> OutboxState:
    channel = chat.partition(":")[0]
    return OutboxState.KEPT if channel in FETCHED_BY_PAGE else OutboxState.PENDING


def _call_off(connection: Connection, off: CallOff) -> None:
    marks = ", ".join("?" * len(off.kinds))
    only = f" AND kind IN ({marks})" if off.kinds else ""
    connection.execute(CALL_OFF + only, [off.object, *off.kinds])
