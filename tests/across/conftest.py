"""The played messengers, each one server a session; a world of its own at each for every test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from bot.intents.lexicon import Lexicon
from tests.across.house import House, housed
from tests.telegram import bot_api
from tests.telegram.messenger import Telegram
from tests.time.moments import at
from tests.weixin.server import Server, World, serving

BEGIN: Final = at("2026-11-23 10:00")


@pytest.fixture(scope="session")
def telegrams_address() -> Iterator[str]:
    with bot_api.serving() as address:
        yield address


@pytest.fixture(scope="session")
def weixin() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest_asyncio.fixture
async def telegram(telegrams_address: str) -> AsyncIterator[Telegram]:
    async with bot_api.fresh_world(telegrams_address) as world:
        yield world


@pytest.fixture
def world(weixin: Server) -> World:
    return weixin.world()


@pytest.fixture
def mode() -> str:
    """How the Official Account posts; a test may say otherwise."""
    return "safe"


@pytest_asyncio.fixture
async def house(
    lexicon: Lexicon, telegram: Telegram, world: World, mode: str, tmp_path: Path
) -> AsyncIterator[House]:
    """The station, serving everything. Whatever it does keeps to the rules of each messenger."""
    async with housed((lexicon, BEGIN), telegram, world, mode, tmp_path) as served:
        yield served
    assert world.violations() == ()
