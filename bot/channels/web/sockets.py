"""The two sockets' doors: who may open a page's line, and how many at once."""

from dataclasses import dataclass, field

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from bot.channels.web import sentences
from bot.channels.web.desk import Seat
from bot.channels.web.house import House, address_of
from bot.channels.web.live import SIGNED_OUT, TRY_LATER, OpenPage
from bot.channels.web.presence import Presence
from bot.channels.web.seats import staff_seat, visitor_seat


@dataclass(frozen=True, slots=True)
class Sockets:
    house: House
    presence: Presence = field(default_factory=Presence)

    def routes(self) -> list[WebSocketRoute]:
        return [WebSocketRoute("/ws/chat", self.chat), WebSocketRoute("/ws/room", self.room)]

    async def chat(self, socket: WebSocket) -> None:
        code = socket.query_params.get("station", "")
        await self._open(socket, await visitor_seat(self.house, socket, code))

    async def room(self, socket: WebSocket) -> None:
        await self._open(socket, await staff_seat(self.house, socket))

    async def _open(self, socket: WebSocket, seat: Seat | None) -> None:
        """Accepted first even to be closed: a page is not told why a handshake failed."""
        await socket.accept()
        full = self.presence.count >= self.house.settings.connections
        if full or self.house.limits.pages_address.wait(address_of(socket)):
            await socket.close(TRY_LATER, sentences.SERVER_FULL)
        elif seat is None:
            await socket.close(SIGNED_OUT)
        else:
            await OpenPage(self.house, self.presence, socket, seat).serve()
