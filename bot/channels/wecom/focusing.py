"""The request that a member writes about in their own chat with the app, and who reads it.

It is put in focus by a card: by its 回复 the enterprise reads what is written next, by any other
button, or by the word 备注, the colleagues alone. It stays there for half an hour after its last
use, and is renewed by use.

Whoever turns to a request, or away from one, is asked nothing any more that they were asked before:
words that somebody is told go to one place must not answer a question of another, since some
answers are sent to an enterprise. What WeCom pushes again turns nothing a second time.
"""

from dataclasses import replace
from typing import Final

from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.rendering import title_of
from bot.channels.wecom.words import INTERNAL, NOT_ASKED, OUTWARD
from bot.engine import Engine
from bot.intents.normal import normalise
from bot.messengers.staff_chats import StaffChats
from bot.room.numbers import NUMBER, is_bare, looked_up
from core.buttons import button_of
from core.conversations import Chat, Focus, FocusMode, Received, Said
from core.messages import Choice, Inbound, Line, Press
from core.requests.actions import Action
from core.requests.numbers import whole_number
from core.requests.request import ServiceRequest
from core.shanghai import day_of
from storage.connections import Connection
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
        self._staff = StaffChats(engine, CHANNEL)
        self._received = schema.of(Received).query("chat", "message")
        self._said = schema.of(Said).query("chat", "thread", order="-n", limit=BACK)
        self._chat = schema.of(Chat).query("id")
        self._by_number = schema.of(ServiceRequest).query("number")

    async def of(self, inbound: Inbound) -> Focus | None:
        """What is in focus in the chat of a message."""
        key, now = _key(inbound), inbound.received_at
        return await self._engine.read(lambda each: self._focuses.of(each, key, now))

    async def keep(self, inbound: Inbound, focus: Focus, mode: FocusMode) -> None:
        """It was used, or is for others from now on."""
        kept, now = replace(focus, mode=mode), inbound.received_at
        await self._engine.write(lambda each: self._focuses.use(each, kept, now))

    async def turn(self, inbound: Inbound, focus: Focus, *dialogs: str) -> bool:
        """Put a request in focus; whether something was asked, in one of these dialogs or in any,
        that is asked no more."""

        def unit(connection: Connection) -> bool:
            self._focuses.use(connection, focus, inbound.received_at)
            return self._staff.stop_asking(connection, inbound, *dialogs)

        return await self._engine.write(unit)

    async def end(self, inbound: Inbound) -> None:
        """Nothing is in focus any more, and nothing asked."""

        def unit(connection: Connection) -> None:
            self._focuses.end(connection, _key(inbound))
            self._staff.stop_asking(connection, inbound)

        await self._engine.write(unit)

    async def asked_since(self, inbound: Inbound) -> None:
        """The next words answer what was asked, and are not for the enterprise."""
        focus = await self.of(inbound)
        if focus is None or focus.mode is FocusMode.INTERNAL:
            return
        if await self._engine.read(lambda each: self._staff.is_asked(each, inbound)):
            await self.keep(inbound, focus, FocusMode.INTERNAL)

    async def is_known(self, inbound: Inbound, *rooms: str) -> bool:
        """Whether a member did this before: in their own chat, or in one of these rooms."""

        return await self._engine.read(lambda each: self.knows(each, inbound, *rooms))

    def knows(self, connection: Connection, inbound: Inbound, *rooms: str) -> bool:
        """The same inside of a unit."""
        told = ((_key(inbound), inbound.id), *((room, own_id(inbound)) for room in rooms))
        return any(self._received.one(connection, *each) for each in told)

    async def line(self, focus: Focus, *, asked: bool) -> Line:
        """What a member is told of it: who reads what they write, and that nothing that they were
        `asked` waits."""
        template = SAYS[focus.mode].template + (NOT_ASKED.template if asked else "")
        return Line(
            template, {"title": await self._engine.read(lambda each: self._title(each, focus))}
        )

    def _title(self, connection: Connection, focus: Focus) -> str:
        said = self._outgoing.card_of(connection, focus.room, focus.thread)
        return title_of(said.message.card) if said and said.message.card else UNTITLED

    async def reply(self, focus: Focus) -> Press | None:
        """The last 回复 that was shown for what is in focus. What is written to the enterprise is
        said with it, as whole words: they are no command, and no number in them counts."""

        def find(connection: Connection) -> Press | None:
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

    def _request(self, connection: Connection, mention: str, room: str) -> str:
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


def focus_on(inbound: Inbound, room: str, thread: str, mode: FocusMode) -> Focus:
    """A request of a room as the focus of whoever did this."""
    return Focus(_key(inbound), room, thread, mode, inbound.received_at + FOCUS_LIFE)


def own_id(inbound: Inbound) -> str:
    """What a member did in their own chat, as the room keeps it."""
    return f"{inbound.sender}.{inbound.id}"


def _key(inbound: Inbound) -> str:
    return f"{CHANNEL}:{inbound.chat}"
