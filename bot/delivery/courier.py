"""Sends what waits in the outbox of one messenger, each chat in its order.

Every step is kept before the next is taken: what the messenger has is never sent again, unless the
process was killed between the sending and the receipt, or the answer was lost on its way.
"""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Final, Protocol

import structlog

from bot.delivery.errands import Errands
from bot.delivery.outcomes import Outcomes
from bot.delivery.pauses import backoff
from bot.delivery.receipts import BUG, WORDS, Receipt, Refused
from bot.delivery.rounds import Rounds
from bot.engine import Engine
from core.conversations import ChatKind, Said
from storage.connections import Connection
from storage.log_lines import of_turn
from storage.outgoing import LEASE, Ahead, Closed, Outgoing, Posting
from storage.rate_clocks import APART, Clock
from storage.store import Unavailable

MOST_TRIES: Final = 60
FIRST_PAUSE: Final = timedelta(seconds=0.1)
LONGEST_PAUSE: Final = timedelta(seconds=1)
"""A receipt is tried to be kept for about a minute, and kept a moment after the database is back:
once the lease has run out, another would send the message again."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """A posting with what its messenger has to know of the chat: what staff are called, whether it
    is their room, and, where it may still have to be posted, the last card of the request that the
    message belongs to."""

    posting: Posting
    names: Mapping[str, str]
    room: bool = False
    card: Said | None = None


class Messenger(Protocol):
    """What a courier asks of a messenger."""

    channel: str
    shared: Clock
    """The allowance of all its chats together."""

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        """The allowances that the next step with this message uses up."""

    def explain(self, why: str) -> str:
        """A few words for the staff instead of its own for a refusal."""

    async def send(self, letter: Letter) -> Receipt:
        """Take the next step with one message. Raises nothing that the messenger may answer."""


class Courier:
    """Delivers to the chats of one messenger, those that it is told of."""

    def __init__(self, engine: Engine, messenger: Messenger) -> None:
        self.channel = messenger.channel
        self._engine, self._messenger = engine, messenger
        self._outgoing = Outgoing(engine.schema, messenger.channel)
        self._outcomes = Outcomes(engine, self._outgoing, messenger.explain)
        self._name, self._trips = secrets.token_hex(4), count(1)
        self._looked_at = engine.clock.now()
        self._leaving = False

    async def run(self) -> None:
        """Deliver until cancelled; messages under way are finished first, and no lease stays. A
        process that is alone goes to every chat that waits; one of several goes to those that it
        has written to, and the workers hand round the rest."""
        self._engine.couriers[self.channel] = self
        try:
            if self._engine.store.alone:
                await self._take_over()
                await Rounds(self._engine, self).run()
            else:
                await Errands(self._engine, self).run()
        finally:
            self._engine.couriers.pop(self.channel, None)

    async def _take_over(self) -> None:
        """Nobody waits for the lease of a server that was killed, nor by its clock: no other can
        hold one."""
        try:
            await self._engine.write_behind(self._outgoing.free)
            await self._engine.write_behind(self._outgoing.unhold)
        except Unavailable as fault:
            log.error("leases have to run out", channel=self.channel, why=str(fault))

    async def ahead(self, limit: int) -> Ahead:
        """The chats that wait and nobody serves."""
        now, shared = self._engine.clock.now(), self._messenger.shared
        await self._notice_put_back(now)
        return await self._engine.read(lambda each: self._outgoing.ahead(each, shared, now, limit))

    async def _notice_put_back(self, now: datetime) -> None:
        """Somebody has put the clock back: what was to wait by the old one would wait too long."""
        if now < self._looked_at - APART:
            await self._engine.write_behind(self._outgoing.unhold)
        self._looked_at = now

    def leave(self) -> None:
        """Take no further message up; every lease is given back."""
        self._leaving = True

    async def deliver(self, chat: str) -> None:
        """Send what waits for a chat, unless another does; what fails waits to be found again."""
        try:
            await self._deliver(chat)
        except Unavailable as fault:
            log.error("nothing could be sent", channel=self.channel, why=str(fault))
        except Exception:
            # A bug that is no message's own holds up its chat alone.
            log.exception("a chat was not served", channel=self.channel)
            await self._put_off(chat)

    async def _put_off(self, chat: str) -> None:
        until = self._engine.clock.now() + LEASE
        with suppress(Unavailable):
            await self._engine.write_behind(lambda each: self._outgoing.hold(each, chat, until))

    async def _sent(self, letter: Letter) -> Receipt:
        try:
            return await self._messenger.send(letter)
        except Exception as bug:
            # A message that no try can send must not stand before all that come after it.
            log.exception("sending failed", channel=self.channel)
            return Refused(f"{BUG} {type(bug).__name__}")

    async def _deliver(self, chat: str) -> None:
        """Send a chat's messages one after the other until none is left or it has to wait. The
        lease is this trip's own: an errand and a job may lead the same courier to one chat."""
        by = f"{self._name}.{next(self._trips)}"
        letter, told = await self._engine.write_behind(lambda each: self._next(each, chat, by))
        self._engine.wake(told)
        while letter is not None:
            with of_turn(letter.posting.said.turn):
                letter, told = await self._stepped(letter, by)
            self._engine.wake(told)

    async def _stepped(self, letter: Letter, by: str) -> tuple[Letter | None, frozenset[str]]:
        """Take one step with a message; what is next."""
        said, receipt = letter.posting.said, await self._sent(letter)
        following = await self._surely_kept(letter.posting, receipt, by)
        became = WORDS[type(receipt)]
        self._engine.measures.delivery(self.channel, became)
        log.info("delivery", chat=said.chat, n=said.n, became=became)
        return following

    async def _surely_kept(
        self, posting: Posting, receipt: Receipt, by: str
    ) -> tuple[Letter | None, frozenset[str]]:
        """Keep a receipt, also where the database takes nothing for a while: given up, the message
        would go out once more."""
        for tries in range(1, MOST_TRIES):
            try:
                return await self._kept(posting, receipt, by)
            except Unavailable as fault:
                if tries == 1:
                    log.error("a receipt is not kept yet", channel=self.channel, why=str(fault))
                await asyncio.sleep(backoff(tries, FIRST_PAUSE, LONGEST_PAUSE).total_seconds())
        return await self._kept(posting, receipt, by)

    async def _kept(
        self, posting: Posting, receipt: Receipt, by: str
    ) -> tuple[Letter | None, frozenset[str]]:
        """Keep a receipt and take what is next, in one commit."""
        chat, now = posting.said.chat, self._engine.clock.now()

        def unit(each: Connection) -> tuple[Letter | None, frozenset[str]]:
            told = self._outcomes.keep(each, posting, receipt, now)
            letter, more = self._next(each, chat, by)
            return letter, told | more

        try:
            return await self._engine.write_behind(unit)
        except Unavailable:
            raise
        except Exception:
            log.exception("what follows from a receipt failed", channel=self.channel)
        await self._engine.write_behind(
            lambda each: self._outcomes.keep_bare(each, posting, receipt, now)
        )
        return await self._engine.write_behind(lambda each: self._next(each, chat, by))

    def _next(
        self, connection: Connection, chat: str, by: str
    ) -> tuple[Letter | None, frozenset[str]]:
        """What is to be sent now, and the chats that hold something new since nothing is."""
        if self._leaving:
            self._outgoing.release(connection, chat, by)
            return None, frozenset()
        now = self._engine.clock.now()
        taken = self._outgoing.take(connection, chat, by, self._messenger.clocks, now)
        if isinstance(taken, Closed):
            return None, self._outcomes.strand(connection, chat, taken.why, now)
        return self._letter(connection, taken) if isinstance(taken, Posting) else None, frozenset()

    def _letter(self, connection: Connection, posting: Posting) -> Letter:
        loader = self._engine.turns.loader
        chat = loader.chat.one(connection, posting.said.chat)
        if chat is None or chat.kind is not ChatKind.ROOM:
            return Letter(posting, {})
        station = loader.station(connection, chat.station)
        names = {one.id: one.name for one in station.staff.values()} if station else {}
        shown = posting.anchor and posting.topic
        thread = "" if shown else posting.said.message.thread
        card = self._outgoing.card_of(connection, chat.id, thread)
        return Letter(posting, names, room=True, card=card)
