"""Binding a group to a station, by a code that is said in it once.

It is a turn like any other: kept first, so that a second delivery binds nothing twice.
"""

from dataclasses import replace
from typing import Final

from bot.engine import Engine
from bot.messengers.binding import Binding
from core.messages import Inbound, Line
from storage.connections import Connection
from storage.room_codes import bind_room, room, use_code
from storage.turns import Taken

ROOM_BOUND: Final = Line(
    "绑定好了，这里是{station}的工作群。新需求会发到群里，点“接单”就能办理；发“/help”看怎么用。"
)
STALE_CODE: Final = Line(
    "这个绑定码不对，或已经用过、过期了。请向站长要一个新的，再发“/bind 绑定码”。"
)
NOT_A_ROOM: Final = Line("这个群还没有绑定服务站。请站长发“/bind 绑定码”，绑定后就能在群里办理。")


class Rooms:
    """Binds over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._binding = engine, Binding(engine)

    async def bind(self, inbound: Inbound, code: str) -> Taken:
        """Take a message that says a room's code."""
        key = f"{inbound.channel}:{inbound.chat}"

        def unit(connection: Connection) -> Taken:
            station = use_code(connection, code, inbound.received_at)
            if not station:
                return self._binding.take(connection, inbound, STALE_CODE)
            bind_room(connection, self._engine.schema, room(key, inbound.channel, station))
            return self._binding.take(connection, replace(inbound, station=station), ROOM_BOUND)

        return await self._engine.take(unit)
