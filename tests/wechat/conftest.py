"""The played WeChat: one server a session, a world and a station for every test."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from bot.intents.lexicon import Lexicon
from tests.time.moments import at
from tests.wechat.house import House, housed
from tests.weixin.server import Server, World, serving
from tests.weixin.server.official.users import User

BEGIN = at("2026-11-23 10:00")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def world(server: Server) -> World:
    return server.world()


@pytest.fixture
def mode() -> str:
    return "safe"


@pytest.fixture
def reply_seconds() -> float:
    return 4.0


@pytest_asyncio.fixture
async def house(
    lexicon: Lexicon, world: World, mode: str, reply_seconds: float
) -> AsyncIterator[House]:
    async with housed(lexicon, world, mode, BEGIN, reply_seconds=reply_seconds) as served:
        yield served


@pytest.fixture
def qin(house: House) -> User:
    """Somebody of an enterprise."""
    return house.account.user("覃晓燕")
