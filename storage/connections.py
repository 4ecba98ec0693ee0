"""What the product asks of a connection to its database, whichever engine is behind it.

Statements mark their parameters with `?`, write nothing that one engine alone understands, and
count the rows that a change has touched by the cursor's `rowcount`.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol

Parameters = Sequence[Any]
Statement = tuple[str, Parameters]


class Interrupted(Exception):
    """The database failed in the middle of a unit, or others were quicker; `sentence` says so to
    people. It is no fault of the unit's, so nothing of it is kept."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


OUTSIDE: Final = (sqlite3.OperationalError, Interrupted)
"""What is raised where the file, the disk or the server failed, and not the unit's own statement.
Whoever catches a bug of a unit lets these pass."""


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


class Distant(ABC):
    """A connection on which a statement takes its way to a server and back, and several take one
    way together."""

    @abstractmethod
    def fetch_together(self, questions: Sequence[Statement], /) -> list[list[Any]]:
        """The rows that each of these finds."""

    @abstractmethod
    def change_together(self, changes: Sequence[Statement], /) -> None:
        """Change rows, each by one of these alone: in which order they are changed is open."""


class Opened(Connection, Protocol):
    """A connection that somebody opened, and closes."""

    def close(self) -> None: ...
