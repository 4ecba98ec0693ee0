"""A PostgreSQL database while servers run on it: each unit is a transaction, many at once.

Transactions are serializable (https://www.postgresql.org/docs/current/transaction-iso.html): what
they write together could have been written one after the other, so that units are written as if
each were alone. One that lost a race is run again on fresh state.

Races are lost for nothing too, since the database watches pages of its indexes rather than rows: on
tables of a few pages nearly all are. So who has lost one runs alone, whatever servers there are: in
a lock of the table of stations that no other unit can share. LOCK TABLE comes before the
transaction's snapshot, so that it sees all that it waited for.

Whoever writes much to the same rows would lose most races; units of one order therefore queue for
a lock that all servers know before they begin. A transaction that has begun sees nothing newer than
its beginning, so the lock is the connection's and not the transaction's.

Units run in greenlets of the server's own event loop, and give way while the database answers.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy.util import await_only, greenlet_spawn

from storage.codec import instant
from storage.connections import Connection, Interrupted
from storage.memory import Memory
from storage.postgres.connecting import CONNECT_SECONDS, connect
from storage.postgres.faults import DRIVER_FAULTS, LostRace
from storage.postgres.leading import leading
from storage.postgres.locks import lock_of
from storage.postgres.news import Heard, News
from storage.postgres.session import Session
from storage.store import CLOSED, Result, Unavailable, Unit, unavailable

MOST_CONNECTIONS: Final = 8
CALM_SECONDS: Final = 0.3
"""How long everything here runs alone after a lost race: where one is lost, more are."""
LONGEST_PAUSE: Final = 0.2
MOST_TRIES: Final = 20
"""Alone a unit loses only to what no unit is: a command, a step of the database's layout, a server
of an older release, or somebody at the database's own prompt. So that nobody else is kept waiting
for those, every other try is beside others again, after a pause."""

WRITES: Final = "BEGIN ISOLATION LEVEL SERIALIZABLE"
FROZEN: Final = "SET LOCAL idle_in_transaction_session_timeout = '15s'"
"""The locks of a server that stands still are free then, before those who wait give up."""
BESIDE_OTHERS: Final = f"{WRITES}; {FROZEN}; LOCK TABLE station IN ROW SHARE MODE"
ALONE: Final = (
    f"{WRITES}; {FROZEN}; SET LOCAL lock_timeout = '2s'; LOCK TABLE station IN EXCLUSIVE MODE;"
    " SET LOCAL lock_timeout = 0"
)
"""All others queue behind who waits for this, so nobody waits for long."""
READS: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
COMMIT: Final = "COMMIT"
TIME_OF_DAY: Final = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
LOCK: Final = "SET idle_session_timeout = '15s'; SELECT pg_advisory_lock({key})"
UNLOCK: Final = "COMMIT; SELECT pg_advisory_unlock({key}); SET idle_session_timeout = 0"
ROLLBACK: Final = "ROLLBACK; SELECT pg_advisory_unlock_all(); SET idle_session_timeout = 0"
TOO_MANY: Final = "同时写同一处的人太多，请稍候。"


@dataclass(slots=True)
class _Queue:
    """Whoever waits for one order, or has its turn; a lock wakes them in the order they came."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class PostgresStore:
    """One server's connections to the database that it shares."""

    alone = False

    def __init__(self, url: str, most: int = MOST_CONNECTIONS) -> None:
        self._url = url
        self._running: set[asyncio.Task[Any]] = set()
        self._idle: list[Session] = []
        self._room = asyncio.Semaphore(most)
        self._room_behind = asyncio.Semaphore(max(most // 2, 1))
        self._queues: dict[str, _Queue] = {}
        self._closed = False
        self._calm_at = 0.0
        self._news = News(url)

    async def run(self, unit: Unit[Result], order: str = "", /) -> Result:
        """Run a unit. Whoever waits may give up: what has begun is finished all the same."""
        return await self._begun(self._in_order(unit, order))

    async def run_behind(self, unit: Unit[Result], order: str = "", /) -> Result:
        """Run a unit that can wait: some connections are left to those who write."""
        async with self._room_behind:
            return await self._begun(self._in_order(unit, order))

    async def read(self, query: Unit[Result]) -> Result:
        """Run a query on a snapshot, in a transaction that cannot write."""
        return await self._begun(self._read(query))

    async def time_of_day(self) -> datetime:
        """By the server's machine, which all of ours share."""
        return await self.read(_time_of_day)

    async def others_wrote(self) -> bool:
        """Whether others may have written what was not told of."""
        return await self._news.missed()

    def tell(self, chats: Iterable[str]) -> None:
        """Tell the other servers."""
        self._news.tell(chats)

    def hear(self, heard: Heard) -> None:
        """Call this with what the other servers tell."""
        self._news.heard = heard

    def leading(self, name: str, /) -> AbstractAsyncContextManager[None]:
        """Wait until no other server leads in this, and lead."""
        return leading(self._url, f"leading {name}")

    async def close(self) -> None:
        """Finish what waits, then close every connection."""
        self._closed = True
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._news.close()
        for session in self._idle:
            await _end(session)

    async def _begun(self, work: Coroutine[Any, Any, Result]) -> Result:
        if self._closed:
            work.close()
            raise Unavailable(CLOSED)
        running = asyncio.get_running_loop().create_task(work)
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return await asyncio.shield(running)

    async def _in_order(self, unit: Unit[Result], order: str) -> Result:
        if not order:
            return await self._written(unit, (), COMMIT)
        key = lock_of(order)
        async with self._behind(order):
            return await self._written(unit, (LOCK.format(key=key),), UNLOCK.format(key=key))

    @asynccontextmanager
    async def _behind(self, order: str) -> AsyncIterator[None]:
        """Behind those of the same order that came before here, so that one connection alone waits
        for the other servers."""
        queue = self._queues.setdefault(order, _Queue())
        queue.length += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.length -= 1
            if not queue.length:
                del self._queues[order]

    async def _written(self, unit: Unit[Result], before: Sequence[str], end: str) -> Result:
        """Run beside others, and alone from when a race was lost."""
        with suppress(LostRace):
            return await self._once(unit, self._beginning(before), end)
        self._calm_at = _now() + CALM_SECONDS
        for _ in range(MOST_TRIES // 2):
            for begin in (ALONE, BESIDE_OTHERS):
                with suppress(LostRace):
                    return await self._once(unit, (*before, begin), end)
                await _pause()
        raise Unavailable(TOO_MANY)

    def _beginning(self, before: Sequence[str]) -> Iterator[str]:
        """What is said before a unit; how it runs is decided when its turn has come."""
        yield from before
        yield ALONE if _now() < self._calm_at else BESIDE_OTHERS

    async def _read(self, query: Unit[Result]) -> Result:
        """Query, and once more where a lock was not to be had."""
        for _ in range(MOST_TRIES):
            with suppress(LostRace):
                return await self._once(query, (READS,), COMMIT)
            await _pause()
        raise Unavailable(TOO_MANY)

    async def _once(self, unit: Unit[Result], begin: Iterable[str], end: str) -> Result:
        """Run in one transaction on one connection."""
        try:
            async with self._room:
                return await self._between(unit, begin, end)
        except LostRace:
            raise
        except Interrupted as fault:
            raise unavailable(fault.sentence, fault) from fault

    async def _between(self, unit: Unit[Result], begin: Iterable[str], end: str) -> Result:
        session = await self._session()
        session.memory = Memory()
        try:
            for command in begin:
                await session.say(command)
            outcome: Result = await greenlet_spawn(unit, session)
            await session.say(end)
        except BaseException:
            await self._take_back(session)
            raise
        self._idle.append(session)
        return outcome

    async def _take_back(self, session: Session) -> None:
        """A connection on which nothing can be taken back is no longer one."""
        try:
            await session.say(ROLLBACK)
        except Interrupted:
            session.driver.terminate()
        else:
            self._idle.append(session)

    async def _session(self) -> Session:
        while self._idle:
            session = self._idle.pop()
            if not session.driver.is_closed():
                return session
        return Session(await connect(self._url), await_only)


def _time_of_day(connection: Connection) -> datetime:
    return instant(connection.execute(TIME_OF_DAY).fetchone()[0])


async def _pause() -> None:
    await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - no secret


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _end(session: Session) -> None:
    with suppress(*DRIVER_FAULTS, TimeoutError):
        await session.driver.close(timeout=CONNECT_SECONDS)
