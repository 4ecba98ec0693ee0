"""A laid out database for each test."""

from collections.abc import Iterator

import pytest

from storage.postgres.database import PostgresDatabase
from tests.postgres.laid_out import laid_out


@pytest.fixture
def database(postgres: str) -> Iterator[PostgresDatabase]:
    with laid_out(postgres) as database:
        yield database
