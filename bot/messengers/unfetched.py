"""A picture that cannot be had: whoever sent it is asked to send it again, and the staff see that.

Several of one album are said once.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bot.engine import Engine
from core.conversations import Picture, Said
from core.messages import Audience, Line, Outbound
from storage.connections import Connection
from storage.elsewhere import Elsewhere

AGAIN: Final = "抱歉，您发来的图片没有取到，麻烦您再发一次。"
TOO_BIG: Final = "抱歉，您发来的图片太大，没有取到，麻烦您缩小后再发一次。"
UNUSABLE: Final = "抱歉，您发来的图片打不开：{why}"
TO_STAFF: Final = Line("企业发来的图片没有取到，已请企业再发一次。")
LATELY: Final = 10
"""How far back an apology counts as heard, in messages."""


class Unfetched:
    """Gives pictures up."""

    def __init__(self, engine: Engine, channel: str) -> None:
        self._engine = engine
        self._elsewhere = Elsewhere(engine.schema, channel)
        self._lately = engine.schema.of(Said).query("chat", order="-n", limit=LATELY)

    async def give_up(self, picture: Picture, line: Line) -> None:
        """Keep that it cannot be had, and say so on both sides."""
        now = self._engine.clock.now()
        self._engine.wake(
            await self._engine.write(lambda each: self._told(each, picture, line, now))
        )

    def _told(
        self, connection: Connection, picture: Picture, line: Line, now: datetime
    ) -> frozenset[str]:
        self._elsewhere.gone(connection, picture)
        said = self._lately.all(connection, picture.chat)
        if any(one.at >= picture.at and line in one.message.lines for one in said):
            return frozenset()
        request = picture.request
        asked = Outbound(picture.chat, (line,), audience=Audience.NOTICE, about=request)
        says = [asked, *self._to_rooms(connection, request)]
        turn = f"unfetched.{picture.id}"
        return self._engine.turns.applier.say(connection, says, turn, now)

    def _to_rooms(self, connection: Connection, request: str) -> Iterator[Outbound]:
        loader = self._engine.turns.loader
        dossier = loader.request(connection, request) if request else None
        if dossier is None or not dossier.request.number:
            return
        station = loader.station(connection, dossier.request.station)
        for room in station.rooms if station else ():
            thread = dossier.request.id
            yield Outbound(room, (TO_STAFF,), thread=thread, audience=Audience.NOTICE, about=thread)
