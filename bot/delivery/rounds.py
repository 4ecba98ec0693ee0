"""The rounds of a courier whose process is alone: to every chat that waits, many at once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import structlog

from bot.delivery.delivering import Delivering
from bot.delivery.trips import AT_ONCE, Trips
from bot.engine import Engine
from storage.store import Unavailable

LOOK_SECONDS: Final = 1.0
"""How long until what others have left behind is seen: a lease that ran out, a row of a command."""
LEAST_SECONDS: Final = 0.02
"""How long at least until the next look, while a chat waits for its time."""

log = structlog.get_logger()


class Rounds:
    """Goes its rounds as long as it runs."""

    def __init__(self, engine: Engine, courier: Delivering) -> None:
        self._engine, self._courier = engine, courier
        self._news = asyncio.Event()
        self._trips = Trips(courier.deliver, self._one_is_back)
        self._left: Sequence[str] = ()

    async def run(self) -> None:
        """Deliver until cancelled; the messages under way are finished first."""
        try:
            async with self._engine.listen_to_all() as self._news:
                while True:
                    self._news.clear()
                    quiet = await self._look()
                    # `wait_for` of Python 3.11 forgets a cancellation that comes with the news.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(quiet):
                            await self._news.wait()
        finally:
            self._courier.leave()
            await self._trips.finish()

    async def _look(self) -> float:
        try:
            return await self._begin()
        except Unavailable as fault:
            log.error("the outbox could not be read", channel=self._courier.channel, why=str(fault))
            return LOOK_SECONDS

    async def _begin(self) -> float:
        """Set out to every chat that waits and is not being served, as far as there is room; return
        for how long nothing more can be done, unless there is news."""
        now = self._engine.clock.now()
        ahead = await self._courier.ahead(AT_ONCE + len(self._trips))
        waiting = [chat for chat in ahead.chats if chat not in self._trips]
        room = max(min(self._trips.room, ahead.room), 0)
        for chat in waiting[:room]:
            self._trips.begin(chat)
        self._left = waiting[room:]
        quiet = (ahead.opens - now).total_seconds() if ahead.opens else LOOK_SECONDS
        return min(max(quiet, LEAST_SECONDS), LOOK_SECONDS)

    def _one_is_back(self) -> None:
        if self._left:
            self._news.set()
