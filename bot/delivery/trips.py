"""Deliveries under way: one to a chat, a bounded number at once."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

AT_ONCE: Final = 32


class Trips:
    """`back` is called whenever one has ended."""

    def __init__(self, deliver: Callable[[str], Awaitable[None]], back: Callable[[], None]) -> None:
        self._deliver, self._back = deliver, back
        self._going: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._going)

    def __contains__(self, chat: str) -> bool:
        return chat in self._going

    @property
    def room(self) -> int:
        """How many more may begin."""
        return AT_ONCE - len(self._going)

    def begin(self, chat: str) -> None:
        """Set out to a chat that nobody is under way to."""
        task = asyncio.create_task(self._go(chat))
        self._going[chat] = task
        task.add_done_callback(partial(self._ended, chat))

    async def finish(self) -> None:
        """Wait for those that are under way."""
        await asyncio.gather(*self._going.values(), return_exceptions=True)

    async def _go(self, chat: str) -> None:
        await self._deliver(chat)

    def _ended(self, chat: str, _task: asyncio.Task[None]) -> None:
        del self._going[chat]
        self._back()
