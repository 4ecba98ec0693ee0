"""The clock that sets off what is due: a tick a second, whatever is done to the machine's clock.

APScheduler waits for moments of the time of day. So a clock that is put back would stop the ticks
until it has caught up with itself, and one that is put ahead would have every second counted out
that never was.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

import structlog
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import SystemClock
from bot.engine import Engine
from storage.store import Unavailable

TICK: Final = timedelta(seconds=1)
LONGEST: Final = 3 * TICK
"""How far off the next tick may be."""

log = structlog.get_logger()


class EachTick(BaseTrigger):  # type: ignore[misc]  # it comes without types
    """Counts from now, and not from the tick before: nothing is ever to be caught up with."""

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + TICK if previous_fire_time else now


@asynccontextmanager
async def ticking(engine: Engine) -> AsyncIterator[None]:
    """Let the clock set off what is due; one tick at a time, however long it takes. A process that
    is alone does all that is due; one of several looks after its pages, and the workers do the
    rest."""
    does = engine.sweep if engine.store.alone else engine.notice_others
    scheduler, under_way = AsyncIOScheduler(timezone="UTC"), asyncio.Lock()
    job = scheduler.add_job(
        tick,
        EachTick(),
        args=[does, under_way],
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    watching = asyncio.create_task(_watch(job))
    try:
        yield
    finally:
        watching.cancel()
        async with under_way:  # what has begun is finished
            scheduler.shutdown()


async def _watch(job: Job) -> None:
    machine = SystemClock()  # by which APScheduler waits
    while True:
        await asyncio.sleep(TICK.total_seconds())
        bring_near(job, machine.now())


def bring_near(job: Job, now: datetime) -> None:
    """Let a job run now that a clock which was put back has left far ahead."""
    if job.next_run_time - now > LONGEST:
        log.warning("the clock was put back", by=str(job.next_run_time - now))
        job.modify(next_run_time=now)


async def tick(does: Callable[[], Awaitable[object]], under_way: asyncio.Lock) -> None:
    """Do what is due. A database that takes nothing now is asked again by the next tick."""
    async with under_way:
        try:
            await does()
        except Unavailable as fault:
            log.error("nothing due could be done", why=str(fault))
