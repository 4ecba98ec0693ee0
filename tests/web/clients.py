"""A browser without a screen: cookies, form tokens, and the frames of the socket."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.web.serving import Served

Json = dict[str, Any]


@dataclass(slots=True)
class Client:
    served: Served
    http: httpx.AsyncClient
    token: str = ""

    @classmethod
    def of(cls, served: Served) -> Self:
        origin = {"origin": served.address}
        return cls(served, httpx.AsyncClient(base_url=served.address, headers=origin))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.http.aclose()

    async def get(self, path: str) -> httpx.Response:
        """A page, whose form token is remembered."""
        page = await self.http.get(path)
        found = re.search(r'(?:name="form_token" value|data-form)="([^"]+)"', page.text)
        self.token = found[1] if found else ""
        return page

    async def submit(self, path: str, **fields: str) -> httpx.Response:
        return await self.http.post(path, data={"form_token": self.token, **fields})

    async def upload(self, content: bytes) -> httpx.Response:
        headers = {"x-form-token": self.token}
        return await self.http.post("/upload?station=HY", content=content, headers=headers)

    async def open_chat(self) -> httpx.Response:
        return await self.get("/chat/HY")

    async def sign_in(self, person: str) -> httpx.Response:
        token = await self.served.desk.invite("HY", person)
        await self.get(f"/sign-in/{token}")
        answer = await self.submit(f"/sign-in/{token}")
        await self.get("/room")
        return answer

    @asynccontextmanager
    async def line(self, path: str, after: int = 0, origin: str = "") -> AsyncIterator["Talk"]:
        """An open socket that has said hello."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        host = urlsplit(self.served.address).netloc
        async with connect(
            f"ws://{host}{path}",
            origin=origin or self.served.address,  # type: ignore[arg-type]
            additional_headers={"cookie": cookies},
            proxy=None,
        ) as socket:
            talk = Talk(socket)
            await talk.send(t="hello", after=after)
            yield talk

    def chat(self, after: int = 0) -> Any:
        return self.line("/ws/chat?station=HY", after)

    def room(self, after: int = 0) -> Any:
        return self.line("/ws/room", after)


@dataclass(slots=True)
class Talk:
    socket: ClientConnection
    said: int = 0

    async def send(self, **frame: object) -> None:
        await self.socket.send(json.dumps(frame))

    async def say(self, text: str, id: str = "", **more: object) -> str:
        self.said += 1
        id = id or f"message-{self.said}"
        await self.send(t="say", id=id, n=self.said, text=text, **more)
        return id

    async def hear(self, kind: str) -> Json:
        """The next frame of a kind; others are passed over."""
        while True:
            frame: Json = json.loads(await self.socket.recv())
            if frame["t"] == kind:
                return frame

    async def rows(self, count: int) -> list[Json]:
        """So many rows, in as many frames as it takes."""
        rows: list[Json] = []
        while len(rows) < count:
            rows += (await self.hear("rows"))["rows"]
        return rows
