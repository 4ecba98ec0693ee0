"""A database of its own for every test, its one writer, and a server that answers as it is told."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import open_database
from storage.migrations.upgrade import lay_out
from storage.writer import Writer
from tests.weixin.stand_in import StandIn, standing_in


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "station.db"
    lay_out(path)
    return path


@pytest.fixture
def writer(database: Path) -> Iterator[Writer]:
    writer = Writer(open_database(database))
    yield writer
    writer.close()


@pytest_asyncio.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    async with standing_in() as standing:
        yield standing
