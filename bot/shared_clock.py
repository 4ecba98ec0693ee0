"""The time of day that all servers of one installation go by: that of their database.

What one server leases, another must not take for free because its own machine is ahead. Between two
looks at the database this machine's steady clock counts on, which nobody can put ahead or back; so
a machine whose time of day is wrong, or is being set right, goes by the same time as the others.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

import structlog

from bot.clock import Clock, SystemClock
from storage.store import Store, Unavailable

LOOK_SECONDS: Final = 2.0
MUCH: Final = timedelta(seconds=1)

log = structlog.get_logger()


class SharedClock:
    """The machine's own until its first `look`. What counts is when the steady clock began."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._began = SystemClock().now() - timedelta(seconds=monotonic())

    def now(self) -> datetime:
        return self._began + timedelta(seconds=monotonic())

    async def look(self) -> None:
        """Go by what the database says from now on. It said so between the question and its answer,
        and a reading that may be right within these changes nothing. Raises `Unavailable`."""
        before = monotonic()
        said = await self._store.time_of_day()
        earliest = said - timedelta(seconds=monotonic())
        latest = said - timedelta(seconds=before)
        known = self._began
        self._began = min(max(known, earliest), latest)
        if abs(self._began - known) > MUCH:
            log.warning("the clock goes by the database's", by=str(self._began - known))

    async def keep_right(self) -> None:
        """Look again and again. While the database is away, the steady clock is right enough."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(Unavailable):
                await self.look()


@asynccontextmanager
async def clock_of(store: Store) -> AsyncIterator[Clock]:
    """The clock that whoever runs on a database goes by: the machine's own, where nobody shares
    it."""
    if store.alone:
        yield SystemClock()
        return
    clock = SharedClock(store)
    await clock.look()
    looking = asyncio.create_task(clock.keep_right())
    try:
        yield clock
    finally:
        looking.cancel()
