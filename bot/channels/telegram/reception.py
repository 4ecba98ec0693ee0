"""What happens at Telegram, taken up: whose chat it is, which request it belongs to, and the turn.

Every update that is answered to is a turn, and is given back to Telegram as done only when that is
committed; what is delivered twice stops at the inbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import structlog

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
from bot.channels.telegram.inbounds import id_of, inbound_of
from bot.channels.telegram.keyboards import IN_ROOM
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.links import Links, token_in
from bot.channels.telegram.rooms import NOT_A_ROOM, Rooms
from bot.engine import Engine
from bot.intents.normal import storable
from bot.messengers.binding import Binding
from bot.messengers.reached import Reached
from bot.messengers.staff_chats import SAY_IT_THERE, Placed, StaffChats
from bot.messengers.talks import Talks
from core.conversations import Chat, ChatKind, Received
from core.messages import Inbound, InboundKind
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.posts import Posts
from storage.stations import list_stations
from storage.turns import NoStation, Taken

EDITED: Final = ".e"
"""Stands in the id of a message that was edited."""
GROUPS: Final = frozenset({PlaceKind.GROUP, PlaceKind.SUPERGROUP})
LOST: Final = frozenset({Standing.LEFT, Standing.KICKED})
BLOCKED: Final = "left or blocked"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a chat before its turn: our id for it, its station ("" for a new one), the
    message that a message in it answers, the request that it belongs to, and what was taken of it
    already, the last first; whether anything waits there for a sign of life."""

    chat: str
    kind: ChatKind | None = None
    station: str = ""
    answers: int = 0
    thread: str = ""
    versions: tuple[Received, ...] = ()
    closed: bool = False


class Reception:
    """Takes updates up, over one engine."""

    def __init__(self, engine: Engine, bot_name: str, secret: str) -> None:
        self._engine, self._name = engine, bot_name
        self._links, self._binding, self._rooms = Links(secret), Binding(engine), Rooms(engine)
        self._staff_chats = StaffChats(engine, CHANNEL)
        self._outgoing, self._posts = Outgoing(engine.schema, CHANNEL), Posts(engine.schema)
        self._reached = Reached(engine, CHANNEL)
        self._chats = engine.schema.of(Chat).query("id")
        self._talks = Talks(engine.schema, CHANNEL)

    async def take(self, update: Update) -> Taken | None:
        """Take one update up; None where it calls for no turn. Raises `Unavailable` where nothing
        could be stored."""
        try:
            match update.happening:
                case Written() as written:
                    return await self._written(written)
                case Pressed() as pressed:
                    return await self._pressed(pressed)
                case Membership() as change:
                    await self._membership(change)
        except NoStation as fault:
            log.error("there is no such station", station=str(fault))
        return None

    async def _membership(self, change: Membership) -> None:
        """The assistant was let in, given rights, blocked or removed."""
        if change.status in LOST:
            await self._reached.close(str(change.chat.id), BLOCKED)
        else:
            await self._reached.reopen(str(change.chat.id))

    async def _pressed(self, pressed: Pressed) -> Taken | None:
        now = self._engine.clock.now()
        known = await self._known(pressed.chat, topic=pressed.topic, answers=pressed.message)
        if known.closed:
            await self._reached.reopen(str(pressed.chat.id))
        inbound = inbound_of(pressed, now, known.station, known.thread)
        if inbound is None or (pressed.chat.kind in GROUPS and known.kind is not ChatKind.ROOM):
            return None
        inbound = replace(inbound, chat=known.chat)
        room = in_room(inbound)
        own = pressed.chat.kind is PlaceKind.PRIVATE
        if room is not inbound and not (own and await self._sits_in(room.chat, inbound.sender)):
            room = replace(inbound, press=None)
        return await self._engine.receive(await self._at_a_station(room))

    async def _written(self, written: Written) -> Taken | None:
        if written.migrated_to:
            await self._move(written.chat.id, written.migrated_to)
        if written.migrated_from:
            await self._move(written.migrated_from, written.chat.id)
        known = await self._known(
            written.chat, topic=written.topic, answers=written.answers, message=written.id
        )
        # A notice is no word: the last that is heard of a group is that the assistant was removed.
        if known.closed and not written.is_service:
            await self._reached.reopen(str(written.chat.id))
        now = self._engine.clock.now()
        inbound = inbound_of(written, now, known.station, known.thread)
        if inbound is None or _is_no_correction(written, known):
            return None
        id = f"{_counted(written.chat, known.chat)}{inbound.id}"
        new = added(replace(inbound, chat=known.chat, id=id), known.versions, written)
        taken = None
        for part in parted(new) if new else ():
            taken = await self._one(part, written.chat, known)
        return taken

    async def _one(self, inbound: Inbound, place: Place, known: Known) -> Taken | None:
        if place.kind in GROUPS:
            return await self._in_group(inbound, known)
        if place.kind is PlaceKind.PRIVATE:
            return await self._in_private(inbound, known)
        return None

    async def _in_private(self, inbound: Inbound, known: Known) -> Taken | None:
        said = command_in(inbound.text)
        payload = said.rest if said and said.name == START else ""
        if token := token_in(payload):
            return await self._binding.member(await self._at_a_station(inbound), token)
        if payload:
            inbound = replace(inbound, text=f"/{START}")
        as_staff = replace(inbound, text=plain(inbound.text, Scope.GROUP))
        placed = await self._staff_chats.placed(as_staff, known.answers)
        if placed is not None:
            return None if EDITED in inbound.id else await self._of_member(inbound, placed)
        inbound = replace(inbound, text=plain(inbound.text, Scope.PRIVATE))
        if station := self._links.station_in(payload):
            return await self._enter(replace(inbound, station=station))
        return await self._engine.receive(await self._at_a_station(inbound))

    async def _enter(self, inbound: Inbound) -> Taken:
        """Go to a station's talk, and begin it where there was none."""
        person, station = inbound.sender, inbound.station
        entered = await self._engine.write(lambda each: self._talks.enter(each, person, station))
        there = await self._at_a_station(replace(inbound, chat=entered.chat))
        return await self._engine.receive(there, *entered.left)

    async def _of_member(self, inbound: Inbound, placed: Placed) -> Taken:
        if placed.inbound is None:
            return await self._binding.says(await self._at_a_station(inbound), SAY_IT_THERE)
        return await self._engine.receive(placed.inbound)

    async def _in_group(self, inbound: Inbound, known: Known) -> Taken | None:
        said = command_in(inbound.text)
        if said and said.bot and said.bot.lower() != self._name.lower():
            return None  # it calls another bot
        if said and said.name == BIND:
            return await self._rooms.bind(await self._at_a_station(inbound), said.rest)
        if known.kind is ChatKind.ROOM:
            words = plain(inbound.text, Scope.GROUP)
            return await self._engine.receive(replace(inbound, text=words))
        if said:
            return await self._binding.says(await self._at_a_station(inbound), NOT_A_ROOM)
        return None

    async def _at_a_station(self, inbound: Inbound) -> Inbound:
        """Where nothing says which station is meant, or one that is no more, the first."""
        ids = [each.id for each in await self._engine.read(list_stations)]
        if inbound.station in ids:
            return inbound
        return replace(inbound, station=ids[0] if ids else "")

    async def _known(self, place: Place, topic: int, answers: int, message: int = 0) -> Known:
        def find(connection: Connection) -> Known:
            own = self._own(connection, place, answers, message)
            chat = self._chats.one(connection, f"{CHANNEL}:{own}")
            if chat is None:
                return Known(own, answers=answers)
            thread = self._thread(connection, chat, topic, answers)
            id = f"{_counted(place, own)}{id_of(message)}"
            versions = self._talks.versions(connection, chat.id, id) if message else ()
            closed = self._reached.is_closed(connection, str(place.id))
            return Known(own, chat.kind, chat.station, answers, thread, versions, closed)

        return await self._engine.read(find)

    def _own(self, connection: Connection, place: Place, answers: int, message: int) -> str:
        """Our name for a chat, in which something answers a message of ours or is a message."""
        if place.kind is not PlaceKind.PRIVATE:
            return self._outgoing.chat_at(connection, str(place.id))
        id = id_of(message) if message else ""
        return self._talks.of(connection, str(place.id), answers, id)

    async def _sits_in(self, id: str, sender: str) -> bool:
        """Whether a chat is a room, and an account one of those who work in it."""

        def find(connection: Connection) -> bool:
            chat = self._chats.one(connection, f"{CHANNEL}:{id}")
            member = self._staff_chats.member(connection, sender)
            if chat is None or member is None or chat.kind is not ChatKind.ROOM:
                return False
            return bool(member.station == chat.station)

        return await self._engine.read(find)

    def _thread(self, connection: Connection, chat: Chat, topic: int, answers: int) -> str:
        if chat.kind is not ChatKind.ROOM:
            return ""
        inside = self._posts.thread_of_topic(connection, chat.id, str(topic)) if topic else ""
        if inside or not answers:
            return inside
        return self._posts.thread_of_message(connection, chat.id, str(answers))

    async def _move(self, old: int, address: int) -> None:
        """A group has become a supergroup, with another id. Telegram says so in both."""

        def unit(connection: Connection) -> None:
            own = self._outgoing.chat_at(connection, str(old))
            known = self._chats.one(connection, f"{CHANNEL}:{own}")
            if known and self._outgoing.chat_at(connection, str(address)) != own:
                self._outgoing.move(connection, f"{CHANNEL}:{own}", str(address))

        await self._engine.write(unit)


def added(inbound: Inbound, versions: Sequence[Received], written: Written) -> Inbound | None:
    """What a message says that was not taken yet. An edit is told also where nobody changed
    anything (a link's preview, a reaction); what comes after its own edit is out of date."""
    if written.edited_at is None:
        late = any(one.message.startswith(f"{inbound.id}.e") for one in versions)
        return None if late else inbound
    if any(one.attachment == inbound.attachment for one in versions if one.attachment):
        inbound = replace(inbound, kind=InboundKind.TEXT, attachment=None)
    scope = Scope.PRIVATE if written.chat.kind is PlaceKind.PRIVATE else Scope.GROUP
    before = next((one.text for one in versions if one.text), "")
    same = storable(plain(inbound.text, scope)) == before
    if versions and same and inbound.attachment is None:
        return None
    return replace(inbound, instead=before) if inbound.text else inbound


def _is_no_correction(written: Written, known: Known) -> bool:
    """An edit in a room would act once more, and one of a place is somebody who moves."""
    in_room = known.kind is ChatKind.ROOM
    return written.edited_at is not None and (in_room or written.place is not None)


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


def _counted(place: Place, own: str) -> str:
    """Where a group has moved its messages are counted anew: their ids were taken before."""
    stayed = place.kind is PlaceKind.PRIVATE or own == str(place.id)
    return "" if stayed else f"{place.id}."


def in_room(inbound: Inbound) -> Inbound:
    """A button in somebody's own chat that belongs to what was said in a room is pressed there."""
    press = inbound.press
    if press is None or IN_ROOM not in press.choice:
        return inbound
    choice, _, room = press.choice.partition(IN_ROOM)
    return replace(inbound, chat=room, press=replace(press, choice=choice))
