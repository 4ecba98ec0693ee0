"""The clock is put ahead and back: the next tick is never far, and there is only one."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.ticking import TICK, EachTick, bring_near
from tests.time.moments import at

NOW = at("2026-11-23 10:00")


@pytest_asyncio.fixture
async def job() -> AsyncIterator[Job]:
    scheduler = AsyncIOScheduler(timezone="UTC")
    ticking = scheduler.add_job(print, EachTick(), next_run_time=NOW)
    scheduler.start(paused=True)
    yield ticking
    scheduler.shutdown()


@pytest.mark.asyncio
@pytest.mark.parametrize("length", [timedelta(hours=3), timedelta(days=2), timedelta(days=20_000)])
async def test_a_clock_put_back_does_not_stop_the_ticks(job: Job, length: timedelta) -> None:
    bring_near(job, NOW - length)
    assert job.next_run_time == NOW - length


@pytest.mark.asyncio
async def test_a_clock_that_goes_on_lets_the_ticks_be(job: Job) -> None:
    bring_near(job, NOW - TICK)
    assert job.next_run_time == NOW


@pytest.mark.asyncio
async def test_a_clock_put_ahead_by_years_brings_one_tick(job: Job) -> None:
    assert job._get_run_times(NOW + timedelta(days=20_000)) == [NOW]
