"""A line to a database whose end does not arrive, however surely the database has gone."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

MOST_BYTES = 65536


@dataclass
class Relay:
    """`heard` is set when the database's last words have been passed on."""

    url: str
    heard: asyncio.Event = field(default_factory=asyncio.Event)


@asynccontextmanager
async def relayed(url: str) -> AsyncIterator[Relay]:
    """Pass on what both sides say, and of the database not that it has hung up."""
    there = urlsplit(url)
    relay, lines = Relay(""), _Lines()

    async def connected(here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, forth = await asyncio.open_connection(there.hostname, there.port)
        lines.add(forth, _passed_on(here, forth))
        lines.add(back, _passed_on(server, back, relay.heard))

    door = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = door.sockets[0].getsockname()[1]
    relay.url = there._replace(netloc=f"{there.username}@127.0.0.1:{port}").geturl()
    try:
        yield relay
    finally:
        door.close()
        await lines.end()


@dataclass
class _Lines:
    """What is passed on, and to whom."""

    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    ends: list[asyncio.StreamWriter] = field(default_factory=list)

    def add(self, end: asyncio.StreamWriter, passing: Coroutine[Any, Any, None]) -> None:
        self.ends.append(end)
        self.tasks.append(asyncio.create_task(passing))

    async def end(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for end in self.ends:
            end.close()
        await asyncio.gather(*(end.wait_closed() for end in self.ends), return_exceptions=True)


async def _passed_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ended: asyncio.Event | None = None
) -> None:
    while said := await reader.read(MOST_BYTES):
        writer.write(said)
        await writer.drain()
    if ended:
        ended.set()
    else:
        writer.close()
