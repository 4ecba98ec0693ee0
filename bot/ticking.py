"""The clock of a process: once a second it sets off what is due here."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.engine import Engine
from storage.store import Unavailable

TICK_SECONDS: Final = 1

log = structlog.get_logger()


@asynccontextmanager
async def ticking(engine: Engine) -> AsyncIterator[None]:
    """Let the clock set off what is due; one tick at a time, however long it takes. A process that
    is alone does all that is due; one of several looks after its pages, and the workers do the
    rest."""
    does = engine.sweep if engine.store.alone else engine.notice_others
    scheduler, under_way = AsyncIOScheduler(timezone="UTC"), asyncio.Lock()
    scheduler.add_job(
        tick,
        "interval",
        args=[does, under_way],
        seconds=TICK_SECONDS,
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        async with under_way:  # what is under way is finished
            scheduler.shutdown()


async def tick(does: Callable[[], Awaitable[object]], under_way: asyncio.Lock) -> None:
    """Do what is due. A database that takes nothing now is asked again by the next tick."""
    async with under_way:
        try:
            await does()
        except Unavailable as fault:
            log.error("nothing due could be done", why=str(fault))
