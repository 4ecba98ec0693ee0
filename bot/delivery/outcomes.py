"""What follows from a receipt, in the commit that keeps it: rows, and what the staff are shown."""

import sqlite3
from datetime import datetime

from bot.delivery.receipts import Begun, Later, Moved, Receipt, Refused, Sent
from bot.engine import Engine
from core.due import About, Due, DueKind
from core.messages import Delivery
from core.timers import start
from storage.outgoing import Outgoing, Posting
from storage.posts import Posts
from storage.timelines import Timelines


class Outcomes:
    """Keeps receipts."""

    def __init__(self, engine: Engine, outgoing: Outgoing) -> None:
        self._engine, self._outgoing = engine, outgoing
        self._posts, self._timelines = Posts(engine.schema), Timelines(engine.schema)

    def keep(
        self, connection: sqlite3.Connection, posting: Posting, receipt: Receipt, now: datetime
    ) -> frozenset[str]:
        """Keep what became of a message; return the chats that now hold something new."""
        said, chat = posting.said, posting.said.chat
        match receipt:
            case Sent():
                self._keep_posts(connection, receipt)
                self._outgoing.sent(connection, said, receipt.key, now)
                return self._tell(connection, posting, Delivery.DELIVERED, now)
            case Begun():
                if receipt.lost:
                    self._posts.forget_topic(connection, chat, receipt.lost)
                self._keep_posts(connection, receipt)
                self._outgoing.begun(connection, said, receipt.key)
            case Later():
                self._outgoing.hold(connection, chat, now + receipt.wait)
            case Refused():
                self._outgoing.give_up(connection, said, receipt.why)
                if receipt.closed:
                    self._outgoing.close(connection, chat, receipt.why)
                return self._tell(connection, posting, Delivery.FAILED, now)
            case Moved():
                self._outgoing.move(connection, chat, receipt.address)
        return frozenset()

    def _keep_posts(self, connection: sqlite3.Connection, receipt: Sent | Begun) -> None:
        for post in receipt.posts:
            self._posts.keep(connection, post)

    def _tell(
        self, connection: sqlite3.Connection, posting: Posting, became: Delivery, now: datetime
    ) -> frozenset[str]:
        """Say in the rooms what became of words that were passed on."""
        said = posting.said
        lines = self._timelines.passed_on(connection, said, became)
        if became is Delivery.DELIVERED:
            for request in self._timelines.given_up(connection, lines):
                self._note_reached(connection, said.chat, request, now)
        turn = f"{became}.{said.chat}.{said.n}"
        return self._engine.turns.applier.say(connection, lines, turn, now)

    def _note_reached(
        self, connection: sqlite3.Connection, chat: str, request: str, now: datetime
    ) -> None:
        loader = self._engine.turns.loader
        talk = loader.chat.one(connection, chat)
        station = loader.station(connection, talk.station) if talk else None
        if station is None:
            return
        about = About(request, station.id, chat)
        for due in start(DueKind.REACHED, about, now, station.calendar):
            self._engine.schema.of(Due).save(connection, due)
