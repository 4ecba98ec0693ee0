"""The head's pages: the station's hours, notes and timers with their history, and sign-in links."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import segno
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.desk import Member, Setting
from bot.channels.web.house import House, Turned, read_form
from bot.channels.web.staff_pages import signed_in


@dataclass(frozen=True, slots=True)
class Issued:
    """What a member was given just now; `telegram` and `wecom` are "" where they are not served."""

    person: str
    sign_in: str
    telegram: str
    wecom: str


@dataclass(frozen=True, slots=True)
class OfficePages:
    house: House

    def routes(self) -> list[Route]:
        return [
            Route("/room/settings", self.settings),
            Route("/room/settings", self.change, methods=["POST"]),
            Route("/room/staff", self.staff),
            Route("/room/staff", self.invite, methods=["POST"]),
            Route("/room/entrance", self.entrance),
        ]

    async def settings(self, request: Request) -> Response:
        return await self._settings(request, await self._head(request))

    async def change(self, request: Request) -> Response:
        head = await self._head(request)
        fields = await read_form(self.house, request)
        key, raw = fields.get("key", ""), fields.get("value", "")
        if why := await self.house.desk.change(head, key, raw):
            return await self._settings(request, head, (key, raw, why))
        return RedirectResponse(f"/room/settings?saved={key}#{key}", 303)

    async def staff(self, request: Request) -> Response:
        return await self._staff(request, await self._head(request))

    async def invite(self, request: Request) -> Response:
        head = await self._head(request)
        fields = await read_form(self.house, request)
        person = fields.get("person", "")
        token = await self.house.desk.invite(head.station, person)
        if not token:
            raise Turned(404, sentences.REFUSED_TITLE, sentences.NO_MEMBER)
        desk, sign_in = self.house.desk, f"{request.base_url}sign-in/{token}"
        issued = Issued(person, sign_in, desk.member_link(token), desk.member_line(token))
        return await self._staff(request, head, issued)

    async def entrance(self, request: Request) -> Response:
        """The links by which enterprises come, and the same as QR codes to print and put up."""
        head = await self._head(request)
        station = await self.house.desk.station(head.station)
        if station is None:
            raise Turned(404, sentences.REFUSED_TITLE, sentences.NO_STATION)
        links = {
            sentences.ON_THE_WEB: f"{request.base_url}chat/{station.code}",
            sentences.AT_TELEGRAM: self.house.desk.station_link(station.code),
        }
        doors = [
            (place, link, segno.make(link, error="m").svg_inline(scale=8))
            for place, link in links.items()
            if link
        ]
        return self.house.page(request, "entrance.html", {"station": station, "doors": doors})

    async def _settings(
        self, request: Request, head: Member, refused: tuple[str, str, str] = ("", "", "")
    ) -> Response:
        settings = await self.house.desk.settings(head.station)
        values = {
            "groups": _grouped(settings),
            "changes": await self.house.desk.changes(head.station),
            "people": await self.house.desk.colleagues(head.station),
            "refused": refused,
            "saved": request.query_params.get("saved", ""),
        }
        return self.house.page(request, "settings.html", values, 400 if refused[0] else 200)

    async def _staff(
        self, request: Request, head: Member, issued: Issued | None = None
    ) -> Response:
        people = await self.house.desk.colleagues(head.station)
        return self.house.page(request, "staff.html", {"people": people, "issued": issued})

    async def _head(self, request: Request) -> Member:
        member = await signed_in(self.house, request)
        if member.head:
            return member
        raise Turned(403, sentences.HEAD_ONLY_TITLE, sentences.HEAD_ONLY)


def _grouped(settings: Sequence[Setting]) -> list[tuple[str, list[Setting]]]:
    """In the order of the settings; neighbours of one group stand together."""
    return [(name, list(rows)) for name, rows in groupby(settings, key=attrgetter("group"))]
