"""What is asked of a server by those who watch over it, beside its pages: does it live, can it
work, and its figures.

`/healthz` is answered while the process answers at all, `/readyz` while its database can be read
and it is not about to end. `/metrics` is told on this machine alone: figures are nobody else's.
"""

import asyncio
import ipaddress
from typing import Final

import structlog
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.engine import Engine
from storage.connections import Connection
from storage.store import Unavailable

ANSWERS_SECONDS: Final = 2.0
WELL: Final = "ok\n"
ENDING: Final = "ending\n"
SLOW: Final = "the database does not answer\n"
NO_STORE: Final = {"Cache-Control": "no-store"}

log = structlog.get_logger()


class Health:
    """Answers for one server. `ending` is set when it takes leave: new work goes elsewhere."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.ending = False

    def routes(self) -> list[Route]:
        return [
            Route("/healthz", self.lives),
            Route("/readyz", self.ready),
            Route("/metrics", self.figures),
        ]

    async def lives(self, _request: Request) -> Response:
        return PlainTextResponse(WELL, headers=NO_STORE)

    async def ready(self, _request: Request) -> Response:
        why = ENDING if self.ending else await self._why_not()
        return PlainTextResponse(why or WELL, 503 if why else 200, NO_STORE)

    async def figures(self, request: Request) -> Response:
        if not _is_here(request):
            return PlainTextResponse("", 404)
        now = self._engine.clock.now()
        try:
            shown = await self._engine.read(lambda each: self._engine.measures.look(each, now))
        except Unavailable as fault:
            return PlainTextResponse(f"{fault.sentence}\n", 503, NO_STORE)
        return Response(shown, media_type=CONTENT_TYPE_LATEST, headers=NO_STORE)

    async def _why_not(self) -> str:
        try:
            async with asyncio.timeout(ANSWERS_SECONDS):
                await self._engine.read(_reads)
        except (Unavailable, TimeoutError) as fault:
            log.error("not ready", why=str(fault))
            return SLOW
        return ""


def _reads(connection: Connection) -> None:
    connection.execute("SELECT 1 FROM station LIMIT 1").fetchone()


def _is_here(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
