"""Binding at Telegram: a member of the staff to an account, a group to a station.

Both are a turn like any other: kept first, so that a second delivery binds nothing twice, and
answered from the outbox.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.engine import Engine
from core.context import Context
from core.conversations import Chat
from core.decision import Decision
from core.messages import Inbound, Line, Outbound
from core.parties import Identity, Person
from storage.room_codes import bind_room, room, use_code
from storage.sign_ins import use_link
from storage.turns import Arrival, Taken

BOUND: Final = Line(
    "{name}，您好。这个账号已绑定为您的工作账号，现在可以在工作群里接单了。只给您看的内容会发到这里。"
)
STALE_LINK: Final = Line("这个绑定链接已经用过或过期了，请向站长要一个新的。")
ROOM_BOUND: Final = Line(
    "绑定好了，这里是{station}的工作群。新需求会发到群里，点“接单”就能办理；发“/help”看怎么用。"
)
STALE_CODE: Final = Line(
    "这个绑定码不对，或已经用过、过期了。请向站长要一个新的，再发“/bind 绑定码”。"
)
NOT_A_ROOM: Final = Line("这个群还没有绑定服务站。请站长发“/bind 绑定码”，绑定后就能在群里办理。")


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

        def unit(connection: sqlite3.Connection) -> Taken:
            key = use_link(connection, token, inbound.received_at)
            person = self._people.one(connection, key) if key else None
            if person is None:
                return self._take(connection, inbound, STALE_LINK)
            self._save(connection, inbound, person)
            bound = Line(BOUND.template, {"name": person.name})
            return self._take(connection, replace(inbound, station=person.station), bound)

        return await self._engine.take(unit)

    def _save(self, connection: sqlite3.Connection, inbound: Inbound, person: Person) -> None:
        schema, channel = self._engine.schema, inbound.channel
        connection.execute(UNBIND, [channel, person.id, inbound.sender])
        schema.of(Identity).save(connection, Identity(channel, inbound.sender, person.id))
        chat = self._chats.one(connection, f"{channel}:{inbound.chat}")
        if chat is not None:
            schema.of(Chat).save(
                connection, replace(chat, person=person.id, station=person.station)
            )

    async def room(self, inbound: Inbound, code: str) -> Taken:
        """Take a message that says a room's code."""
        key = f"{inbound.channel}:{inbound.chat}"

        def unit(connection: sqlite3.Connection) -> Taken:
            station = use_code(connection, code, inbound.received_at)
            if not station:
                return self._take(connection, inbound, STALE_CODE)
            bind_room(connection, self._engine.schema, room(key, inbound.channel, station))
            return self._take(connection, replace(inbound, station=station), ROOM_BOUND)

        return await self._engine.take(unit)

    async def says(self, inbound: Inbound, line: Line) -> Taken:
        """Take a message that calls for nothing but this line."""
        return await self._engine.take(lambda each: self._take(each, inbound, line))

    def _take(self, connection: sqlite3.Connection, inbound: Inbound, line: Line) -> Taken:
        return self._engine.turns.take(connection, Arrival(inbound, saying(line)))


def saying(line: Line) -> Callable[[Context], Decision]:
    """A decision that says one line in the chat that is heard; it may name the station."""

    def decide(context: Context) -> Decision:
        values = {"station": context.station.settings.name, **line.values}
        said = Line(line.template, values)
        return Decision(says=(Outbound(context.chat.id, (said,)),))

    return decide
