"""What follows from a receipt, in the commit that keeps it: rows, and what the staff are shown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.delivery.receipts import (
    BUG,
    COPY,
    Begun,
    Forwarded,
    Later,
    Moved,
    Needless,
    Receipt,
    Refused,
    Sent,
    Shut,
    Waits,
    may_go_elsewhere,
)
from bot.delivery.telling import Explain, Telling
from bot.engine import Engine
from core.conversations import ChatKind, OutboxState, Said
from core.messages import Delivery
from storage.connections import Connection
from storage.open_chats import OpenChats
from storage.outgoing import Outgoing, Posting
from storage.posts import Posts
from storage.stranded import Stranded

PAUSES: Final = tuple(timedelta(seconds=each) for each in (1, 5, 25))
"""Between the tries of what is refused: most of it no try cures, and the chat's others wait."""

BECOMES: Final[Mapping[type[Receipt], OutboxState]] = {
    Sent: OutboxState.SENT,
    Forwarded: OutboxState.SENT,
    Needless: OutboxState.SENT,
    Waits: OutboxState.STRANDED,
    Refused: OutboxState.FAILED,
}
"""Where a message is in the end, once a receipt is kept."""

FORWARDED: Final = "to "
"""Begins the key of a message that another chat took."""

ELSEWHERE: Final = "改发到企业关联的另一个聊天"
"""By which way it went, for the staff."""

log = structlog.get_logger()


class Outcomes:
    """Keeps receipts."""

    def __init__(self, engine: Engine, outgoing: Outgoing, explain: Explain) -> None:
        self._engine, self._outgoing = engine, outgoing
        self._posts, self._stranded = Posts(engine.schema), Stranded(engine.schema)
        self._telling, self._open_chats = Telling(engine, explain), OpenChats(engine.schema)

    def keep(
        self, connection: Connection, posting: Posting, receipt: Receipt, now: datetime
    ) -> frozenset[str]:
        """Keep what became of a message; return the chats that now hold something new. A receipt
        that is kept already, by a commit of which nothing was heard, is told of no more."""
        if self._outgoing.is_in(connection, posting.said, BECOMES.get(type(receipt))):
            return frozenset()
        return self._kept(connection, posting.said, receipt, now)

    def _kept(
        self, connection: Connection, said: Said, receipt: Receipt, now: datetime
    ) -> frozenset[str]:
        match receipt:
            case Sent():
                return self._sent(connection, said, receipt, now)
            case Forwarded():
                return self._forwarded(connection, said, receipt, now)
            case Waits():
                self._stranded.strand_one(connection, said)
                waiting, why = Delivery.WAITING, receipt.why
                return self._telling.undelivered(connection, (said,), waiting, why, now)
            case Refused():
                if self._is_set_aside(connection, said, receipt.why, now):
                    lost, why = Delivery.FAILED, receipt.why
                    return self._telling.undelivered(connection, (said,), lost, why, now)
            case Shut():
                self._stranded.close(connection, said.chat, receipt.why)
                return self.strand(connection, said.chat, receipt.why, now)
            case _:
                self._note(connection, said, receipt, now)
        return frozenset()

    def _sent(
        self, connection: Connection, said: Said, receipt: Sent, now: datetime
    ) -> frozenset[str]:
        self._keep_posts(connection, receipt)
        if receipt.then:
            receipt.then(connection)
        told: frozenset[str] = frozenset()
        for one in (said, *receipt.also):
            self._outgoing.sent(connection, one, receipt.key, now)
            told |= self._telling.delivered(connection, one, now, receipt.how)
        if receipt.tells:
            told |= self._telling.went(connection, said, receipt.how, now)
        return told

    def _forwarded(
        self, connection: Connection, said: Said, receipt: Forwarded, now: datetime
    ) -> frozenset[str]:
        """The copy has a row of its own, and is delivered like any other there."""
        self._outgoing.sent(connection, said, f"{FORWARDED}{receipt.chat}", now)
        copy, turn = replace(said.message, chat=receipt.chat), COPY.format(chat=said.chat, n=said.n)
        chats = self._engine.turns.applier.say(connection, (copy,), turn, now)
        told = self._telling.delivered(connection, said, now, receipt.how)
        return chats | told | self._telling.went(connection, said, receipt.how, now)

    def _note(
        self,
        connection: Connection,
        said: Said,
        receipt: Begun | Later | Needless | Moved,
        now: datetime,
    ) -> None:
        """What nobody need be told of."""
        match receipt:
            case Begun():
                if receipt.lost:
                    self._posts.forget_topic(connection, said.chat, receipt.lost)
                self._keep_posts(connection, receipt)
                if receipt.then:
                    receipt.then(connection)
                self._outgoing.begun(connection, said, receipt.key)
            case Later():
                self._outgoing.hold(connection, said.chat, now + receipt.wait)
            case Needless():
                self._outgoing.needless(connection, said, receipt.why)
            case Moved():
                self._outgoing.move(connection, said.chat, receipt.address)

    def keep_bare(
        self, connection: Connection, posting: Posting, receipt: Receipt, now: datetime
    ) -> None:
        """Keep that the messenger has a message, or that its try failed, and nothing else: what
        else follows has met a bug, and must not send anything twice or without end."""
        if isinstance(receipt, Sent):
            for one in (posting.said, *receipt.also):
                self._outgoing.sent(connection, one, receipt.key, now)
        else:
            self._is_set_aside(connection, posting.said, f"{BUG} {type(receipt).__name__}", now)

    def _is_set_aside(self, connection: Connection, said: Said, why: str, now: datetime) -> bool:
        """Count a refusal; whether it was the last of those that a message may meet."""
        if said.refusals < len(PAUSES):
            self._outgoing.refused(connection, said, why)
            self._outgoing.hold(connection, said.chat, now + PAUSES[said.refusals])
            return False
        self._outgoing.set_aside(connection, said, why)
        log.error("a message was set aside", chat=said.chat, n=said.n, why=why)
        return True

    def strand(self, connection: Connection, chat: str, why: str, now: datetime) -> frozenset[str]:
        """Let everything wait that is to go to a closed chat, and say so."""
        waiting = self._stranded.strand(connection, chat)
        if not waiting:
            return frozenset()
        if self._is_room(connection, chat):
            log.error("the staff's room takes nothing", chat=chat, why=why, waiting=len(waiting))
            return frozenset()
        log.warning("a chat takes nothing", chat=chat, why=why, waiting=len(waiting))
        other = self._open_chats.other(connection, chat, self._engine.couriers, now)
        stays = tuple(said for said in waiting if not other or not may_go_elsewhere(said))
        told: frozenset[str] = frozenset()
        if stays:
            told = self._telling.undelivered(connection, stays, Delivery.WAITING, why, now)
        for said in waiting:
            if said not in stays:
                told |= self._forwarded(connection, said, Forwarded(other, ELSEWHERE), now)
        return told

    def _is_room(self, connection: Connection, chat: str) -> bool:
        found = self._engine.turns.loader.chat.one(connection, chat)
        return found is not None and found.kind is ChatKind.ROOM

    def _keep_posts(self, connection: Connection, receipt: Sent | Begun) -> None:
        for post in receipt.posts:
            self._posts.keep(connection, post)
