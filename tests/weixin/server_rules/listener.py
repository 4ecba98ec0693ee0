"""A callback that answers what a test tells it, and remembers what came."""

import asyncio
from collections import deque
from urllib.parse import parse_qsl

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send


class Listener:
    """`answers` are said one a request, then `success`; a number among them is a status alone, and
    nothing (`None`) means that it never answers."""

    def __init__(self) -> None:
        self.answers: deque[str | int | None] = deque()
        self.came: list[tuple[dict[str, str], str]] = []
        self.client: httpx.AsyncClient | None = None
        self.released = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = (await request.body()).decode()
        self.came.append((dict(parse_qsl(request.url.query)), body))
        answer = self.answers.popleft() if self.answers else "success"
        if answer is None:
            await self.released.wait()
            answer = ""
        if isinstance(answer, int):
            await Response(status_code=answer)(scope, receive, send)
            return
        await Response(answer, media_type="text/xml")(scope, receive, send)
