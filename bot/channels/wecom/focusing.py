"""The request that a member writes about in their own chat with the app, and who reads it.

It is put in focus by a card: by its 回复 the enterprise reads what is written next, by any other
button, or by the word 备注, the colleagues alone. It stays there for half an hour after its last
use, and is renewed by use.
"""

import sqlite3
from typing import Final

from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.rendering import title_of
from bot.channels.wecom.words import INTERNAL, OUTWARD
from bot.engine import Engine
from bot.intents.normal import normalise
from bot.room.numbers import NUMBER, is_bare, looked_up
from core.conversations import Focus, FocusMode
from core.messages import Inbound, Line
from core.parties import Person
from core.requests.numbers import whole_number
from core.requests.request import ServiceRequest
from core.shanghai import day_of
from storage.focuses import FOCUS_LIFE, Focuses
from storage.outgoing import Outgoing

SAYS: Final = {FocusMode.OUTWARD: OUTWARD, FocusMode.INTERNAL: INTERNAL}
UNTITLED: Final = "这张单"


class Focusing:
    """Keeps what is in focus, over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine, schema = engine, engine.schema
        self._focuses, self._outgoing = Focuses(schema), Outgoing(schema, CHANNEL)
        self._by_number = schema.of(ServiceRequest).query("number")

    async def of(self, inbound: Inbound) -> Focus | None:
        """What is in focus in the chat of a message."""
        key, now = _key(inbound), inbound.received_at
        return await self._engine.read(lambda each: self._focuses.of(each, key, now))

    async def put(self, inbound: Inbound, room: str, thread: str, mode: FocusMode) -> Focus:
        """Put a request of a room in focus there, or keep it there."""
        now = inbound.received_at
        focus = Focus(_key(inbound), room, thread, mode, now + FOCUS_LIFE)
        await self._engine.write(lambda each: self._focuses.use(each, focus, now))
        return focus

    async def end(self, inbound: Inbound) -> None:
        await self._engine.write(lambda each: self._focuses.end(each, _key(inbound)))

    async def line(self, focus: Focus) -> Line:
        """What a member is told of it: who reads what they write."""
        template = SAYS[focus.mode].template
        return Line(
            template, {"title": await self._engine.read(lambda each: self._title(each, focus))}
        )

    def _title(self, connection: sqlite3.Connection, focus: Focus) -> str:
        said = self._outgoing.card_of(connection, focus.room, focus.thread)
        return title_of(said.message.card) if said and said.message.card else UNTITLED

    async def named(self, words: str, member: Person, *, focused: bool) -> tuple[str, str]:
        """The request of the member's station whose number the words begin with, and the words
        behind it; "" for none. A mere figure is no number where a request is in focus."""
        found = NUMBER.match(normalise(words))
        if found is None or (focused and is_bare(found)):
            return "", words
        thread = await self._engine.read(lambda each: self._request(each, looked_up(found), member))
        return (thread, words[found.end() :].strip()) if thread else ("", words)

    def _request(self, connection: sqlite3.Connection, mention: str, member: Person) -> str:
        station = self._engine.station(connection, member.station)
        if station is None:
            return ""
        year = day_of(self._engine.clock.now()).year
        number = whole_number(mention, station.settings.code.upper(), year)
        request = self._by_number.one(connection, number)
        return request.id if request and request.station == member.station else ""


def _key(inbound: Inbound) -> str:
    return f"{CHANNEL}:{inbound.chat}"
