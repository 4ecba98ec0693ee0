"""The door behind a real server, for those who do not end what they begin, or never end."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from bot.account_settings import Mode
from bot.clock import MovableClock
from bot.weixin.door import MOST_BYTES, Door, Pushed, Reply
from tests.weixin.door.knocking import KEYS, NOW, PATH, PLATFORM, WORDS, Query

pytestmark = pytest.mark.asyncio

PIECE: Final = b" " * 65_536


@dataclass
class Served:
    """A door on a port of this machine; `ended` holds what each request ended in."""

    port: int
    ended: asyncio.Queue[BaseException | None] = field(default_factory=asyncio.Queue)
    taken: list[Pushed] = field(default_factory=list)

    def __post_init__(self) -> None:
        door = Door(PATH, Mode.PLAIN, KEYS, MovableClock(NOW), self.answer)
        self._app = Starlette(routes=[door.route()])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    async def answer(self, pushed: Pushed) -> Reply:
        self.taken.append(pushed)
        return Reply()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault: BaseException | None = None
        try:
            await self._app(scope, receive, send)
        except BaseException as raised:
            fault = raised
            raise
        finally:
            self.ended.put_nowait(fault)


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        one = Served(bound.getsockname()[1])
        config = uvicorn.Config(one, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[bound]))
            yield one
            server.should_exit = True


async def knocks(one: Served, query: Query, length: int, body: bytes) -> None:
    """Begin to post, and go away."""
    _reader, writer = await asyncio.open_connection("127.0.0.1", one.port)
    head = f"POST {PATH}?{urlencode(query)} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def endless() -> AsyncIterator[bytes]:
    while True:
        yield PIECE


async def test_a_push_that_is_broken_off_is_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async with served() as one:
        with caplog.at_level(logging.ERROR):
            await knocks(one, PLATFORM.stamp(), 1000, WORDS.encode())
            assert await one.ended.get() is None

        assert not one.taken
        assert not caplog.records


async def test_a_body_without_end_is_cut_off() -> None:
    async with served() as one, httpx.AsyncClient(trust_env=False) as client:
        try:
            answer = await client.post(one.address, params=PLATFORM.stamp(), content=endless())
            status = answer.status_code
        except httpx.TransportError:
            status = 413  # the answer may come too late for who is still writing
        assert await one.ended.get() is None

    assert status == 413
    assert not one.taken


async def test_a_long_body_within_the_bound_is_read() -> None:
    body = WORDS.replace("电梯年检", "检" * 300_000).encode()
    assert len(body) < MOST_BYTES
    async with served() as one, httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(one.address, params=PLATFORM.stamp(), content=body)

    assert (answer.status_code, answer.text) == (200, "success")
    assert one.taken[0].fields["Content"] == "检" * 300_000
