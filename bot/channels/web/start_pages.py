"""The start page: in sample mode a door to both sides, otherwise a word to whoever strays here."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.house import House, Turned, read_form
from bot.channels.web.staff_pages import enter


@dataclass(frozen=True, slots=True)
class StartPages:
    house: House

    def routes(self) -> list[Route]:
        routes = [Route("/", self.start)]
        if self.house.settings.sample:
            routes.append(Route("/sample/sign-in", self.sign_in, methods=["POST"]))
        return routes

    async def start(self, request: Request) -> Response:
        stations = await self.house.desk.samples() if self.house.settings.sample else ()
        staff = [(station, await self.house.desk.colleagues(station.code)) for station in stations]
        return self.house.page(request, "start.html", {"stations": staff})

    async def sign_in(self, request: Request) -> Response:
        """One click, through the same single-use link that a real member gets from the head."""
        fields = await read_form(self.house, request)
        samples = {station.code for station in await self.house.desk.samples()}
        if fields.get("station") not in samples:
            raise Turned(404, sentences.NO_PAGE_TITLE, sentences.NO_STATION)
        token = await self.house.desk.invite(fields["station"], fields.get("person", ""))
        return await enter(self.house, token)
