"""The running product: messages in, decisions through the one writer, wake-ups out.

Channels hand messages to `receive` and wait for the commit; pages sleep on `listen` until a chat
they show has something new; the clock calls `sweep`. Everything that changes anything is a unit of
the store, so there is one order of events.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

import structlog

from bot.clock import Clock
from bot.crowding import Crowd, Crowded
from bot.delivery.delivering import Delivering
from bot.due_work import decide_due
from bot.intents.lexicon import Lexicon
from bot.lessons.monthly import is_report, material, taught_in
from bot.measures import Measures
from bot.own_words import OwnWords
from bot.turn import arrival
from core.context import Station
from core.decision import Decision
from core.due import Due
from core.due_context import DecideDue, DueContext
from core.lessons import TaughtMonth
from core.messages import Inbound, Line
from storage.connections import Connection
from storage.due_loading import turn_of
from storage.loading import Loader
from storage.log_lines import goes_on_with
from storage.schema import Schema
from storage.store import Store
from storage.sweep import Sweep
from storage.turns import Arrival, Taken, Turns

Result = TypeVar("Result")

MOST_AT_ONCE: Final = 200
FALL_TOGETHER: Final = 4
"""How many chats' due rows may share a commit."""

log = structlog.get_logger()


class Engine:
    """One installation, running. `lexicon` is that of the release, without the station's own
    words."""

    def __init__(self, store: Store, schema: Schema, lexicon: Lexicon, clock: Clock) -> None:
        self.store, self.schema, self.clock = store, schema, clock
        store.hear(self._wake_here)
        self.turns = Turns(schema)
        self._shown = Loader(schema)
        self.measures, self._crowd = Measures(), Crowd()
        self._words = OwnWords(lexicon)
        self._sweep = Sweep(schema, self.turns)
        self._listening: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._listening_to_all: set[asyncio.Event] = set()
        self._own_heard: list[Callable[[Iterable[str]], None]] = []
        self.couriers: dict[str, Delivering] = {}
        """By messenger, who delivers there now."""

    async def receive(self, inbound: Inbound, *also: Line) -> Taken:
        """Take a message; returns once it is committed. Raises `Unavailable` if nothing was. What
        the channel has to say `also` ends the answer."""
        coming = self.read_words(inbound, *also)
        order = inbound.station or f"{inbound.channel}:{inbound.chat}"
        return await self.take(lambda connection: self.turns.take(connection, coming), order)

    def read_words(self, inbound: Inbound, *also: Line) -> Arrival:
        """A message as a turn takes it, for a unit that does more than the turn. Raises
        `Unavailable` where it would be turned away."""
        self.assert_room()
        return arrival(inbound, self._words.lexicon, also)

    def assert_room(self) -> None:
        """Raise `Crowded` where a message would be turned away."""
        try:
            self._crowd.assert_room()
        except Crowded:
            self.measures.turned_away()
            raise

    async def take(self, unit: Callable[[Connection], Taken], order: str = "") -> Taken:
        """Run a unit that takes an arrival, behind those of the same `order`, and wake whoever
        shows what came of it. Raises `Unavailable` if nothing was kept, or too many wait."""
        goes_on_with("")
        with self.measures.turn() as became, self._crowd.entered(order):
            taken = await self.store.run(unit, order)
            became("failed" if taken.fault else "taken" if taken.turn else "repeated")
        self.note(taken)
        return taken

    def note(self, taken: Taken) -> None:
        """Say what came of an arrival, and wake whoever shows it. What the task logs from now on is
        this turn's."""
        goes_on_with(taken.turn)
        if taken.fault:
            log.error("turn failed")
        elif taken.turn:
            log.info("turn taken", chats=sorted(taken.chats))
        self.wake(taken.chats)

    async def sweep(self) -> int:
        """Do everything that has fallen due, each thing once; return how many there were."""
        now = self.clock.now()
        await self.notice_others()
        due = await self._due(now)
        for first in range(0, len(due), FALL_TOGETHER):
            some = due[first : first + FALL_TOGETHER]
            await asyncio.gather(*(self._fall(one, now) for one in some))
        return sum(map(len, due))

    async def chats_due(self) -> tuple[tuple[str, str], ...]:
        """The stations and chats in which something has fallen due, the oldest first."""
        groups = await self._due(self.clock.now())
        return tuple((group[0].station, group[0].chat) for group in groups)

    async def fall_due(self, station: str, chat: str) -> None:
        """Do what has fallen due in one chat, each thing once."""
        now = self.clock.now()
        found = self._sweep.due_in
        due = await self.read(lambda each: found(each, (station, chat), now, MOST_AT_ONCE))
        if due:
            await self._fall(due, now)

    async def _due(self, now: datetime) -> tuple[tuple[Due, ...], ...]:
        await self.write_behind(lambda each: self._sweep.begin(each, now))
        return await self.read(lambda each: self._sweep.due_now(each, now, MOST_AT_ONCE))

    async def notice_own_words(self) -> None:
        """Read from now on with the station's own words as they stand."""
        if news := await self.store.run(self._words.news):
            await self._words.take(news)

    async def notice_others(self) -> None:
        """Wake every page when a command beside this server has committed something, or news of
        another server may not have come through. The station's own words are asked after by
        themselves: this server may have changed them too."""
        if await self.store.others_wrote():
            self._wake_here(tuple(self._listening))
        await self.notice_own_words()

    async def _fall(self, due: Sequence[Due], now: datetime) -> None:
        decide = await self._prepared(due)
        fallen = await self.store.run_behind(
            lambda each: self._sweep.fall_due(each, due, now, decide), due[0].station
        )
        if fallen.fault:
            log.error("due work failed", turn=fallen.turn)
        self.measures.fell_due(len(due))
        for one in due:
            log.info("due work", turn=turn_of(one), kind=one.kind)
        self.wake(fallen.chats)

    async def _prepared(self, dues: Sequence[Due]) -> DecideDue:
        """How to decide on these. A report that takes seconds is made before the turn; a bug in
        its making comes up in the turn, as that of its own row."""
        wanted = [due for due in dues if is_report(due)]
        if not wanted:
            return decide_due
        made = await asyncio.gather(*map(self._report, wanted), return_exceptions=True)
        taught = {due.key: one for due, one in zip(wanted, made, strict=True)}

        def decide(due: Due, known: DueContext) -> Decision:
            found = taught.get(due.key)
            if isinstance(found, BaseException):
                raise found
            return decide_due(due, replace(known, taught=found))

        return decide

    async def _report(self, due: Due) -> TaughtMonth:
        found = await self.read(material(due, self.schema))
        return await asyncio.to_thread(taught_in, found, self._words.lexicon)

    async def next_due(self) -> datetime | None:
        """When the next thing falls due, if anything is waiting."""
        return await self.read(self._sweep.next_due)

    def station(self, connection: Connection, key: str) -> Station | None:
        """A station with its settings and people, for a page. Pages have a cache of their own: a
        turn must see what it read in its own transaction."""
        return self._shown.station(connection, key)

    async def write(self, unit: Callable[[Connection], Result]) -> Result:
        """Run a unit of work that is no turn: a page of the head, a sign-in, a kept picture."""
        return await self.store.run(unit)

    async def write_behind(self, unit: Callable[[Connection], Result]) -> Result:
        """Run a unit that nobody waits for at a page or in a chat."""
        return await self.store.run_behind(unit)

    async def read(self, query: Callable[[Connection], Result]) -> Result:
        """Run a query beside the writer, on a snapshot of what is committed."""
        return await self.store.read(query)

    def wake(self, chats: Iterable[str]) -> None:
        """Tell whoever shows these chats, here or at another server, that they hold something
        new."""
        woken = tuple(chats)
        self._wake_here(woken)
        for heard in self._own_heard:
            heard(woken)
        self.store.tell(woken)

    @contextmanager
    def hearing_own(self, heard: Callable[[Iterable[str]], None]) -> Iterator[None]:
        """Call this with every chat to which this process has written, until the block ends."""
        self._own_heard.append(heard)
        try:
            yield
        finally:
            self._own_heard.remove(heard)

    def _wake_here(self, chats: Iterable[str]) -> None:
        woken = tuple(chats)
        for chat in woken:
            for event in self._listening.get(chat, ()):
                event.set()
        if woken:
            for event in self._listening_to_all:
                event.set()

    @asynccontextmanager
    async def listen(self, chat: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set whenever the chat has something new."""
        event = asyncio.Event()
        self._listening[chat].add(event)
        try:
            yield event
        finally:
            self._listening[chat].discard(event)
            if not self._listening[chat]:
                del self._listening[chat]

    @asynccontextmanager
    async def listen_to_all(self) -> AsyncIterator[asyncio.Event]:
        """An event that is set whenever any chat has something new."""
        event = asyncio.Event()
        self._listening_to_all.add(event)
        try:
            yield event
        finally:
            self._listening_to_all.discard(event)

    async def close(self) -> None:
        """Finish what waits and close the database."""
        await self.store.close()
