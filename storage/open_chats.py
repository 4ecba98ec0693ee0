"""Another chat of the same enterprise that can be written to now."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from core.conversations import Outlet
from core.windows import usable
from storage.connections import Connection
from storage.links import Links
from storage.schema import Schema
from storage.windows import Windows

WITH_WINDOWS: Final = frozenset({"wechat"})
"""Messengers that let us write only for a while after a contact."""


class OpenChats:
    """Looks among the linked chats, with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        self._links, self._windows = Links(schema), Windows(schema)
        self._outlet = schema.of(Outlet).query("chat")

    def other(
        self, connection: Connection, chat: str, served: Collection[str], now: datetime
    ) -> str:
        """The first that is open, "" for none; only messengers that are `served` count."""
        others = self._links.others(connection, chat)
        found = (one for one in others if one.partition(":")[0] in served)
        return next((one for one in found if self._is_open(connection, one, now)), "")

    def _is_open(self, connection: Connection, chat: str, now: datetime) -> bool:
        channel, _, own = chat.partition(":")
        outlet = self._outlet.one(connection, chat) or Outlet(chat)
        if outlet.unreachable or channel not in WITH_WINDOWS:
            return not outlet.unreachable
        windows = self._windows.of(connection, f"{channel}:{outlet.address or own}")
        return usable(windows, now, by_person=False) is not None
