"""A Bot API server for real servers of ours."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.telegram.bot_api import fresh_world, serving
from tests.telegram.messenger import Telegram


@pytest.fixture(scope="session")
def bot_api() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest_asyncio.fixture
async def telegram(bot_api: str) -> AsyncIterator[Telegram]:
    async with fresh_world(bot_api) as world:
        yield world
