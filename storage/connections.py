"""What the product asks of a connection to its database, whichever engine is behind it.

Statements mark their parameters with `?`, write nothing that one engine alone understands, and
count the rows that a change has touched by the cursor's `rowcount`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

Parameters = Sequence[Any]


class Cursor(Protocol):
    """What a statement has found or touched."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """One transaction's view of the database. Rows are tuples."""

    def execute(self, sql: str, parameters: Parameters = ..., /) -> Cursor: ...

    def executemany(self, sql: str, parameters: Iterable[Parameters], /) -> Cursor: ...


class Opened(Connection, Protocol):
    """A connection that somebody opened, and closes."""

    def close(self) -> None: ...
