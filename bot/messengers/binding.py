"""Binding a member of the staff to an account at a messenger.

It is a turn like any other: kept first, so that a second delivery binds nothing twice, and answered
from the outbox.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.engine import Engine
from core.context import Context
from core.conversations import Chat
from core.decision import Decision
from core.messages import Inbound, Line, Outbound
from core.parties import Identity, Person
from storage.connections import Connection
from storage.sign_ins import use_link
from storage.turns import Arrival, Taken

BOUND: Final = Line(
    "{name}，您好。这个账号已绑定为您的工作账号，现在可以在工作群里接单了。只给您看的内容会发到这里。"
)
STALE_LINK: Final = Line("这个绑定链接已经用过或过期了，请向站长要一个新的。")

UNBIND: Final = "DELETE FROM identity WHERE channel = ? AND person = ? AND sender <> ?"
"""A member has one account: one that was bound before (a lost phone) acts for nobody."""


class Binding:
    """Binds over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._people = engine.schema.of(Person).query("id")
        self._chats = engine.schema.of(Chat).query("id")

    async def member(self, inbound: Inbound, token: str) -> Taken:
        """Take a message that opened a member's link."""

        def unit(connection: Connection) -> Taken:
            key = use_link(connection, token, inbound.received_at)
            person = self._people.one(connection, key) if key else None
            if person is None:
                return self.take(connection, inbound, STALE_LINK)
            self._save(connection, inbound, person)
            bound = Line(BOUND.template, {"name": person.name})
            return self.take(connection, replace(inbound, station=person.station), bound)

        return await self._engine.take(unit)

    def _save(self, connection: Connection, inbound: Inbound, person: Person) -> None:
        schema, channel = self._engine.schema, inbound.channel
        connection.execute(UNBIND, [channel, person.id, inbound.sender])
        schema.of(Identity).save(connection, Identity(channel, inbound.sender, person.id))
        chat = self._chats.one(connection, f"{channel}:{inbound.chat}")
        if chat is not None:
            schema.of(Chat).save(
                connection, replace(chat, person=person.id, station=person.station)
            )

    async def says(self, inbound: Inbound, line: Line) -> Taken:
        """Take a message that calls for nothing but this line."""
        return await self._engine.take(lambda each: self.take(each, inbound, line))

    def take(self, connection: Connection, inbound: Inbound, line: Line) -> Taken:
        """The same inside of a unit."""
        return self._engine.turns.take(connection, Arrival(inbound, saying(line)))


def saying(line: Line) -> Callable[[Context], Decision]:
    """A decision that says one line in the chat that is heard; it may name the station."""

    def decide(context: Context) -> Decision:
        values = {"station": context.station.settings.name, **line.values}
        said = Line(line.template, values)
        return Decision(says=(Outbound(context.chat.id, (said,)),))

    return decide
