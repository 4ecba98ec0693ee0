"""What has become new in which chat, told from server to server.

It goes by NOTIFY after the commit and not in it, since commits that notify queue behind one lock.
It is a hint that saves waiting and no record: whoever lost the connection looks everywhere once.
https://www.postgresql.org/docs/current/sql-notify.html
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

import asyncpg

from storage.connections import Interrupted
from storage.postgres.connecting import connect
from storage.postgres.faults import DRIVER_FAULTS

CHANNEL: Final = "news"
TELL: Final = "SELECT pg_notify($1, $2)"
EVERYTHING: Final = ""
"""What a command tells that has written somewhere."""
GATHERED_SECONDS: Final = 0.01
AGAIN_SECONDS: Final = 0.2
AT_ONCE: Final = 50
"""Chats in one notice, which may have 8000 bytes."""

Heard = Callable[[Iterable[str]], None]


class News:
    """One connection that listens, and tells between times."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._origin = secrets.token_hex(4)
        self._ear: asyncpg.Connection | None = None
        self._mine = asyncio.Lock()
        self._untold: set[str] = set()
        self._telling: asyncio.Task[None] | None = None
        self._missed = self._closing = False
        self.heard: Heard = lambda _chats: None

    async def missed(self) -> bool:
        """Whether something may have become new anywhere that was not heard of. Listens from now
        on, if it did not."""
        async with self._mine:
            await self._listening()
        missed, self._missed = self._missed, False
        return missed

    def tell(self, chats: Iterable[str]) -> None:
        """Tell the other servers, with all that comes in the next moment."""
        self._untold.update(chats)
        if self._untold and self._telling is None:
            self._telling = asyncio.get_running_loop().create_task(self._tell())

    async def close(self) -> None:
        """Tell what is untold, if that can be done at once, and listen no more."""
        self._closing = True
        if self._telling:
            await self._telling
        if self._ear:
            with suppress(*DRIVER_FAULTS, TimeoutError):
                await self._ear.close(timeout=1)

    async def _tell(self) -> None:
        pause = GATHERED_SECONDS
        while self._untold:
            await asyncio.sleep(pause)
            chats, self._untold = sorted(self._untold), set()
            told = await self._told(chats)
            if not (told or self._closing):
                self._untold.update(chats)
            pause = GATHERED_SECONDS if told else AGAIN_SECONDS
        self._telling = None

    async def _told(self, chats: list[str]) -> bool:
        """Whether it could be said. Another server may have come back before this one, and have
        looked everywhere before there was anything to see."""
        async with self._mine:
            ear = await self._listening()
            if ear is None:
                return False
            try:
                for notice in self._notices(chats):
                    await ear.execute(TELL, CHANNEL, notice)
            except DRIVER_FAULTS:
                ear.terminate()
                return False
        return True

    def _notices(self, chats: list[str]) -> Iterator[str]:
        for place in range(0, len(chats), AT_ONCE):
            yield json.dumps([self._origin, *chats[place : place + AT_ONCE]])

    async def _listening(self) -> asyncpg.Connection | None:
        if self._ear is None or self._ear.is_closed():
            self._ear, self._missed = None, True
            with suppress(Interrupted, *DRIVER_FAULTS):
                ear = await connect(self._url)
                await ear.add_listener(CHANNEL, self._hear)
                self._ear = ear
        return self._ear

    def _hear(self, _ear: Any, _pid: int, _channel: str, notice: str) -> None:
        if notice == EVERYTHING:
            self._missed = True
            return
        origin, *chats = json.loads(notice)
        if origin != self._origin:
            self.heard(chats)
