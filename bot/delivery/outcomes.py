"""What follows from a receipt, in the commit that keeps it: rows, and what the staff are shown."""

import sqlite3
from datetime import datetime

import structlog

from bot.delivery.receipts import Begun, Later, Moved, Receipt, Refused, Sent, Shut
from bot.delivery.telling import Explain, Telling
from bot.engine import Engine
from core.conversations import ChatKind
from core.messages import Delivery
from storage.outgoing import Outgoing, Posting
from storage.posts import Posts
from storage.stranded import Stranded

log = structlog.get_logger()


class Outcomes:
    """Keeps receipts."""

    def __init__(self, engine: Engine, outgoing: Outgoing, explain: Explain) -> None:
        self._engine, self._outgoing = engine, outgoing
        self._posts, self._stranded = Posts(engine.schema), Stranded(engine.schema)
        self._telling = Telling(engine, explain)

    def keep(
        self, connection: sqlite3.Connection, posting: Posting, receipt: Receipt, now: datetime
    ) -> frozenset[str]:
        """Keep what became of a message; return the chats that now hold something new."""
        said, chat = posting.said, posting.said.chat
        match receipt:
            case Sent():
                self._keep_posts(connection, receipt)
                self._outgoing.sent(connection, said, receipt.key, now)
                return self._telling.delivered(connection, said, now)
            case Begun():
                if receipt.lost:
                    self._posts.forget_topic(connection, chat, receipt.lost)
                self._keep_posts(connection, receipt)
                self._outgoing.begun(connection, said, receipt.key)
            case Later():
                self._outgoing.hold(connection, chat, now + receipt.wait)
            case Refused():
                self._outgoing.give_up(connection, said, receipt.why)
                failed = Delivery.FAILED
                return self._telling.undelivered(connection, (said,), failed, receipt.why, now)
            case Shut():
                self._stranded.close(connection, chat, receipt.why)
                return self.strand(connection, chat, receipt.why, now)
            case Moved():
                self._outgoing.move(connection, chat, receipt.address)
        return frozenset()

    def strand(
        self, connection: sqlite3.Connection, chat: str, why: str, now: datetime
    ) -> frozenset[str]:
        """Let everything wait that is to go to a closed chat, and say so."""
        waiting = self._stranded.strand(connection, chat)
        if not waiting:
            return frozenset()
        if self._is_room(connection, chat):
            log.error("the staff's room takes nothing", chat=chat, why=why, waiting=len(waiting))
            return frozenset()
        log.warning("a chat takes nothing", chat=chat, why=why, waiting=len(waiting))
        return self._telling.undelivered(connection, waiting, Delivery.WAITING, why, now)

    def _is_room(self, connection: sqlite3.Connection, chat: str) -> bool:
        found = self._engine.turns.loader.chat.one(connection, chat)
        return found is not None and found.kind is ChatKind.ROOM

    def _keep_posts(self, connection: sqlite3.Connection, receipt: Sent | Begun) -> None:
        for post in receipt.posts:
            self._posts.keep(connection, post)
