"""What is asked and written in one go, where each statement would take its way to a server.

Beside the data folder's file nothing is gained by it, and everything is asked and written as it
comes.
"""

from collections.abc import Hashable, Iterable
from types import TracebackType
from typing import Any

from storage.codec import Raw
from storage.connections import Connection, Distant, Parameters, Statement
from storage.memory import memory_of
from storage.rows import Bound, KeptQuery

Foreseen = tuple[KeptQuery[Any], tuple[Raw, ...]]
"""A question that is going to be asked, with its arguments."""


def foresee(connection: Connection, questions: Iterable[Foreseen]) -> None:
    """Ask now what will be asked; the answers are remembered."""
    memory = memory_of(connection)
    if memory is None or not isinstance(connection, Distant):
        return
    new = [(query, given) for query, given in questions if query.recalled(memory, *given) is None]
    if not new:
        return
    answers = connection.fetch_together([query.asking(*given) for query, given in new])
    for (query, given), rows in zip(new, answers, strict=True):
        query.keep(memory, query.values(rows), *given)


class Batch:
    """Changes of rows that are carried out when the block ends. Nothing in the block may ask for
    what they change; a row that is changed again is changed in that order."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._distant = connection if isinstance(connection, Distant) else None
        self._changes: dict[Hashable, Statement] = {}
        self._saved: list[tuple[Bound[Any], Any]] = []

    def __enter__(self) -> "Batch":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if fault is None:
            self._carry_out()

    def save(self, table: Bound[Any], value: Any) -> None:
        """Write a value into its table."""
        if self._distant is None:
            table.save(self.connection, value)
            return
        self.change(table.place(value), *table.saving(value))
        self._saved.append((table, value))

    def change(self, place: Hashable, sql: str, parameters: Parameters) -> None:
        """Change one row; `place` is nobody else's."""
        if self._distant is None:
            self.connection.execute(sql, parameters)
            return
        if place in self._changes:
            self._carry_out()
        self._changes[place] = sql, parameters

    def _carry_out(self) -> None:
        if self._distant is not None and self._changes:
            self._distant.change_together(list(self._changes.values()))
        self._changes.clear()
        for table, value in self._saved:
            table.noticed(self.connection, value)
        self._saved.clear()
