"""What happens at Telegram, taken up: whose chat it is, which request it belongs to, and the turn.

Every update that is answered to is a turn, and is given back to Telegram as done only when that is
committed; what is delivered twice stops at the inbox.
"""

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

import structlog

from bot.channels.telegram.binding import NOT_A_ROOM, Binding
from bot.channels.telegram.commands import BIND, START, Scope, command_in, plain
from bot.channels.telegram.happenings import (
    Membership,
    Place,
    PlaceKind,
    Pressed,
    Standing,
    Update,
    Written,
)
from bot.channels.telegram.inbounds import inbound_of
from bot.channels.telegram.keyboards import IN_ROOM
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.links import Links, token_in
from bot.channels.telegram.staff_chats import SAY_IT_THERE, Placed, StaffChats
from bot.engine import Engine
from core.conversations import Chat, ChatKind, Received
from core.messages import Inbound, InboundKind
from storage.outgoing import Outgoing
from storage.posts import Posts
from storage.stations import list_stations
from storage.turns import Taken

GROUPS: Final = frozenset({PlaceKind.GROUP, PlaceKind.SUPERGROUP})
LOST: Final = frozenset({Standing.LEFT, Standing.KICKED})
BLOCKED: Final = "left or blocked"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a chat before its turn: our id for it, its station ("" for a new one), and
    the request that a message in it belongs to."""

    chat: str
    kind: ChatKind | None = None
    station: str = ""
    thread: str = ""


class Reception:
    """Takes updates up, over one engine."""

    def __init__(self, engine: Engine, bot_name: str, secret: str) -> None:
        self._engine, self._name = engine, bot_name
        self._links, self._binding = Links(secret), Binding(engine)
        self._staff_chats = StaffChats(engine)
        self._outgoing, self._posts = Outgoing(engine.schema, CHANNEL), Posts(engine.schema)
        self._chats = engine.schema.of(Chat).query("id")
        self._received = engine.schema.of(Received).query("chat", "message")

    async def take(self, update: Update) -> Taken | None:
        """Take one update up; None where it calls for no turn. Raises `Unavailable` where nothing
        could be stored."""
        match update.happening:
            case Written() as written:
                return await self._written(written)
            case Pressed() as pressed:
                return await self._pressed(pressed)
            case Membership() as change:
                await self._changed(change)
        return None

    async def _pressed(self, pressed: Pressed) -> Taken | None:
        now = self._engine.clock.now()
        known = await self._known(pressed.chat, topic=pressed.topic, answers=pressed.message)
        inbound = inbound_of(pressed, now, known.station, known.thread)
        if inbound is None:
            return None
        return await self._engine.receive(in_room(replace(inbound, chat=known.chat)))

    async def _written(self, written: Written) -> Taken | None:
        if written.migrated_to:
            await self._move(written.chat, written.migrated_to)
            return None
        known = await self._known(written.chat, topic=written.topic, answers=written.answers)
        now = self._engine.clock.now()
        inbound = inbound_of(written, now, known.station, known.thread)
        if inbound is None:
            return None
        placed = replace(inbound, chat=known.chat)
        if written.edited_at and await self._is_as_before(placed, written):
            return None
        taken = None
        for part in parted(placed):
            taken = await self._one(part, written.chat, known)
        return taken

    async def _one(self, inbound: Inbound, place: Place, known: Known) -> Taken | None:
        if place.kind in GROUPS:
            return await self._in_group(inbound, known)
        if place.kind is PlaceKind.PRIVATE:
            return await self._in_private(inbound)
        return None

    async def _in_private(self, inbound: Inbound) -> Taken:
        said = command_in(inbound.text)
        if said and said.name == START and said.rest:
            if token := token_in(said.rest):
                return await self._binding.member(await self._at_a_station(inbound), token)
            inbound = replace(inbound, station=self._links.station_in(said.rest), text=f"/{START}")
        placed = await self._staff_chats.placed(
            replace(inbound, text=plain(inbound.text, Scope.GROUP))
        )
        if placed is not None:
            return await self._of_member(inbound, placed)
        words = plain(inbound.text, Scope.PRIVATE)
        return await self._engine.receive(await self._at_a_station(replace(inbound, text=words)))

    async def _of_member(self, inbound: Inbound, placed: Placed) -> Taken:
        if placed.inbound is None:
            return await self._binding.says(await self._at_a_station(inbound), SAY_IT_THERE)
        return await self._engine.receive(placed.inbound)

    async def _in_group(self, inbound: Inbound, known: Known) -> Taken | None:
        said = command_in(inbound.text)
        if said and said.bot and said.bot.lower() != self._name.lower():
            return None  # it calls another bot
        if said and said.name == BIND:
            return await self._binding.room(await self._at_a_station(inbound), said.rest)
        if known.kind is ChatKind.ROOM:
            words = plain(inbound.text, Scope.GROUP)
            return await self._engine.receive(replace(inbound, text=words))
        if said:
            return await self._binding.says(await self._at_a_station(inbound), NOT_A_ROOM)
        return None

    async def _at_a_station(self, inbound: Inbound) -> Inbound:
        """Where nothing says which station is meant, the first."""
        if inbound.station:
            return inbound
        stations = await self._engine.read(list_stations)
        return replace(inbound, station=stations[0].id if stations else "")

    async def _known(self, place: Place, topic: int, answers: int) -> Known:
        def find(connection: sqlite3.Connection) -> Known:
            own = self._outgoing.chat_at(connection, str(place.id))
            chat = self._chats.one(connection, f"{CHANNEL}:{own}")
            if chat is None:
                return Known(own)
            thread = self._thread(connection, chat, topic, answers)
            return Known(own, chat.kind, chat.station, thread)

        return await self._engine.read(find)

    def _thread(self, connection: sqlite3.Connection, chat: Chat, topic: int, answers: int) -> str:
        if chat.kind is not ChatKind.ROOM:
            return ""
        inside = self._posts.thread_of_topic(connection, chat.id, str(topic)) if topic else ""
        if inside or not answers:
            return inside
        return self._posts.thread_of_message(connection, chat.id, str(answers))

    async def _is_as_before(self, inbound: Inbound, written: Written) -> bool:
        """Telegram also tells of changes that nobody made: a link's preview, a reaction."""
        first = f"m{written.id}"
        chat = f"{inbound.channel}:{inbound.chat}"
        before = await self._engine.read(lambda each: self._received.one(each, chat, first))
        return before is not None and before.text == inbound.text

    async def _move(self, place: Place, address: int) -> None:
        """A group has become a supergroup, with another id."""

        def unit(connection: sqlite3.Connection) -> None:
            own = self._outgoing.chat_at(connection, str(place.id))
            self._outgoing.move(connection, f"{CHANNEL}:{own}", str(address))

        await self._engine.write(unit)

    async def _changed(self, change: Membership) -> None:
        """The assistant was let in, given rights, blocked or removed."""
        why = BLOCKED if change.status in LOST else ""

        def unit(connection: sqlite3.Connection) -> None:
            own = self._outgoing.chat_at(connection, str(change.chat.id))
            self._outgoing.close(connection, f"{CHANNEL}:{own}", why)

        await self._engine.write(unit)


def parted(inbound: Inbound) -> tuple[Inbound, ...]:
    """A picture with words under it is both: the words are heard, the picture is kept with what
    they ask for, and the two are answered once."""
    if inbound.kind is not InboundKind.IMAGE or not inbound.text:
        return (inbound,)
    album = inbound.album or inbound.id
    words = replace(
        inbound, id=f"{inbound.id}.words", kind=InboundKind.TEXT, attachment=None, album=album
    )
    return words, replace(inbound, text="", album=album)


def in_room(inbound: Inbound) -> Inbound:
    """A button in somebody's own chat that belongs to what was said in a room is pressed there."""
    press = inbound.press
    if press is None or IN_ROOM not in press.choice:
        return inbound
    choice, _, room = press.choice.partition(IN_ROOM)
    return replace(inbound, chat=room, press=replace(press, choice=choice))
