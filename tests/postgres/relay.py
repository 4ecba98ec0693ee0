"""A line to a database whose end does not arrive, however surely the database has gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
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
    relay = Relay("")
    lines: set[asyncio.Task[None]] = set()
    ends: list[asyncio.StreamWriter] = []

    async def connected(here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, forth = await asyncio.open_connection(there.hostname, there.port)
        ends.extend((back, forth))
        lines.add(asyncio.create_task(_passed_on(here, forth)))
        lines.add(asyncio.create_task(_passed_on(server, back, relay.heard)))

    door = await asyncio.start_server(connected, "127.0.0.1", 0)
    port = door.sockets[0].getsockname()[1]
    relay.url = there._replace(netloc=f"{there.username}@127.0.0.1:{port}").geturl()
    try:
        yield relay
    finally:
        door.close()
        for line in lines:
            line.cancel()
        await asyncio.gather(*lines, return_exceptions=True)
        for end in ends:
            end.close()
        await asyncio.gather(*(end.wait_closed() for end in ends), return_exceptions=True)


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
