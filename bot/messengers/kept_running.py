"""Parts of the product that run until the end of a block, and begin anew after a bug.

A database that cannot be read for a while, or a bug, must not end the service of a messenger: what
waits is found again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

import structlog

RESTART_SECONDS: Final = 5.0

log = structlog.get_logger()


@asynccontextmanager
async def kept_running(name: str, *parts: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Run these beside the block."""
    ending = asyncio.Event()
    task = asyncio.create_task(_run(name, parts, ending), name=name)
    try:
        yield
    finally:
        # A group of tasks that is failing just then would forget that it was cancelled.
        ending.set()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _run(
    name: str, parts: tuple[Callable[[], Awaitable[None]], ...], ending: asyncio.Event
) -> None:
    while not ending.is_set():
        try:
            async with asyncio.TaskGroup() as group:
                for part in parts:
                    group.create_task(_awaited(part))
        except* Exception:
            log.exception("a messenger is no longer served, and soon again", messenger=name)
        with suppress(TimeoutError):
            async with asyncio.timeout(RESTART_SECONDS):
                await ending.wait()


async def _awaited(part: Callable[[], Awaitable[None]]) -> None:
    await part()
