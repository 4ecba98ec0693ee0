"""Sends what waits in the outbox of one messenger: each chat in its order, many chats at once.

Every step is kept before the next is taken: what the messenger has is never sent again, unless the
process was killed between the sending and the receipt, or the answer was lost on its way.
"""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final, Protocol

import structlog

from bot.delivery.outcomes import Outcomes
from bot.delivery.pauses import backoff
from bot.delivery.receipts import BUG, Receipt, Refused
from bot.engine import Engine
from core.conversations import ChatKind, Said
from storage.connections import Connection
from storage.outgoing import LEASE, Closed, Outgoing, Posting
from storage.rate_clocks import APART, Clock
from storage.store import Unavailable

AT_ONCE: Final = 32
LOOK_SECONDS: Final = 1.0
"""How long until what others have left behind is seen: a lease that ran out, a row of a command."""
LEAST_SECONDS: Final = 0.02
"""How long at least until the next look, while a chat waits for its time."""

MOST_TRIES: Final = 10
FIRST_PAUSE: Final = timedelta(seconds=0.1)
"""A receipt is tried to be kept for about a minute."""

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
    """Delivers for one messenger as long as it runs."""

    def __init__(self, engine: Engine, messenger: Messenger) -> None:
        self._engine, self._messenger = engine, messenger
        self._outgoing = Outgoing(engine.schema, messenger.channel)
        self._outcomes = Outcomes(engine, self._outgoing, messenger.explain)
        self._by = secrets.token_hex(4)
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._left: Sequence[str] = ()
        self._looked_at = engine.clock.now()
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Deliver until cancelled; what is under way is finished first."""
        self._engine.delivered.add(self._messenger.channel)
        try:
            await self._take_over()
            async with self._engine.listen_to_all() as self._news:
                while True:
                    self._news.clear()
                    quiet = await self._look()
                    # `wait_for` of Python 3.11 forgets a cancellation that comes with the news.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(quiet):
                            await self._news.wait()
        finally:
            self._engine.delivered.discard(self._messenger.channel)
            await asyncio.gather(*self._sending.values(), return_exceptions=True)

    async def _take_over(self) -> None:
        """Nobody waits for the lease of a server that was killed, nor by its clock, unless another
        may hold it."""
        if not self._engine.store.alone:
            return
        try:
            await self._engine.write(self._outgoing.free)
            await self._engine.write(self._outgoing.unhold)
        except Unavailable as fault:
            log.error("leases have to run out", channel=self._messenger.channel, why=str(fault))

    async def _look(self) -> float:
        try:
            return await self._begin()
        except Unavailable as fault:
            log.error(
                "the outbox could not be read", channel=self._messenger.channel, why=str(fault)
            )
            return LOOK_SECONDS

    async def _begin(self) -> float:
        """Set out to every chat that waits and is not being served, as far as there is room; return
        for how long nothing more can be done, unless there is news."""
        now, shared = self._engine.clock.now(), self._messenger.shared
        await self._notice_put_back(now)
        limit = AT_ONCE + len(self._sending)
        ahead = await self._engine.read(lambda each: self._outgoing.ahead(each, shared, now, limit))
        waiting = [chat for chat in ahead.chats if chat not in self._sending]
        room = max(min(AT_ONCE - len(self._sending), ahead.room), 0)
        for chat in waiting[:room]:
            task = asyncio.create_task(self._serve(chat))
            self._sending[chat] = task
            task.add_done_callback(partial(self._served, chat))
        self._left = waiting[room:]
        quiet = (ahead.opens - now).total_seconds() if ahead.opens else LOOK_SECONDS
        return min(max(quiet, LEAST_SECONDS), LOOK_SECONDS)

    async def _notice_put_back(self, now: datetime) -> None:
        """Somebody has put the clock back: what was to wait by the old one would wait too long."""
        if now < self._looked_at - APART:
            await self._engine.write(self._outgoing.unhold)
        self._looked_at = now

    def _served(self, chat: str, _task: asyncio.Task[None]) -> None:
        del self._sending[chat]
        if self._left:
            self._news.set()

    async def _serve(self, chat: str) -> None:
        try:
            await self._deliver(chat)
        except Unavailable as fault:
            log.error("nothing could be sent", channel=self._messenger.channel, why=str(fault))
        except Exception:
            # A bug that is no message's own holds up its chat alone.
            log.exception("a chat was not served", channel=self._messenger.channel)
            await self._put_off(chat)

    async def _put_off(self, chat: str) -> None:
        until = self._engine.clock.now() + LEASE
        with suppress(Unavailable):
            await self._engine.write(lambda each: self._outgoing.hold(each, chat, until))

    async def _sent(self, letter: Letter) -> Receipt:
        try:
            return await self._messenger.send(letter)
        except Exception as bug:
            # A message that no try can send must not stand before all that come after it.
            log.exception("sending failed", channel=self._messenger.channel)
            return Refused(f"{BUG} {type(bug).__name__}")

    async def _deliver(self, chat: str) -> None:
        """Send a chat's messages one after the other until none is left or it has to wait."""
        letter, told = await self._engine.write(lambda each: self._next(each, chat))
        self._engine.wake(told)
        while letter is not None:
            receipt = await self._sent(letter)
            letter, told = await self._surely_kept(letter.posting, receipt)
            self._engine.wake(told)

    async def _surely_kept(
        self, posting: Posting, receipt: Receipt
    ) -> tuple[Letter | None, frozenset[str]]:
        """Keep a receipt, also where the database takes nothing for a while: given up, the message
        would go out once more."""
        for tries in range(1, MOST_TRIES):
            try:
                return await self._kept(posting, receipt)
            except Unavailable as fault:
                log.error(
                    "a receipt is not kept yet", channel=self._messenger.channel, why=str(fault)
                )
                await asyncio.sleep(backoff(tries, FIRST_PAUSE).total_seconds())
        return await self._kept(posting, receipt)

    async def _kept(
        self, posting: Posting, receipt: Receipt
    ) -> tuple[Letter | None, frozenset[str]]:
        """Keep a receipt and take what is next, in one commit."""
        chat, now = posting.said.chat, self._engine.clock.now()

        def unit(each: Connection) -> tuple[Letter | None, frozenset[str]]:
            told = self._outcomes.keep(each, posting, receipt, now)
            letter, more = self._next(each, chat)
            return letter, told | more

        try:
            return await self._engine.write(unit)
        except Unavailable:
            raise
        except Exception:
            log.exception("what follows from a receipt failed", channel=self._messenger.channel)
        await self._engine.write(lambda each: self._outcomes.keep_bare(each, posting, receipt, now))
        return await self._engine.write(lambda each: self._next(each, chat))

    def _next(self, connection: Connection, chat: str) -> tuple[Letter | None, frozenset[str]]:
        """What is to be sent now, and the chats that hold something new since nothing is."""
        now = self._engine.clock.now()
        taken = self._outgoing.take(connection, chat, self._by, self._messenger.clocks, now)
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
