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
from core.buttons import button_of
from core.conversations import Chat, Focus, FocusMode, Said
from core.messages import Choice, Inbound, Line, Press
from core.requests.actions import Action
from core.requests.numbers import whole_number
from core.requests.request import ServiceRequest
from core.shanghai import day_of
from storage.focuses import FOCUS_LIFE, Focuses
from storage.outgoing import Outgoing

SAYS: Final = {FocusMode.OUTWARD: OUTWARD, FocusMode.INTERNAL: INTERNAL}
UNTITLED: Final = "这张单"
BACK: Final = 200
"""How many messages of one request are looked over for its button."""


class Focusing:
    """Keeps what is in focus, over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine, schema = engine, engine.schema
        self._focuses, self._outgoing = Focuses(schema), Outgoing(schema, CHANNEL)
        self._said = schema.of(Said).query("chat", "thread", order="-n", limit=BACK)
        self._chat = schema.of(Chat).query("id")
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

    async def reply(self, focus: Focus) -> Press | None:
        """The last 回复 that was shown for what is in focus. What is written to the enterprise is
        said with it, as whole words: they are no command, and no number in them counts."""

        def find(connection: sqlite3.Connection) -> Press | None:
            shown = self._said.all(connection, focus.room, focus.thread)
            choices = ((said.n, choice) for said in shown for choice in said.message.choices)
            return next((Press(n, choice.id) for n, choice in choices if replies(choice)), None)

        return await self._engine.read(find)

    async def named(self, words: str, room: str, *, focused: bool) -> tuple[str, str]:
        """The request of the room's station whose number the words begin with, and the words
        behind it; "" for none. A mere figure is no number where a request is in focus."""
        found = NUMBER.match(normalise(words))
        if found is None or (focused and is_bare(found)):
            return "", words
        thread = await self._engine.read(lambda each: self._request(each, looked_up(found), room))
        return (thread, words[found.end() :].strip()) if thread else ("", words)

    def _request(self, connection: sqlite3.Connection, mention: str, room: str) -> str:
        chat = self._chat.one(connection, room)
        station = self._engine.station(connection, chat.station) if chat else None
        code = station.settings.code.upper() if station else ""
        year = day_of(self._engine.clock.now()).year
        request = self._by_number.one(connection, whole_number(mention, code, year))
        return request.id if request and station and request.station == station.id else ""


def replies(choice: Choice) -> bool:
    """Whether a button says something to the enterprise."""
    button = button_of(choice.does)
    return (button.kind, button.first) == ("act", Action.REPLY)


def _key(inbound: Inbound) -> str:
    return f"{CHANNEL}:{inbound.chat}"
