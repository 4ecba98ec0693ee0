"""One seed: which people, which disk, which clock; played to its end and counted."""

import random
import shutil
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from httpx import HTTPError

from tests.crash.nursery import Nursery, standing_by
from tests.soak.chats import chats
from tests.soak.clocks import WallClock, found
from tests.soak.disks import small_disk
from tests.soak.pages import pages
from tests.soak.results import Result, nothing
from tests.soak.scenes import Scene, Stage
from tests.telegram.bot_api import fresh_world, serving

HASTY: Final = "tests.crash_telegram.hasty"
BROKEN: Final = (TimeoutError, AssertionError, OSError, HTTPError, BaseExceptionGroup)
"""How a run ends whose people wait in vain."""


@dataclass(frozen=True, slots=True)
class House:
    """What serves all seeds, one after the other: servers that stand by, Telegram, the clock."""

    nursery: Nursery
    telegram: str
    clock: WallClock | None


@asynccontextmanager
async def house() -> AsyncIterator[House]:
    """All of it, ready. Without libfaketime the clock stays as it is."""
    with TemporaryDirectory() as folder, serving() as origin:
        clock = WallClock(Path(folder) / "clock") if found() else None
        environment = clock.environment() if clock else {}
        async with standing_by(HASTY, environment) as nursery:
            yield House(nursery, origin, clock)


async def run_seed(house: House, seed: int, kills: int, evidence: Path) -> Result:
    """Play one seed. Odd ones are played at Telegram; of each four, two move the clock. Where
    something is wrong, its data folder and what it logged are left in the folder `evidence`."""
    with TemporaryDirectory(prefix="soak-") as folder, small_disk(Path(folder) / "data") as disk:
        moves = house.clock if seed // 2 % 2 else None
        data = Path(folder) / "data"
        stage = Stage(seed, random.Random(seed), house.nursery, data, disk, moves)
        try:
            result = await _played(house, stage, kills)
        finally:
            if house.clock:
                house.clock.put(timedelta())
        if result.findings:
            _keep(data, evidence / str(seed))
        return result


def _keep(data: Path, to: Path) -> None:
    shutil.copytree(data, to, dirs_exist_ok=True)
    shutil.copy(data.with_suffix(".log"), to)


async def _played(house: House, stage: Stage, kills: int) -> Result:
    began, scene = time.monotonic(), None
    try:
        async with _scene(house, stage) as scene:
            await scene.play(kills)
            wrong = await scene.end()
    except BROKEN as fault:
        wrong = [f"it broke off: {''.join(traceback.format_exception(fault))}"]
    seconds = round(time.monotonic() - began, 1)
    return scene.result(wrong, seconds) if scene else nothing(stage.seed, wrong, seconds)


@asynccontextmanager
async def _scene(house: House, stage: Stage) -> AsyncIterator[Scene]:
    if stage.seed % 2:
        async with fresh_world(house.telegram) as telegram, chats(stage, telegram) as scene:
            yield scene
    else:
        async with pages(stage) as scene:
            yield scene
