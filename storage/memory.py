"""What the writer has read, remembered from turn to turn until it may have changed.

Most of what a turn looks at is as it was in the turn before: the chat's requests, whom to call, the
ratings. Answers are remembered under a place: a table, a column, and the value in it. Saving a row
forgets what stands under its own values, so such a column never changes in a row; a picture's
request does, once, from none, and a chat's circle, which is named anew with every change, so that
nobody asks after the old name. The row itself is then the answer to its key. Whatever else may have
changed an answer forgets everything: a rollback, and a commit of another connection.
"""

import sqlite3
from collections.abc import Hashable
from typing import Any, Final

from storage.connections import Connection

MOST_PLACES: Final = 20_000
DATA_VERSION: Final = "PRAGMA data_version"
"""Changes on a connection when another connection has committed."""

Place = tuple[str, str, Hashable]
Answer = tuple[Any, ...]


class Memory:
    """Answers by place and question, for one connection. With the `most` places it begins anew."""

    def __init__(self, most: int = MOST_PLACES) -> None:
        self._most = most
        self._answers: dict[Place, dict[Hashable, Answer]] = {}
        self._data_version = 0

    def recall(self, place: Place, question: Hashable) -> Answer | None:
        """The answer, if it is remembered."""
        answers = self._answers.get(place)
        return None if answers is None else answers.get(question)

    def keep(self, place: Place, question: Hashable, answer: Answer) -> None:
        """Remember an answer."""
        if len(self._answers) >= self._most:
            self._answers.clear()
        self._answers.setdefault(place, {})[question] = answer

    def forget(self, place: Place) -> None:
        """A row was written that has its place there."""
        self._answers.pop(place, None)

    def forget_all(self) -> None:
        """What was read may be what was never committed."""
        self._answers.clear()

    def notice_others(self, connection: sqlite3.Connection) -> None:
        """Forget everything if another connection has committed. To be asked inside a transaction,
        while no other can."""
        version = connection.execute(DATA_VERSION).fetchone()[0]
        if version != self._data_version:
            self._data_version = version
            self._answers.clear()


class Remembering(sqlite3.Connection):
    """A connection that remembers once it is given a memory. Whoever gives it one sees to it that
    every transaction begins with `notice_others`."""

    memory: Memory | None = None


def memory_of(connection: Connection) -> Memory | None:
    """The memory of a connection that has one."""
    memory: Memory | None = getattr(connection, "memory", None)
    return memory


def forget_all(connection: Connection) -> None:
    """Rows were written past what knows of the memory."""
    if memory := memory_of(connection):
        memory.forget_all()


def take_back(connection: Connection, savepoint: str = "") -> None:
    """Roll back to a savepoint, or the whole transaction, and forget what was read meanwhile."""
    connection.execute(f"ROLLBACK TO {savepoint}" if savepoint else "ROLLBACK")
    forget_all(connection)
