"""What a member of the staff writes in their own chat with the assistant.

What only they may see stands there, questions too; so the answer is written there, and counts as
said in the room that it was asked in. A command does as well, in the room that the message comes
from which it answers. Anything else is no enterprise's message.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.engine import Engine
from bot.room.spoken import hear
from bot.room.waiting import PATIENCE
from core.conversations import ChatKind
from core.dialogs.progress import Progress, ProgressState
from core.messages import Inbound, InboundKind, Line
from core.parties import Identity, Person
from storage.connections import Connection
from storage.posts import Posts

SAY_IT_THERE: Final = Line(
    "这里是您的工作账号，只能发命令（如“我的待办”）和回答我问您的话；要和同事说话请到工作群。"
)
ELSEWHERE: Final = "p"
"""Stands before the id of a message in somebody's own chat, which means another one in the room."""
MOST_ASKED: Final = 20
"""So many questions of late are looked through for those that still wait."""
ROOMS: Final = "SELECT id FROM chat WHERE channel = ? AND kind = ? AND station = ? ORDER BY id"


@dataclass(frozen=True, slots=True)
class Placed:
    """A member's message: as said in the room, or None where it says nothing there. Whether it
    answers what they were `asked`; `room` is where it belongs otherwise."""

    inbound: Inbound | None
    asked: bool = False
    room: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """A room, the request there that a message is about, and whether it was asked for."""

    room: str
    thread: str = ""
    asked: bool = False


class StaffChats:
    """Finds members by their accounts."""

    def __init__(self, engine: Engine, channel: str) -> None:
        self._engine, self._channel = engine, channel
        schema = engine.schema
        self._identity = schema.of(Identity).query("channel", "sender")
        self._person = schema.of(Person).query("id")
        self._progresses = schema.of(Progress)
        self._progress = self._progresses.query("chat", "person", order="-touched_at", limit=1)
        self._asking = self._progresses.query(
            "chat", "person", order="-touched_at", limit=MOST_ASKED
        )
        self._posts = Posts(schema)

    async def placed(self, inbound: Inbound, answers: int) -> Placed | None:
        """Where a private message belongs that `answers` another, or none; None where an enterprise
        wrote it."""
        return await self._engine.read(lambda each: self._placed(each, inbound, answers))

    def _placed(self, connection: Connection, inbound: Inbound, answers: int) -> Placed | None:
        member = self.member(connection, inbound.sender)
        rooms = self._rooms(connection, member) if member else ()
        if member is None or not rooms:
            return None
        now = inbound.received_at
        answered = self._answered(connection, rooms, member.id, answers) if answers else None
        meant = (
            self._asked(connection, (answered.room,) if answered else rooms, member.id, now)
            or answered
            or Meant(rooms[0])
        )
        words = inbound.text if inbound.kind is InboundKind.TEXT else ""
        if not words or not (meant.asked or hear(words)):
            return Placed(None, room=meant.room)
        chat, own = meant.room.partition(":")[2], f"{inbound.sender}.{inbound.id}"
        said = replace(inbound, chat=chat, id=own, thread=meant.thread, station=member.station)
        return Placed(said, meant.asked, meant.room)

    def _rooms(self, connection: Connection, member: Person) -> tuple[str, ...]:
        found = connection.execute(ROOMS, [self._channel, ChatKind.ROOM, member.station])
        return tuple(row[0] for row in found)

    def _answered(
        self, connection: Connection, rooms: tuple[str, ...], person: str, answers: int
    ) -> Meant | None:
        """Where that was said which a member alone was told, and which they answer."""
        for room in rooms:
            for said in self._posts.sent_as(connection, room, f"{ELSEWHERE}{answers}"):
                if said.message.only == person:
                    return Meant(room, said.message.thread)
        return None

    def member(self, connection: Connection, sender: str) -> Person | None:
        """Whose working account this is, None for nobody's."""
        identity = self._identity.one(connection, self._channel, sender)
        person = self._person.one(connection, identity.person) if identity else None
        return person if person and person.roles and person.removed_at is None else None

    def is_asked(self, connection: Connection, inbound: Inbound) -> bool:
        """Whether a member's next words answer something."""
        return any(_waits(one, inbound.received_at) for one in self._last(connection, inbound))

    def stop_asking(self, connection: Connection, inbound: Inbound, *dialogs: str) -> bool:
        """Let a member's next words be the answer to nothing that they were asked in one of these
        dialogs, or in any; whether something waited."""
        now = inbound.received_at
        waits = [
            one
            for one in self._last(connection, inbound)
            if _waits(one, now) and one.dialog in (dialogs or {one.dialog})
        ]
        for one in waits:
            over = replace(one, state=ProgressState.DROPPED, touched_at=now)
            self._progresses.save(connection, replace(over, revision=one.revision + 1))
        return bool(waits)

    def _last(self, connection: Connection, inbound: Inbound) -> tuple[Progress, ...]:
        """What a member was asked of late, in any of their rooms."""
        member = self.member(connection, inbound.sender)
        if member is None:
            return ()
        rooms = self._rooms(connection, member)
        found = (self._asking.all(connection, room, member.id) for room in rooms)
        return tuple(one for of_room in found for one in of_room)

    def _asked(
        self, connection: Connection, rooms: tuple[str, ...], person: str, now: datetime
    ) -> Meant | None:
        """Where the last question was put that still waits; after a while words are an answer no
        more."""
        found = (self._progress.one(connection, room, person) for room in rooms)
        waits = [(_since(one), one) for one in found if one and _waits(one, now)]
        if not waits:
            return None
        last = max(waits, key=lambda each: each[0])[1]
        return Meant(last.chat, last.answers.get("thread", ""), asked=True)


def _since(progress: Progress) -> datetime:
    return progress.touched_at or progress.started_at


def _waits(progress: Progress, now: datetime) -> bool:
    return progress.state is ProgressState.OPEN and now - _since(progress) <= PATIENCE
