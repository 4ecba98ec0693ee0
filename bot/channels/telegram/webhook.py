"""The address to which Telegram posts updates: 200 only when an update is stored.

Telegram repeats whatever is answered otherwise, many at once and in any order; what came before is
recognised by the inbox.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram.fields import NotAnUpdate
from bot.channels.telegram.happenings import Update
from bot.channels.telegram.updates import read_update
from bot.crowding import Crowded
from storage.store import Unavailable

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES: Final = 1024 * 1024
RETRY_SECONDS: Final = "2"
HELD_SECONDS: Final = 2.0
"""Whoever is turned away at once comes again at once: no time is left to serve those who wait."""

Take = Callable[[Update], Awaitable[None]]

log = structlog.get_logger()


class Webhook:
    """Takes what is posted with the right secret."""

    def __init__(self, path: str, secret: str, take: Take, assert_room: Callable[[], None]) -> None:
        self._path, self._secret = path, secret
        self._take, self._assert_room = take, assert_room

    def route(self) -> Route:
        return Route(self._path, self._posted, methods=["POST"])

    async def _posted(self, request: Request) -> Response:
        if not self._is_telegram(request):
            return Response(status_code=403)
        try:
            self._assert_room()
        except Crowded:
            await asyncio.sleep(HELD_SECONDS)
            return _again()
        try:
            return await self._taken(request)
        except Crowded:
            return _again()
        except Unavailable as fault:
            log.error("an update could not be stored", why=str(fault))
            return _again()

    async def _taken(self, request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = read_update(json.loads(body))
        except (NotAnUpdate, ValueError, RecursionError):
            log.warning("what was posted is no update")
            return Response(status_code=400)
        if update is not None:
            await self._take(update)
        return Response(status_code=200)

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get(HEADER, "")
        return hmac.compare_digest(given.encode(), self._secret.encode())


def _again() -> Response:
    return Response(status_code=503, headers={"Retry-After": RETRY_SECONDS})


async def _body(request: Request) -> bytes | None:
    """The body, None for one that no update is as long as."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)
