"""A real database of each engine, with the tables of this release."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.connections import Connection
from storage.migrations.upgrade import lay_out
from storage.schema import Schema, schema
from tests.engines import ENGINES, connected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "station.db"
    lay_out(path)
    return path


@pytest.fixture(params=ENGINES)
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Connection]:
    with connected(request.param, tmp_path, request) as connection:
        yield connection


@pytest.fixture(params=["", "k" * 40], ids=["plain", "sealed"])
def tables(request: pytest.FixtureRequest) -> Schema:
    return schema(request.param)
