"""The errands of a courier whose process is one of several: to the chats that this process itself
has written to, at once. What stays behind is handed round by the workers."""

import asyncio
from collections.abc import Iterable

from bot.delivery.delivering import Delivering
from bot.delivery.trips import Trips
from bot.engine import Engine


class Errands:
    """Runs them as long as it runs."""

    def __init__(self, engine: Engine, courier: Delivering) -> None:
        self._engine, self._courier = engine, courier
        self._own = f"{courier.channel}:"
        self._asked: dict[str, None] = {}
        """In the order in which they came."""
        self._news = asyncio.Event()
        self._trips = Trips(courier.deliver, self._news.set)

    async def run(self) -> None:
        """Deliver until cancelled; the messages under way are finished first."""
        try:
            with self._engine.hearing_own(self._note):
                while True:
                    await self._news.wait()
                    self._news.clear()
                    self._begin()
        finally:
            self._courier.leave()
            await self._trips.finish()

    def _note(self, chats: Iterable[str]) -> None:
        self._asked |= dict.fromkeys(chat for chat in chats if chat.startswith(self._own))
        if self._asked:
            self._news.set()

    def _begin(self) -> None:
        """A chat that is being served is gone to once more after it: what has come in as the trip
        ended would be left behind."""
        free = [chat for chat in self._asked if chat not in self._trips]
        for chat in free[: self._trips.room]:
            del self._asked[chat]
            self._trips.begin(chat)
