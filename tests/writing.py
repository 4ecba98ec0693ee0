"""Troubles of the one writer: it is busy for as long as a block lasts, or may not write."""

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from typing import Final

from bot.engine import Engine
from storage.sqlite_store import SqliteStore
from storage.store import Result, Unit

PATIENCE: Final = 10.0


def submitted(engine: Engine, unit: Unit[Result]) -> "Future[Result]":
    """A unit in the queue of the one writer that a data folder has."""
    assert isinstance(engine.store, SqliteStore)
    return engine.store.submit(unit)


@asynccontextmanager
async def held_up(engine: Engine) -> AsyncIterator[None]:
    """Let nothing be committed before the end of the block."""
    goes_on = threading.Event()
    waiting = submitted(engine, lambda _: goes_on.wait(PATIENCE))
    try:
        yield
    finally:
        goes_on.set()
        assert await asyncio.wrap_future(waiting)


@asynccontextmanager
async def read_only(engine: Engine) -> AsyncIterator[None]:
    """Let the database take nothing in the block, as where the disk is full."""
    writing = submitted(engine, lambda each: each)
    connection = await asyncio.wrap_future(writing)
    connection.execute("PRAGMA query_only = ON")
    try:
        yield
    finally:
        connection.execute("PRAGMA query_only = OFF")
