"""As much of an API server as it takes to be called: it answers what it was told, and keeps what it
was asked. The rules of WeChat and WeCom are not played here."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

STABLE: Final = "/cgi-bin/stable_token"
GET: Final = "/cgi-bin/gettoken"
HANGS: Final = "hangs"
OK: Final = {"errcode": 0, "errmsg": "ok"}

Answer = Mapping[str, Any] | bytes | int | str | Response


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def token(self) -> str:
        return self.query.get("access_token", "")


class StandIn:
    """`tells` sets what a path answers, one after the other and the last for ever. Tokens are given
    out as "token1", "token2", …; `given` is the last, and given out again until it is forced."""

    def __init__(self) -> None:
        self.address = ""
        self.asked: list[Asked] = []
        self.given = 0
        self.opens = asyncio.Event()
        """Whether what hangs goes on."""
        self.came = asyncio.Event()
        self._answers: dict[str, list[Answer]] = {}

    def tells(self, path: str, *answers: Answer) -> None:
        self._answers[f"/cgi-bin/{path}"] = list(answers)

    def at(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == f"/cgi-bin/{path}"]

    @property
    def fetches(self) -> list[Asked]:
        return [one for one in self.asked if one.path in (STABLE, GET)]

    @property
    def forced(self) -> list[bool]:
        return [one.json["force_refresh"] for one in self.at("stable_token")]

    async def answer(self, request: Request) -> Response:
        asked = Asked(
            request.method,
            request.url.path,
            dict(request.query_params),
            dict(request.headers),
            await request.body(),
        )
        self.asked.append(asked)
        self.came.set()
        told = self._told(asked)
        if told == HANGS:
            await self.opens.wait()
            told = self._token(asked) if asked.path in (STABLE, GET) else OK
        return _response(told)

    def _told(self, asked: Asked) -> Answer:
        answers = self._answers.get(asked.path)
        if answers:
            return answers.pop(0) if len(answers) > 1 else answers[0]
        return self._token(asked) if asked.path in (STABLE, GET) else OK

    def _token(self, asked: Asked) -> Answer:
        if not self.given or (asked.path == STABLE and asked.json["force_refresh"]):
            self.given += 1
        return {"access_token": f"token{self.given}", "expires_in": 7200}


def _response(told: Answer) -> Response:
    if isinstance(told, Response):
        return told
    if isinstance(told, int):
        return Response(status_code=told)
    if isinstance(told, Mapping):
        return Response(json.dumps(told), media_type="application/json; encoding=utf-8")
    return Response(told, media_type="text/plain")


def endless() -> StreamingResponse:
    """A body that never ends."""

    async def parts() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 65536
            await asyncio.sleep(0)  # who has gone away is noticed then

    return StreamingResponse(parts(), media_type="image/jpeg")


@asynccontextmanager
async def standing_in() -> AsyncIterator[StandIn]:
    """One, listening on this machine."""
    stand_in = StandIn()
    app = Starlette(routes=[Route("/{path:path}", stand_in.answer, methods=["GET", "POST"])])
    config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    # Named as TCP, or each answer waits forty milliseconds for the packet before it.
    with socket.socket(proto=socket.IPPROTO_TCP) as door:
        door.bind(("127.0.0.1", 0))
        stand_in.address = f"http://127.0.0.1:{door.getsockname()[1]}"
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[door]))
            try:
                yield stand_in
            finally:
                stand_in.opens.set()
                server.should_exit = True
