"""Waiting for what is seen at the played WeChat and WeCom, and counting what people did there."""

import asyncio
from collections.abc import Callable
from typing import Final

from tests.weixin.server import World

PATIENCE: Final = 40.0
EVER: Final = 600.0
"""Longer than a run lasts."""


class Sights:
    """`did` is told of everything that somebody has done and that was answered."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.done = 0

    def did(self) -> None:
        self.done += 1
        self.world.changes.tell()

    async def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something holds that changes with what people do and see."""
        with self.world.changes.heard() as event:
            async with asyncio.timeout(seconds):
                while not self._holds(holds):
                    await event.wait()
                    event.clear()

    def _holds(self, holds: Callable[[], bool]) -> bool:
        with self.world.lock:
            return holds()
