"""A real database in a temporary folder, brought to the tables of this release."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.connections import Connection
from storage.database import open_database
from storage.migrations.upgrade import lay_out
from storage.schema import Schema, schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "station.db"
    lay_out(path)
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[Connection]:
    with closing(open_database(path)) as connection:
        yield connection


@pytest.fixture(params=["", "k" * 40], ids=["plain", "sealed"])
def tables(request: pytest.FixtureRequest) -> Schema:
    return schema(request.param)
