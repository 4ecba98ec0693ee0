"""A station in which much has happened, on each engine."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from bot.intents.lexicon import Lexicon
from storage.databases import Database
from storage.migrations.upgrade import lay_out
from storage.sqlite_database import SqliteDatabase
from tests.engines import ENGINES, copied
from tests.telegram import bot_api
from tests.telegram.messenger import Telegram
from tests.transcripts.playing import TALKS, played

RICH: Final = next(file for file in TALKS if file.stem == "bad-ratings-twice")


@pytest.fixture(scope="session")
def talked(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Path:
    """The file of a whole talk, nothing in it sealed; not to be changed."""
    path = tmp_path_factory.mktemp("talked") / "station.db"
    lay_out(path)
    asyncio.run(played(RICH, lexicon, SqliteDatabase(path, path.with_name("serving"))))
    return path


@pytest.fixture
def file(talked: Path, tmp_path: Path) -> SqliteDatabase:
    """The same, in a folder of the test's own."""
    return SqliteDatabase(Path(shutil.copy(talked, tmp_path)), tmp_path / "serving")


@pytest.fixture(params=ENGINES)
def lived_in(request: pytest.FixtureRequest, file: SqliteDatabase) -> Iterator[Database]:
    """The same on each engine."""
    with copied(request.param, file, request) as database:
        yield database


@pytest.fixture(scope="session")
def telegrams_address() -> Iterator[str]:
    with bot_api.serving() as address:
        yield address


@pytest_asyncio.fixture
async def telegram(telegrams_address: str) -> AsyncIterator[Telegram]:
    async with bot_api.fresh_world(telegrams_address) as world:
        yield world
