"""Troubles of the one writer: it is busy for as long as a block lasts, or may not write."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.engine import Engine

PATIENCE: Final = 10.0


@asynccontextmanager
async def held_up(engine: Engine) -> AsyncIterator[None]:
    """Let nothing be committed before the end of the block."""
    goes_on = threading.Event()
    waiting = engine.writer.submit(lambda _: goes_on.wait(PATIENCE))
    try:
        yield
    finally:
        goes_on.set()
        assert await asyncio.wrap_future(waiting)


@asynccontextmanager
async def read_only(engine: Engine) -> AsyncIterator[None]:
    """Let the database take nothing in the block, as where the disk is full."""
    writing = engine.writer.submit(lambda each: each)
    connection = await asyncio.wrap_future(writing)
    connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = OFF")
