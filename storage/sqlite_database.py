"""The database file of a data folder."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from storage.connections import Connection
from storage.database import open_database, open_for_reading, read, served_alone, written
from storage.migrations.upgrade import Standing, standing, upgrade
from storage.sqlite_store import SqliteStore, open_store


class SqliteDatabase:
    """`path` is the file, `lock` the one by which a server keeps others out."""

    def __init__(self, path: Path, lock: Path) -> None:
        self.path, self._lock = path, lock

    @property
    def place(self) -> str:
        """The file."""
        return str(self.path)

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def standing(self) -> Standing:
        """Where it stands beside the steps of this release."""
        with closing(open_for_reading(self.path)) as connection:
            return standing(connection)

    def upgrade(self) -> None:
        """Make the file if there is none, and take every step."""
        upgrade(self.path)

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that cannot write."""
        return read(self.path)

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction, waiting for a running server's writer."""
        return written(self.path)

    def compact(self) -> None:
        """Write the file anew, and empty the journal beside it."""
        with closing(open_database(self.path)) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def served(self) -> Iterator[None]:
        """Be its one server, or `AlreadyServed`."""
        with served_alone(self._lock):
            yield

    def open(self) -> SqliteStore:
        """The one writer, and readers beside it."""
        return open_store(self.path)
