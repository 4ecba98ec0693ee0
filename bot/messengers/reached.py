"""Which chats can be written to: closed where somebody blocks or removes the assistant, open again
as soon as anything is heard from there. One chat at a messenger may be several talks of ours."""

from collections.abc import Callable, Sequence

from bot.engine import Engine
from bot.messengers.talks import Talks
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.stranded import Stranded


class Reached:
    """Closes and opens chats by their ids at the messenger."""

    def __init__(self, engine: Engine, channel: str) -> None:
        self._engine, self._channel = engine, channel
        self._talks, self._stranded = Talks(engine.schema, channel), Stranded(engine.schema)
        self._outgoing = Outgoing(engine.schema, channel)

    def is_closed(self, connection: Connection, place: str) -> bool:
        """Whether anything waits there for a sign of life."""
        chats = self._chats(connection, place)
        return any(self._stranded.is_closed(connection, chat) for chat in chats)

    async def heard(self, place: str) -> None:
        """Somebody is there: what waits for a sign of life is tried again."""
        if await self._engine.read(lambda each: self.is_closed(each, place)):
            await self.reopen(place)

    async def reopen(self, place: str) -> None:
        """Whoever writes or presses can be written to: what waited for them goes out first."""
        await self._each_talk(place, self._stranded.reopen)

    async def close(self, place: str, why: str) -> None:
        """The assistant was blocked or removed; `why` in the messenger's words."""
        await self._each_talk(place, lambda each, chat: self._stranded.close(each, chat, why))

    async def _each_talk(self, place: str, act: Callable[[Connection, str], None]) -> None:
        def unit(connection: Connection) -> Sequence[str]:
            chats = self._chats(connection, place)
            for chat in chats:
                act(connection, chat)
            return chats

        self._engine.wake(await self._engine.write(unit))

    def _chats(self, connection: Connection, place: str) -> Sequence[str]:
        own = self._talks.all(connection, place) or (self._outgoing.chat_at(connection, place),)
        return [f"{self._channel}:{talk}" for talk in own]
