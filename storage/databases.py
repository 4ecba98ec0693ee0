"""An installation's database, of either engine, as whoever starts or upgrades it knows it."""

from contextlib import AbstractContextManager
from typing import Protocol

from storage.connections import Connection
from storage.migrations.upgrade import Standing
from storage.store import Store


class Database(Protocol):
    """`place` says to people where it is, and tells no secret."""

    @property
    def place(self) -> str: ...

    def exists(self) -> bool:
        """Whether there is one, empty or not."""

    def standing(self) -> Standing:
        """Where it stands beside the steps of this release."""

    def upgrade(self) -> None:
        """Bring it to the tables of this release, all steps in one transaction."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection for a few reads, closed at the end."""

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction beside a server, if there is one."""

    def compact(self) -> None:
        """Leave nothing behind of what rows held before they were changed or erased. It takes the
        whole database for itself while it lasts."""

    def served(self) -> AbstractContextManager[None]:
        """Serve it. Raises `AlreadyServed` where it bears one server only, and has it."""

    def open(self) -> Store:
        """What a server works on; it is to be closed."""
