"""Servers on one database go by its time of day, whatever their own machines say."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.clock import SystemClock
from bot.shared_clock import SharedClock, clock_of
from storage.postgres.database import PostgresDatabase
from storage.sqlite_store import open_store
from tests.soak.clocks import WallClock
from tests.storage_open.installation import made_station

ROOT: Final = Path(__file__).parents[2]
MACHINE: Final = SystemClock()
MOMENT: Final = timedelta(seconds=5)
DAY: Final = timedelta(hours=26)


@pytest.mark.parametrize("off", [DAY, -DAY])
def test_a_machine_whose_clock_is_wrong_goes_by_the_database(
    database: PostgresDatabase, tmp_path: Path, off: timedelta
) -> None:
    clock = WallClock(tmp_path / "clock")
    clock.put(off)
    before = MACHINE.now()
    said = subprocess.run(
        [sys.executable, "-m", "tests.postgres.wrong_machine", database.url],
        cwd=ROOT, env=os.environ | dict(clock.environment()), capture_output=True, check=True,
    ).stdout  # fmt: skip
    own, shared = (
        datetime.fromtimestamp(at, UTC) for at in json.loads(said.splitlines()[-1]).values()
    )
    assert before + off - MOMENT < own < MACHINE.now() + off + MOMENT
    assert before < shared < MACHINE.now()


@pytest.mark.asyncio
async def test_a_reading_that_may_be_right_changes_nothing(database: PostgresDatabase) -> None:
    store = database.open()
    clock = SharedClock(store)
    await clock.look()
    times = []
    for _ in range(20):
        times.append(clock.now())
        await clock.look()
    await store.close()
    assert times == sorted(times)
    assert times[-1] - times[0] < MOMENT


@pytest.mark.asyncio
async def test_a_server_that_is_alone_goes_by_its_machine(tmp_path: Path) -> None:
    store = open_store(made_station(tmp_path / "station.db"))
    async with clock_of(store) as clock:
        assert isinstance(clock, SystemClock)
        assert abs(await store.time_of_day() - clock.now()) < MOMENT
    await store.close()
