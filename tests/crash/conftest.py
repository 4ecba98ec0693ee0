"""The one nursery of all tests here: what it has read serves every server that they start."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.crash.nursery import Nursery, standing_by


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def nursery() -> AsyncIterator[Nursery]:
    async with standing_by() as ready:
        yield ready
