"""A door in each mode."""

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.account_settings import Mode
from tests.weixin.door.knocking import House, housed


@pytest_asyncio.fixture
async def safe() -> AsyncIterator[House]:
    async with housed(Mode.SAFE) as house:
        yield house


@pytest_asyncio.fixture
async def compatible() -> AsyncIterator[House]:
    async with housed(Mode.COMPATIBLE) as house:
        yield house


@pytest_asyncio.fixture
async def plain() -> AsyncIterator[House]:
    async with housed(Mode.PLAIN) as house:
        yield house
