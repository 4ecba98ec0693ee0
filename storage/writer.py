"""The one writer of an SQLite database: a thread, a queue, and one commit for all that waits.

A unit of work sees every unit before it, runs in a savepoint of its own and is acknowledged only
after the commit that holds it, so that what was acknowledged survives a loss of power
(`synchronous=FULL`). One unit's fault takes back that unit alone. If the commit itself fails
nothing is acknowledged, and each unit is run again alone.

What an event loop brings in one round of its own is handed over at the end of that round: the two
threads share one interpreter, and a writer that begins at the first unit would only get in the way
of those who bring the others, and commit for each what it could commit for all.

Some units can wait: what a clock sets off, what is kept of messages sent. A few of them are
committed after each commit of the others, so that nobody who writes waits behind ten thousand
reminders, and no reminder for ever behind those who write.
"""

import asyncio
import queue
import sqlite3
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

from storage.database import sentence_of
from storage.memory import Memory, Remembering, take_back
from storage.store import CLOSED, Result, Unavailable, Unit, unavailable

MOST_UNITS: Final = 64
BEHIND_AT_ONCE: Final = 4


class _Sign(Enum):
    """What the queue holds beside units: some wait behind, there will be no more."""

    BEHIND = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class _Work:
    """`loop` is where an asyncio future is waited for; a plain one is settled where it is. The unit
    runs in the context of whoever asked for it: what it logs is theirs."""

    unit: Unit[Any]
    future: "Future[Any] | asyncio.Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None
    context: Context = field(default_factory=copy_context)


class Writer:
    """Runs units of work one after another, many to a commit."""

    def __init__(self, connection: Remembering) -> None:
        self._connection = connection
        self._memory = connection.memory = Memory()
        self._queue: queue.SimpleQueue[_Work | _Sign] = queue.SimpleQueue()
        self._behind: deque[_Work] = deque()
        self._coming: deque[_Work] = deque()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    async def run(self, unit: Unit[Result]) -> Result:
        """Run a unit and return what it returned, once it is committed."""
        if self._closed:
            raise Unavailable(CLOSED)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._coming.append(_Work(unit, future, loop))
        if len(self._coming) == 1:
            loop.call_soon(self._hand_over)
        return await future

    async def run_behind(self, unit: Unit[Result]) -> Result:
        """The same for a unit that can wait."""
        if self._closed:
            raise Unavailable(CLOSED)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._behind.append(_Work(unit, future, loop))
        self._queue.put(_Sign.BEHIND)
        return await future

    def submit(self, unit: Unit[Result]) -> "Future[Result]":
        """Queue a unit from any thread."""
        future: Future[Result] = Future()
        if self._closed:
            future.set_exception(Unavailable(CLOSED))
        else:
            self._queue.put(_Work(unit, future))
        return future

    def close(self) -> None:
        """Finish what waits, then stop."""
        if not self._closed:
            self._closed = True
            self._hand_over()
            self._queue.put(_Sign.END)
            self._thread.join()
            self._connection.close()

    def _hand_over(self) -> None:
        while self._coming:
            self._queue.put(self._coming.popleft())

    def _serve(self) -> None:
        ended = False
        while not ended or self._behind:
            batch, ended = ([], True) if ended else self._waiting()
            for each in (batch, self._some_behind()):
                if each:
                    self._commit(each)

    def _waiting(self) -> tuple[list[_Work], bool]:
        """All that is there, and whether it is the last; waits only where nothing waits behind."""
        batch: list[_Work] = []
        while len(batch) < MOST_UNITS:
            if (batch or self._behind) and self._queue.empty():
                break
            match self._queue.get():
                case _Sign.END:
                    return batch, True
                case _Work() as work:
                    batch.append(work)
        return batch, False

    def _some_behind(self) -> list[_Work]:
        most = min(len(self._behind), BEHIND_AT_ONCE)
        return [self._behind.popleft() for _ in range(most)]

    def _commit(self, batch: Sequence[_Work]) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._memory.notice_others(self._connection)
        except sqlite3.Error as fault:
            # Nothing has begun: whoever waits is told at once, not one after the other.
            _settle_all(batch, [_Fault(unavailable(sentence_of(fault), fault))] * len(batch))
            return
        try:
            outcomes = self._run_all(batch)
        except sqlite3.Error as fault:
            self._take_back()
            self._again_alone(batch, fault)
            return
        _settle_all(batch, outcomes)

    def _run_all(self, batch: Sequence[_Work]) -> list[Any]:
        outcomes = [self._run_one(work) for work in batch]
        self._connection.execute("COMMIT")
        return outcomes

    def _run_one(self, work: _Work) -> Any:
        execute = self._connection.execute
        execute("SAVEPOINT unit")
        try:
            outcome = work.context.run(work.unit, self._connection)
        except sqlite3.OperationalError:
            raise  # The disk or the file failed, not this unit.
        except Exception as fault:  # noqa: BLE001 - it belongs to whoever awaits the unit
            take_back(self._connection, "unit")
            outcome = _Fault(fault)
        execute("RELEASE unit")
        return outcome

    def _again_alone(self, batch: Sequence[_Work], fault: sqlite3.Error) -> None:
        if len(batch) == 1:
            _settle_all(batch, [_Fault(unavailable(sentence_of(fault), fault))])
            return
        for work in batch:
            self._commit([work])

    def _take_back(self) -> None:
        if self._connection.in_transaction:
            take_back(self._connection)
        self._memory.forget_all()


@dataclass(frozen=True, slots=True)
class _Fault:
    error: BaseException


def _settle_all(batch: Sequence[_Work], outcomes: Sequence[Any]) -> None:
    """Tell everybody who waits; each event loop is woken once for all that wait there."""
    there: dict[asyncio.AbstractEventLoop, list[tuple[_Work, Any]]] = {}
    for work, outcome in zip(batch, outcomes, strict=True):
        if work.loop is None:
            _settle(work, outcome)
        else:
            there.setdefault(work.loop, []).append((work, outcome))
    for loop, settled in there.items():
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(_settle_here, settled)


def _settle_here(settled: Sequence[tuple[_Work, Any]]) -> None:
    for work, outcome in settled:
        if not work.future.done():
            _settle(work, outcome)


def _settle(work: _Work, outcome: Any) -> None:
    if isinstance(outcome, _Fault):
        work.future.set_exception(outcome.error)
    else:
        work.future.set_result(outcome)
