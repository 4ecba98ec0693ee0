"""WeCom's played server, one a session; a world, a corporation and a station for every test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from bot.intents.lexicon import Lexicon
from bot.replay.stage import SPECIALIST
from tests.time.moments import at
from tests.wecom.house import House, housed
from tests.weixin.server import Server, World, serving
from tests.weixin.server.corp.members import Member

BEGIN: Final = at("2026-11-23 10:00")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def world(server: Server) -> World:
    return server.world()


@pytest_asyncio.fixture
async def quiet(lexicon: Lexicon, world: World, tmp_path: Path) -> AsyncIterator[House]:
    """A station that does not serve WeCom yet."""
    async with housed(lexicon, world, BEGIN, tmp_path) as house:
        yield house


@pytest_asyncio.fixture
async def house(quiet: House) -> AsyncIterator[House]:
    """One that does, with 李工 as its specialist. Whatever it does keeps to the rules."""
    async with quiet.serves():
        await quiet.binds(quiet.corp.members["li"], SPECIALIST)
        yield quiet
        await quiet.settles()
    assert quiet.world.violations() == ()


@pytest.fixture
def li(quiet: House) -> Member:
    return quiet.corp.members["li"]


@pytest.fixture
def wang(quiet: House) -> Member:
    return quiet.corp.members["wang"]
