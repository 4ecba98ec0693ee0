"""The enterprise's pages: the chat, and the link that brings a browser back to it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.desk import Station
from bot.channels.web.house import FORM_HEADER, House, Turned, address_of, read_form
from bot.channels.web.seals import Purpose, fresh


@dataclass(frozen=True, slots=True)
class EnterprisePages:
    house: House

    def routes(self) -> list[Route]:
        return [
            Route("/chat/{code}", self.chat),
            Route("/chat/{code}/link", self.link, methods=["POST"]),
            Route("/chat/{code}/resume/{token}", self.resume),
            Route("/chat/{code}/resume/{token}", self.resumed, methods=["POST"]),
        ]

    async def chat(self, request: Request) -> Response:
        self.house.pace(self.house.limits.pages_address, address_of(request))
        station = await self._station(request)
        if station.code != request.path_params["code"]:
            return RedirectResponse(f"/chat/{station.code}", 307)
        visitor = self.house.word(request, Purpose.VISITOR) or fresh()
        values = {
            "station": station,
            "opening": await self.house.desk.opening(station.code),
            "shelf": f"{station.code}/{visitor[:6]}",
            "text_limit": self.house.settings.text_limit,
            "picture_bytes": self.house.settings.picture_bytes,
        }
        answer = self.house.page(request, "chat.html", values)
        self.house.remember(answer, Purpose.VISITOR, visitor)
        return answer

    async def link(self, request: Request) -> Response:
        """Asked for and not printed in the page, so that a saved page holds none."""
        if not self.house.owns_form(request, request.headers.get(FORM_HEADER, "")):
            return JSONResponse({"why": sentences.STALE_FORM}, 403)
        station = await self._station(request)
        visitor = self.house.word(request, Purpose.VISITOR)
        if not visitor:
            return JSONResponse({"why": sentences.STALE_FORM}, 403)
        token = self.house.seals.resume(station.code, visitor)
        return JSONResponse({"path": f"/chat/{station.code}/resume/{token}"})

    async def resume(self, request: Request) -> Response:
        """A page with a button: programs that look at links before people do change nothing."""
        station = await self._station(request)
        self._visitor(request, station)
        return self.house.page(request, "resume.html", {"station": station})

    async def resumed(self, request: Request) -> Response:
        station = await self._station(request)
        await read_form(self.house, request)
        answer = RedirectResponse(f"/chat/{station.code}", 303)
        self.house.remember(answer, Purpose.VISITOR, self._visitor(request, station))
        return answer

    def _visitor(self, request: Request, station: Station) -> str:
        self.house.pace(self.house.limits.pages_address, address_of(request))
        token, days = request.path_params["token"], self.house.settings.resume_days
        if visitor := self.house.seals.resumed(token, station.code, days):
            return visitor
        raise Turned(404, sentences.LINK_USED_TITLE, sentences.RESUME_LOST)

    async def _station(self, request: Request) -> Station:
        if station := await self.house.desk.station(request.path_params["code"]):
            return station
        raise Turned(404, sentences.NO_PAGE_TITLE, sentences.NO_STATION)
