"""A page without a screen: it talks to the server as the page's scripts do, and keeps a log.

Its messages go out one at a time in the order in which they were written, and again under the same
id over every new connection, until the server has taken them. What it lacks it asks for by the last
position it was shown. The log is what the checker believes: what was written, what was taken, what
was refused, what was shown.
"""

import asyncio
import json
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, Self

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.crash.servers import Server

Json = dict[str, Any]

STATION: Final = "hy"
FORM_TOKEN: Final = re.compile(r'(?:name="form_token" value|data-form)="([^"]+)"')
OPENING: Final = 20.0
A_MOMENT: Final = 0.1


@dataclass(slots=True)
class Log:
    """What one page wrote and was shown. `person` is a member's id, empty for an enterprise."""

    name: str
    person: str = ""
    written: list[Json] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    refused: list[Json] = field(default_factory=list)
    shown: list[Json] = field(default_factory=list)


class Page:
    """One open page. `loopback` is the address it comes from: each enterprise has its own."""

    def __init__(self, server: Server, name: str, loopback: str, person: str = "") -> None:
        self.server = server
        self.log = Log(name, person)
        self.unsent: list[Json] = []
        self.going: Json | None = None
        self.connected = False
        self.sent = 0
        self._loopback = loopback
        self._cookies = httpx.Cookies()
        self._changed = server.changed
        self._socket: ClientConnection | None = None
        self._ready = False
        self._lines = 0
        self._token = ""

    # What a browser does before a page is open

    async def enter_chat(self) -> Self:
        """Open the enterprise's page, which gives this browser its cookie."""
        await self._fetch("GET", f"/chat/{STATION}")
        return self

    async def enter_room(self) -> Self:
        """Sign in as somebody of the sample station does, by the button of the start page."""
        await self._fetch("GET", "/")
        await self.submit("/sample/sign-in", station=STATION, person=self.log.person)
        return self

    async def submit(self, path: str, **fields: str) -> None:
        """Send a form of the page that was opened last."""
        data = {"form_token": self._token, **fields}
        answer = await self._fetch("POST", path, data)
        assert answer.status_code == httpx.codes.SEE_OTHER, answer.text

    async def open(self, path: str) -> None:
        """Open a page whose form is to be sent."""
        await self._fetch("GET", path)

    async def _fetch(self, method: str, path: str, data: Json | None = None) -> httpx.Response:
        transport = httpx.AsyncHTTPTransport(verify=False, local_address=self._loopback)
        async with httpx.AsyncClient(
            base_url=self.server.address,
            cookies=self._cookies,
            transport=transport,
            timeout=OPENING,
        ) as browser:
            origin = {"origin": self.server.address}
            answer = await browser.request(method, path, data=data, headers=origin)
            self._cookies.update(browser.cookies)
        if found := FORM_TOKEN.search(answer.text):
            self._token = found[1]
        return answer

    # The line

    async def run(self) -> None:
        """Keep the page open over every loss of the server."""
        while True:
            await self.server.up.wait()
            with suppress(OSError, TimeoutError, WebSocketException):
                await self._one_line()
            await self._down()

    async def _one_line(self) -> None:
        path = "/ws/room" if self.log.person else f"/ws/chat?station={STATION}"
        async with connect(
            f"ws://127.0.0.1:{self.server.port}{path}",
            origin=self.server.address,  # type: ignore[arg-type]
            additional_headers={"cookie": self._cookie_words()},
            local_addr=(self._loopback, 0),
            proxy=None,
            open_timeout=OPENING,
        ) as socket:
            self.connected, self._socket = True, socket
            self._lines += 1
            await socket.send(json.dumps({"t": "hello", "after": self.position}))
            sending = asyncio.create_task(self._send_all(socket))
            try:
                async for raw in socket:
                    await self._hear(json.loads(raw), socket)
            finally:
                sending.cancel()

    def cut(self) -> None:
        """Let the line go dead in the midst of whatever is on it."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def _send_all(self, socket: ClientConnection) -> None:
        with suppress(WebSocketException):
            while True:
                async with self._changed:
                    await self._changed.wait_for(self._may_send)
                    self.going = self.unsent[0]
                    self.sent += 1
                await socket.send(json.dumps(self.going))
                async with self._changed:
                    self._changed.notify_all()

    def _may_send(self) -> bool:
        return self._ready and self.going is None and bool(self.unsent)

    async def _down(self) -> None:
        """The line is gone. While the server is up, a page waits a little before the next try."""
        async with self._changed:
            self.connected = self._ready = False
            self.going = None
            self._changed.notify_all()
        with suppress(TimeoutError):
            async with asyncio.timeout(A_MOMENT), self._changed:
                await self._changed.wait_for(lambda: not self.server.up.is_set())

    async def _hear(self, frame: Json, socket: ClientConnection) -> None:
        async with self._changed:
            match frame["t"]:
                case "rows":
                    self.log.shown += frame["rows"]
                case "ready":
                    self._ready = True
                case "taken":
                    self.log.taken.add(frame["id"])
                    self._settle(frame["id"])
                case "refused":
                    self._refused(frame)
            self._changed.notify_all()
        if frame["t"] == "rows":
            await socket.send(json.dumps({"t": "seen", "upto": self.position}))

    def _settle(self, id: str) -> None:
        self.unsent = [frame for frame in self.unsent if frame["id"] != id]
        self.going = None

    def _refused(self, frame: Json) -> None:
        """Nothing was stored: it is sent again when the server says, and not before."""
        self.log.refused.append(frame)
        assert frame["retry"], frame
        loop, line = asyncio.get_running_loop(), self._lines
        loop.call_later(frame["retry"], lambda: loop.create_task(self._release(line)))

    async def _release(self, line: int) -> None:
        async with self._changed:
            if line == self._lines:
                self.going = None
            self._changed.notify_all()

    def _cookie_words(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    # What a person does in the page

    @property
    def position(self) -> int:
        """The last position that was shown."""
        return max((row["n"] for row in self.log.shown), default=0)

    async def say(self, text: str, thread: str = "") -> str:
        return await self._write({"t": "say", "text": text, "thread": thread})

    async def press(self, row: Json, label: str, words: str = "") -> str:
        """Press a button under a row that was shown."""
        choices = {choice["label"]: choice["id"] for choice in row["choices"]}
        assert label in choices, f"no button {label} under: {row['text']} {list(choices)}"
        thread = row["thread"] if self.log.person else ""
        about = {"message": row["n"], "choice": choices[label], "words": words, "thread": thread}
        return await self._write({"t": "press", **about})

    async def _write(self, frame: Json) -> str:
        whole = {**frame, "id": secrets.token_hex(8), "n": len(self.log.written) + 1}
        async with self._changed:
            self.log.written.append(whole)
            self.unsent.append(whole)
            self._changed.notify_all()
        return str(whole["id"])

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that changes with what this page hears or sends."""
        async with self._changed:
            await self._changed.wait_for(holds)

    async def rows_after(self, place: int) -> list[Json]:
        """The rows shown after the first `place`, once there is one."""
        await self.until(lambda: len(self.log.shown) > place)
        return self.log.shown[place:]
