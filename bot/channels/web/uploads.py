"""Pictures on their way in and out."""

import asyncio
import math
from dataclasses import dataclass, field
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.desk import Seat, Unavailable
from bot.channels.web.house import FORM_HEADER, House, address_of
from bot.channels.web.seats import seat_at, staff_seat
from bot.channels.web.settings import MEGABYTE
from bot.pictures.cleaning import BadPicture, Picture, cleaned

# Decoding takes a core and the memory of a whole picture.
AT_ONCE: Final = 2


class RefusedUpload(Exception):
    def __init__(self, status: int, why: str, retry: float = 0) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.retry = retry


@dataclass(frozen=True, slots=True)
class Uploads:
    house: House
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def routes(self) -> list[Route]:
        return [
            Route("/upload", self.upload, methods=["POST"]),
            Route("/pictures/{reference}", self.picture),
        ]

    async def upload(self, request: Request) -> Response:
        """The body is the picture itself; the page puts the reference into a message."""
        try:
            seat = await self._sender(request)
            picture = await self._cleaned(await self._body(request))
            reference = await self.house.desk.keep_picture(seat, picture)
        except RefusedUpload as refused:
            return _no(refused.status, refused.why, refused.retry)
        except BadPicture as bad:
            return _no(422, str(bad))
        except Unavailable as failure:
            return _no(503, failure.why, failure.retry)
        return JSONResponse({"upload": reference})

    async def picture(self, request: Request) -> Response:
        """Which of a browser's two seats may see a picture is the product's to say."""
        for seat in await self._seats(request):
            found = await self.house.desk.picture(seat, request.path_params["reference"])
            if found:
                return _shown(found)
        return Response(status_code=404)

    async def _seats(self, request: Request) -> list[Seat]:
        seats = (await seat_at(self.house, request), await staff_seat(self.house, request))
        return [seat for seat in seats if seat]

    async def _sender(self, request: Request) -> Seat:
        if not self.house.owns_form(request, request.headers.get(FORM_HEADER, "")):
            raise RefusedUpload(403, sentences.STALE_FORM)
        seat = await seat_at(self.house, request)
        if not seat:
            raise RefusedUpload(401, sentences.SIGN_IN_FIRST)
        limits = self.house.limits
        wait = limits.pictures.wait(seat.person) or limits.pictures_address.wait(
            address_of(request)
        )
        if wait:
            raise RefusedUpload(429, sentences.TOO_FAST, math.ceil(wait))
        return seat

    async def _body(self, request: Request) -> bytes:
        limit = self.house.settings.picture_bytes
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                why = sentences.PICTURE_TOO_BIG.format(megabytes=limit // MEGABYTE)
                raise RefusedUpload(413, why)
        return bytes(body)

    async def _cleaned(self, body: bytes) -> Picture:
        async with self.turns:
            return await asyncio.to_thread(cleaned, body, self.house.settings.picture_pixels)


def _no(status: int, why: str, retry: float = 0) -> Response:
    return JSONResponse({"why": why, "retry": retry}, status)


def _shown(picture: Picture) -> Response:
    return Response(
        picture.content,
        media_type=picture.media_type,
        headers={"Cache-Control": "private, max-age=86400"},
    )
