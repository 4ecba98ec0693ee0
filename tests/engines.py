"""The two engines, for tests that hold on both: a laid out database, and a connection to it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import pytest

from storage.connections import Connection
from storage.database import open_database
from storage.migrations.upgrade import lay_out
from tests.postgres.laid_out import laid_out

ENGINES: Final = ("sqlite", "postgres")


@contextmanager
def connected(engine: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Connection]:
    """A connection in a transaction that sees what it writes. The server is started by whoever is
    the first to ask for it."""
    if engine == "postgres":
        with laid_out(request.getfixturevalue("postgres")) as database, database.writing() as one:
            yield one
        return
    path = folder / "station.db"
    lay_out(path)
    with closing(open_database(path)) as connection:
        yield connection
