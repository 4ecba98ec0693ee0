"""Sends what waits in the outbox of one messenger: each chat in its order, many chats at once.

Every step is kept before the next is taken: what the messenger has is never sent again, unless the
process was killed between the sending and the receipt.
"""

import asyncio
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final, Protocol

import structlog

from bot.delivery.outcomes import Outcomes
from bot.delivery.receipts import Receipt
from bot.engine import Engine
from core.conversations import ChatKind, Said
from storage.outgoing import Clock, Outgoing, Posting
from storage.writer import Unavailable

AT_ONCE: Final = 32
LOOK_SECONDS: Final = 1.0
"""How long a held chat may wait beyond its time."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """A posting with what its messenger has to know of the chat: what staff are called, whether it
    is their room, and the last card of the request that the message belongs to."""

    posting: Posting
    names: Mapping[str, str]
    room: bool = False
    card: Said | None = None


class Messenger(Protocol):
    """What a courier asks of a messenger."""

    channel: str

    def clocks(self, chat: str) -> Sequence[Clock]:
        """The allowances that a message to this chat uses up."""

    async def send(self, letter: Letter) -> Receipt:
        """Send one message. Raises nothing that the messenger may answer."""


class Courier:
    """Delivers for one messenger as long as it runs."""

    def __init__(self, engine: Engine, messenger: Messenger) -> None:
        self._engine, self._messenger = engine, messenger
        self._outgoing = Outgoing(engine.schema, messenger.channel)
        self._outcomes = Outcomes(engine, self._outgoing)
        self._by = secrets.token_hex(4)
        self._sending: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Deliver until cancelled; what is under way is finished first."""
        try:
            await self._take_over()
            async with self._engine.listen_to_all() as news:
                while True:
                    news.clear()
                    await self._begin()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(news.wait(), LOOK_SECONDS)
        finally:
            await asyncio.gather(*self._sending.values(), return_exceptions=True)

    async def _take_over(self) -> None:
        """Nobody waits for the lease of a server that was killed."""
        try:
            await self._engine.write(self._outgoing.free)
        except Unavailable as fault:
            log.error("leases have to run out", channel=self._messenger.channel, why=str(fault))

    async def _begin(self) -> None:
        """Set out to every chat that waits and is not being served."""
        now, room = self._engine.clock.now(), AT_ONCE - len(self._sending)
        if room <= 0:
            return
        waiting = await self._engine.read(
            lambda each: self._outgoing.waiting(each, now, AT_ONCE + room)
        )
        for chat in [chat for chat in waiting if chat not in self._sending][:room]:
            task = asyncio.create_task(self._serve(chat))
            self._sending[chat] = task
            task.add_done_callback(partial(self._served, chat))

    def _served(self, chat: str, _task: asyncio.Task[None]) -> None:
        del self._sending[chat]

    async def _serve(self, chat: str) -> None:
        try:
            await self._deliver(chat)
        except Unavailable as fault:
            log.error("nothing could be sent", channel=self._messenger.channel, why=str(fault))
        except Exception:
            # A bug holds up its own chat: the lease runs out, and the message is tried again.
            log.exception("sending failed", channel=self._messenger.channel)

    async def _deliver(self, chat: str) -> None:
        """Send a chat's messages one after the other until none is left or it has to wait."""
        letter = await self._engine.write(lambda each: self._next(each, chat))
        while letter is not None:
            receipt = await self._messenger.send(letter)
            posting = letter.posting

            def unit(
                each: sqlite3.Connection, posting: Posting = posting, receipt: Receipt = receipt
            ) -> tuple[Letter | None, frozenset[str]]:
                told = self._outcomes.keep(each, posting, receipt, self._engine.clock.now())
                return self._next(each, chat), told

            letter, told = await self._engine.write(unit)
            self._engine.wake(told)

    def _next(self, connection: sqlite3.Connection, chat: str) -> Letter | None:
        now, clocks = self._engine.clock.now(), self._messenger.clocks(chat)
        taken = self._outgoing.take(connection, chat, self._by, clocks, now)
        return self._letter(connection, taken) if isinstance(taken, Posting) else None

    def _letter(self, connection: sqlite3.Connection, posting: Posting) -> Letter:
        loader = self._engine.turns.loader
        chat = loader.chat.one(connection, posting.said.chat)
        if chat is None or chat.kind is not ChatKind.ROOM:
            return Letter(posting, {})
        station = loader.station(connection, chat.station)
        names = {one.id: one.name for one in station.staff.values()} if station else {}
        card = self._outgoing.card_of(connection, chat.id, posting.said.message.thread)
        return Letter(posting, names, room=True, card=card)
