"""A connection to PostgreSQL as units of work know it: statements go in and rows come back at once.

The driver is asynchronous, the units are not. `wait` bridges the two: within a unit that runs in a
greenlet it hands control to the event loop until the server has answered.
"""

from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

from storage.connections import Distant, Parameters, Statement
from storage.memory import Memory
from storage.postgres.faults import DRIVER_FAULTS, away, interrupted
from storage.postgres.statements import changed_together, found_together, numbered

Wait = Callable[[Coroutine[Any, Any, Any]], Any]

MOST_PREPARED: Final = 512
"""More than the product has statements; whoever makes up statements begins anew."""
_COUNTED: Final = -1


@dataclass(slots=True)
class Found:
    """The rows of a statement, and how many it touched."""

    rows: list[tuple[Any, ...]]
    rowcount: int
    _next: int = 0

    def fetchone(self) -> Any:
        if self._next >= len(self.rows):
            return None
        self._next += 1
        return self.rows[self._next - 1]

    def fetchall(self) -> list[Any]:
        rest = self.rows[self._next :]
        self._next = len(self.rows)
        return rest

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())


class Session(Distant):
    """One driver's connection; `wait` turns its answers into values. What it is to remember, it
    may remember for one transaction, which sees nothing that others write meanwhile."""

    memory: Memory | None = None

    def __init__(self, driver: asyncpg.Connection, wait: Wait) -> None:
        self.driver = driver
        self._wait = wait
        self._prepared: dict[str, PreparedStatement] = {}

    def execute(self, sql: str, parameters: Parameters = (), /) -> Found:
        found: Found = self._wait(self._run(sql, parameters))
        return found

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Found:
        found = [self.execute(sql, each) for each in parameters]
        return Found([], sum(each.rowcount for each in found))

    def fetch_together(self, questions: Sequence[Statement], /) -> list[list[Any]]:
        sql = found_together([each for each, _ in questions])
        return list(self.execute(sql, _joined(questions)).fetchone())

    def change_together(self, changes: Sequence[Statement], /) -> None:
        self.execute(changed_together([each for each, _ in changes]), _joined(changes))

    def command(self, command: str) -> None:
        """Begin or end a transaction."""
        self._wait(self.say(command))

    async def say(self, command: str) -> None:
        """The same, for whoever is asynchronous."""
        try:
            await self.driver.execute(command)
        except DRIVER_FAULTS as fault:
            raise self._named(fault) from fault

    async def _run(self, sql: str, parameters: Parameters) -> Found:
        try:
            statement = self._prepared.get(sql) or await self._prepare(sql)
            rows = await statement.fetch(*parameters)
        except DRIVER_FAULTS as fault:
            raise self._named(fault) from fault
        return Found([tuple(row) for row in rows], _touched(statement.get_statusmsg()))

    def _named(self, fault: Exception) -> Exception:
        """A fault of the unit's own stays what it is."""
        return away(fault) if self.driver.is_closed() else interrupted(fault) or fault

    async def _prepare(self, sql: str) -> PreparedStatement:
        if len(self._prepared) >= MOST_PREPARED:
            self._prepared.clear()
        statement = self._prepared[sql] = await self.driver.prepare(numbered(sql))
        return statement


def _joined(statements: Sequence[Statement]) -> Parameters:
    return [one for _, parameters in statements for one in parameters]


def _touched(status: str) -> int:
    """“UPDATE 3” and “INSERT 0 3” touched three rows."""
    last = status.rpartition(" ")[2]
    return int(last) if last.isdecimal() else _COUNTED
