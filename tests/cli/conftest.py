"""A data folder for each test: one that is not there yet, and one with a station in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.installation import make_folder
from tests.cli.commands import Station
from tests.storage_open.installation import made_station
from tests.weixin.server import Server, World, serving


@pytest.fixture
def empty(tmp_path: Path) -> Station:
    return Station(tmp_path / "data")


@pytest.fixture
def station(empty: Station) -> Station:
    """A station "sl" with 周岚 as its head and 李雪 as a specialist."""
    make_folder(empty.settings)
    made_station(empty.settings.database)
    return empty


@pytest.fixture(scope="session")
def weixin() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def world(weixin: Server) -> World:
    return weixin.world()
