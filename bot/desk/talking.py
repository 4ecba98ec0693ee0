"""Turns and timelines for the web channel."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime

from bot.channels.web.desk import CHANNEL, Row, Seat, Unavailable
from bot.desk.rows import chat_of, person_of, row_of
from bot.engine import Engine
from core.conversations import Said
from core.due import About, Due, DueKind
from core.messages import Inbound
from core.timers import start
from storage.connections import Connection
from storage.store import Unavailable as NothingStored
from storage.timelines import Timelines


class Talking:
    """What pages say and what they are shown."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._timelines = Timelines(engine.schema)

    def now(self) -> datetime:
        return self._engine.clock.now()

    async def receive(self, inbound: Inbound) -> None:
        try:
            await self._engine.receive(inbound)
        except NothingStored as fault:
            raise Unavailable(fault.sentence) from fault

    async def rows(self, seat: Seat, after: int, limit: int) -> Sequence[Row]:
        chat = chat_of(seat)
        return await self._shown(
            seat, lambda each: self._timelines.after(each, chat, person_of(seat), after, limit)
        )

    async def rows_before(self, seat: Seat, before: int, limit: int) -> Sequence[Row]:
        chat = chat_of(seat)
        return await self._shown(
            seat, lambda each: self._timelines.before(each, chat, person_of(seat), before, limit)
        )

    async def rows_of(self, seat: Seat, thread: str, limit: int) -> Sequence[Row]:
        chat = chat_of(seat)
        return await self._shown(
            seat, lambda each: self._timelines.of_thread(each, chat, person_of(seat), thread, limit)
        )

    async def _shown(self, seat: Seat, find: Callable[[Connection], list[Said]]) -> Sequence[Row]:
        def query(connection: Connection) -> list[Row]:
            found = find(connection)
            station = self._engine.station(connection, seat.station)
            names = {one.id: one.name for one in station.staff.values()} if station else {}
            pressed = self._timelines.presses(connection, chat_of(seat), found)
            return [row_of(said, seat, names, pressed.get(said.n, ())) for said in found]

        return await self._engine.read(query)

    async def seen(self, seat: Seat) -> int:
        chat = chat_of(seat)
        return await self._engine.read(
            lambda each: self._timelines.seen(each, chat, person_of(seat))
        )

    async def mark_seen(self, seat: Seat, upto: int) -> None:
        chat, now = chat_of(seat), self.now()

        def unit(connection: Connection) -> frozenset[str]:
            delivered = self._timelines.mark_seen(connection, chat, person_of(seat), upto)
            for request in self._timelines.given_up(connection, delivered):
                self._note_reached(connection, About(request, seat.station, chat), now)
            return self._engine.turns.applier.say(connection, delivered, f"seen.{chat}.{upto}", now)

        # What was seen is told again with the next row; it is not worth a line that breaks.
        with suppress(NothingStored):
            self._engine.wake(await self._engine.write(unit))

    def _note_reached(self, connection: Connection, about: About, now: datetime) -> None:
        station = self._engine.station(connection, about.station)
        for due in start(DueKind.REACHED, about, now, station.calendar) if station else ():
            self._engine.schema.of(Due).save(connection, due)

    def listen(self, chat: str) -> AbstractAsyncContextManager[asyncio.Event]:
        return self._engine.listen(f"{CHANNEL}:{chat}")
