"""Which chats can be written to: closed where somebody blocks or removes the assistant, open again
as soon as anything is heard from there. One chat at Telegram may be several talks of ours."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from bot.channels.telegram.happenings import Membership, Standing
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.talks import Talks
from bot.engine import Engine
from storage.outgoing import Outgoing
from storage.stranded import Stranded

LOST: Final = frozenset({Standing.LEFT, Standing.KICKED})
BLOCKED: Final = "left or blocked"


class Reached:
    """Closes and opens chats by their ids at Telegram."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._talks, self._stranded = Talks(engine.schema), Stranded(engine.schema)
        self._outgoing = Outgoing(engine.schema, CHANNEL)

    def is_closed(self, connection: sqlite3.Connection, place: int) -> bool:
        """Whether anything waits there for a sign of life."""
        chats = self._chats(connection, place)
        return any(self._stranded.is_closed(connection, chat) for chat in chats)

    async def reopen(self, place: int) -> None:
        """Whoever writes or presses can be written to: what waited for them goes out first."""
        await self._each_talk(place, self._stranded.reopen)

    async def change(self, change: Membership) -> None:
        """The assistant was let in, given rights, blocked or removed."""
        if change.status in LOST:
            await self._each_talk(change.chat.id, self._close)
        else:
            await self.reopen(change.chat.id)

    def _close(self, connection: sqlite3.Connection, chat: str) -> None:
        self._stranded.close(connection, chat, BLOCKED)

    async def _each_talk(self, place: int, act: Callable[[sqlite3.Connection, str], None]) -> None:
        def unit(connection: sqlite3.Connection) -> Sequence[str]:
            chats = self._chats(connection, place)
            for chat in chats:
                act(connection, chat)
            return chats

        self._engine.wake(await self._engine.write(unit))

    def _chats(self, connection: sqlite3.Connection, place: int) -> Sequence[str]:
        id = str(place)
        own = self._talks.all(connection, id) or (self._outgoing.chat_at(connection, id),)
        return [f"{CHANNEL}:{talk}" for talk in own]
