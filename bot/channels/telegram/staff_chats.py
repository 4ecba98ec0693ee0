"""What a member of the staff writes in their own chat with the assistant.

What only they may see stands there, questions too; so the answer is written there, and counts as
said in the room. A command does as well. Anything else is no enterprise's message.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.channels.telegram.limits import CHANNEL
from bot.engine import Engine
from bot.room.spoken import hear
from bot.room.waiting import PATIENCE
from core.conversations import ChatKind
from core.dialogs.progress import Progress, ProgressState
from core.messages import Inbound, InboundKind, Line
from core.parties import Identity, Person

SAY_IT_THERE: Final = Line(
    "这里是您的工作账号，只能发命令（如“我的待办”）和回答我问您的话；要和同事说话请到工作群。"
)
ROOM: Final = (
    "SELECT id FROM chat WHERE channel = ? AND kind = ? AND station = ? ORDER BY id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A member's message: as said in the room, or None where it says nothing there."""

    inbound: Inbound | None


class StaffChats:
    """Finds members by their accounts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        schema = engine.schema
        self._identity = schema.of(Identity).query("channel", "sender")
        self._person = schema.of(Person).query("id")
        self._progress = schema.of(Progress).query("chat", "person", order="-touched_at", limit=1)

    async def placed(self, inbound: Inbound) -> Placed | None:
        """Where a private message belongs; None where an enterprise wrote it."""
        return await self._engine.read(lambda each: self._placed(each, inbound))

    def _placed(self, connection: sqlite3.Connection, inbound: Inbound) -> Placed | None:
        member = self.member(connection, inbound.sender)
        found = (
            connection.execute(ROOM, [CHANNEL, ChatKind.ROOM, member.station]).fetchone()
            if member
            else None
        )
        if member is None or found is None:
            return None
        asked = self._asked(connection, found[0], member.id, inbound.received_at)
        words = inbound.text if inbound.kind is InboundKind.TEXT else ""
        if not words or (asked is None and hear(words) is None):
            return Placed(None)
        chat, own = str(found[0]).partition(":")[2], f"{inbound.sender}.{inbound.id}"
        thread = asked.answers.get("thread", "") if asked else ""
        return Placed(replace(inbound, chat=chat, id=own, thread=thread, station=member.station))

    def member(self, connection: sqlite3.Connection, sender: str) -> Person | None:
        """Whose working account this is, None for nobody's."""
        identity = self._identity.one(connection, CHANNEL, sender)
        person = self._person.one(connection, identity.person) if identity else None
        return person if person and person.roles and person.removed_at is None else None

    def _asked(
        self, connection: sqlite3.Connection, room: str, person: str, now: datetime
    ) -> Progress | None:
        """The question that still waits; after a while words are an answer no more."""
        last = self._progress.one(connection, room, person)
        if last is None or last.state is not ProgressState.OPEN:
            return None
        return last if now - (last.touched_at or last.started_at) <= PATIENCE else None
