"""A callback that answers what a test tells it, and remembers what came."""

import asyncio
from collections import deque
from collections.abc import Callable

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

PATIENCE = 10.0


class Listener:
    """`answers` are said one a request, then `success`; a number among them is a status alone, and
    nothing (`None`) means that it never answers. `echoes` answers the check of the address."""

    def __init__(self) -> None:
        self.answers: deque[str | int | None] = deque()
        self.came: list[tuple[dict[str, str], str]] = []
        self.client: httpx.AsyncClient | None = None
        self.echoes: Callable[[dict[str, str]], str] | None = None
        self.released = asyncio.Event()
        self._heard = asyncio.Event()

    async def hears(self, number: int) -> None:
        """Wait until so many requests have come."""
        async with asyncio.timeout(PATIENCE):
            while len(self.came) < number:
                self._heard.clear()
                await self._heard.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body, asked = (await request.body()).decode(), dict(request.query_params)
        self.came.append((asked, body))
        self._heard.set()
        answer = await self._answer(asked)
        if isinstance(answer, int):
            await Response(status_code=answer)(scope, receive, send)
            return
        await Response(answer, media_type="text/xml")(scope, receive, send)

    async def _answer(self, asked: dict[str, str]) -> str | int:
        if self.echoes and "echostr" in asked:
            return self.echoes(asked)
        answer = self.answers.popleft() if self.answers else "success"
        if answer is None:
            await self.released.wait()
            return ""
        return answer
