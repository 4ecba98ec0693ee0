"""Taking leave: what is under way is finished, what is new goes to another server or comes again.

From the first signal on `/readyz` says so and the gate turns new requests away with an answer upon
which every messenger repeats what it brought. Pages are told to connect anew, couriers finish the
message under way, and so does the sweep. A second signal ends the process at once, and so does the
end of its patience: nothing that was acknowledged is lost by either. Signals are heard by the event
loop; one that stands still hears none, and is left to the SIGKILL of whoever started the process.
"""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

import structlog
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from bot.health import ENDING, NO_STORE, Health

STOPS: Final = (signal.SIGINT, signal.SIGTERM)
"""The signals that ask a process to end."""
PATIENCE_SECONDS: Final = 30
"""All in all; those who stop processes wait longer (90 s by systemd, see `deploy`)."""
REQUESTS_SECONDS: Final = 10
"""For the requests that are being answered."""
AGAIN_SECONDS: Final = "2"
RESTARTING: Final = 1012
"""Upon which a page connects anew."""
STDERR: Final = 2
UNFINISHED: Final = b'{"event": "not everything was finished in time", "level": "error"}\n'
TOO_LATE: Final = 1
"""The exit code of a process that has left something unfinished."""

log = structlog.get_logger()


class Gate:
    """Before all that a server answers but its health. It knows what is being answered."""

    def __init__(self, app: ASGIApp, health: Health) -> None:
        self._app, self._health = app, health
        self._answering = 0
        self._empty = asyncio.Event()
        self._empty.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._health.ending:
            await _turned_away(scope)(scope, receive, send)
        elif scope["type"] == "http":
            await self._counted(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._answering += 1
        self._empty.clear()
        try:
            await self._app(scope, receive, send)
        finally:
            self._answering -= 1
            if not self._answering:
                self._empty.set()

    async def empties(self) -> None:
        """Wait until every request is answered, unless one takes too long."""
        try:
            async with asyncio.timeout(REQUESTS_SECONDS):
                await self._empty.wait()
        except TimeoutError:
            log.error("requests are cut off", count=self._answering)


def _turned_away(scope: Scope) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(RESTARTING)
    return PlainTextResponse(ENDING, 503, {**NO_STORE, "Retry-After": AGAIN_SECONDS})


def listen(heard: Callable[[signal.Signals], None]) -> None:
    """Have the loop tell of each signal between two steps of its own. In the midst of one it might
    come while a line of the log is written, and whoever logs then waits for itself."""
    loop = asyncio.get_running_loop()
    for each in STOPS:
        loop.add_signal_handler(each, heard, each)


def begins(health: Health) -> None:
    """The first signal came: no longer than this it takes until the process has ended."""
    health.ending = True
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(PATIENCE_SECONDS)
    log.info("the server takes leave")


def at_once(by: int) -> None:
    """End by this signal, as if nobody had heard it."""
    signal.signal(by, signal.SIG_DFL)
    signal.raise_signal(by)


def _too_long(_by: int, _frame: FrameType | None) -> None:
    # It comes at any moment, where nothing can be logged and nobody may read.
    with suppress(OSError):
        os.set_blocking(STDERR, False)
        os.write(STDERR, UNFINISHED)
    os._exit(TOO_LATE)
