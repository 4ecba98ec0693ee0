"""The channel behind a real port, started and stopped within a test's own loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from bot.channels.web.app import create_app
from bot.channels.web.desk import Desk
from bot.channels.web.settings import Rate, Rates, WebSettings
from tests.web.memory_desk import MemoryDesk

SECRET = "a secret of the tests"
UNHURRIED = Rate(10_000, 1_000)
NO_LIMITS = Rates(*(UNHURRIED for _ in range(7)))


class Server(uvicorn.Server):
    """One that leaves the signals to the tests, and says when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(slots=True)
class Running:
    """A server that can be stopped and started again at the same address."""

    desk: Desk
    settings: WebSettings
    port: int
    _server: Server | None = None
    _task: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket_address(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    async def start(self) -> None:
        app: ASGIApp = create_app(self.desk, self.settings)
        config = uvicorn.Config(
            app, port=self.port, log_level="critical", timeout_graceful_shutdown=1, lifespan="off"
        )
        self._server = Server(config)
        self._task = asyncio.create_task(self._server.serve())
        await self._server.listens.wait()

    async def stop(self) -> None:
        if self._server and self._task:
            self._server.should_exit = True
            await self._task


@dataclass(slots=True)
class Served(Running):
    """One over the desk of the tests."""

    desk: MemoryDesk


@asynccontextmanager
async def serving(
    rates: Rates = NO_LIMITS, desk: MemoryDesk | None = None, **more: int
) -> AsyncIterator[Served]:
    port = free_port()
    settings = WebSettings(SECRET, (f"http://127.0.0.1:{port}",), sample=True, rates=rates, **more)
    served = Served(desk or MemoryDesk(), settings, port)
    await served.start()
    try:
        yield served
    finally:
        await served.stop()
