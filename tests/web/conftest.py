"""The channel on a real port, and clients that speak to it as a browser does."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.web.clients import Client
from tests.web.serving import Served, serving


@pytest_asyncio.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as running:
        yield running


@pytest_asyncio.fixture
async def visitor(served: Served) -> AsyncIterator[Client]:
    async with Client.of(served) as client:
        await client.open_chat()
        yield client


@pytest_asyncio.fixture
async def li(served: Served) -> AsyncIterator[Client]:
    async with Client.of(served) as client:
        await client.sign_in("li")
        yield client
