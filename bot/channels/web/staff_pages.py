"""The staff's pages: signing in by a link that counts once, and the room."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.channels.web import sentences
from bot.channels.web.desk import Member
from bot.channels.web.house import House, Turned, address_of, read_form
from bot.channels.web.seals import Purpose
from bot.room_links import RoomLinks
from core.categories import CATEGORIES


@dataclass(frozen=True, slots=True)
class StaffPages:
    house: House

    def routes(self) -> list[Route]:
        return [
            Route("/room", self.room),
            Route("/room/at/{token}", self.room_at),
            Route("/sign-in/{token}", self.invitation),
            Route("/sign-in/{token}", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
        ]

    async def room(self, request: Request) -> Response:
        self.house.pace(self.house.limits.pages_address, address_of(request))
        return await self._room(request, await signed_in(self.house, request))

    async def room_at(self, request: Request) -> Response:
        """The room with one request's talk open. The link says which, and lets nobody in."""
        self.house.pace(self.house.limits.pages_address, address_of(request))
        named = RoomLinks(self.house.settings.secret).named_in(request.path_params["token"])
        member = await signed_in(self.house, request)
        if named is None or named.station != member.station:
            raise Turned(404, sentences.NO_PAGE_TITLE, sentences.NO_PAGE)
        return await self._room(request, member, named.request)

    async def _room(self, request: Request, member: Member, opens: str = "") -> Response:
        station = await self.house.desk.station(member.station)
        values = {
            "member": member,
            "station": station,
            "opens": opens,
            "opening": await self.house.desk.opening(member.station),
            "text_limit": self.house.settings.text_limit,
            "picture_bytes": self.house.settings.picture_bytes,
            "categories": [row.label for row in CATEGORIES if not row.retired],
        }
        return self.house.page(request, "room.html", values)

    async def invitation(self, request: Request) -> Response:
        """A page with a button: programs that look at links before people do use nothing up."""
        self.house.pace(self.house.limits.keys_address, address_of(request))
        member = await self.house.desk.invited(request.path_params["token"])
        if not member:
            raise Turned(404, sentences.LINK_USED_TITLE, sentences.LINK_USED)
        station = await self.house.desk.station(member.station)
        values = {"member": member, "station": station}
        return self.house.page(request, "sign_in.html", values)

    async def sign_in(self, request: Request) -> Response:
        self.house.pace(self.house.limits.keys_address, address_of(request))
        await read_form(self.house, request)
        return await enter(self.house, request.path_params["token"])

    async def sign_out(self, request: Request) -> Response:
        await read_form(self.house, request)
        await self.house.desk.sign_out(self.house.word(request, Purpose.SESSION))
        answer = RedirectResponse("/", 303)
        self.house.forget(answer, Purpose.SESSION)
        return answer


async def enter(house: House, token: str) -> Response:
    """Use a sign-in link up and go to the room."""
    session = await house.desk.sign_in(token)
    if not session:
        raise Turned(404, sentences.LINK_USED_TITLE, sentences.LINK_USED)
    answer = RedirectResponse("/room", 303)
    house.remember(answer, Purpose.SESSION, session)
    return answer


async def signed_in(house: House, request: Request) -> Member:
    if member := await house.member(request):
        return member
    raise Turned(401, sentences.SIGN_IN_FIRST_TITLE, sentences.SIGN_IN_FIRST)
