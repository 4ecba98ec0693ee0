"""Servers that stand by: one process that has read everything and forks when one is needed."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import Signals
from types import MappingProxyType
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SPARES: Final = "tests.crash.spares"


@dataclass(frozen=True, slots=True)
class Fork:
    """A process that the nursery forked, to be used like one of our own."""

    pid: int
    ended: "asyncio.Future[int]"

    @property
    def returncode(self) -> int | None:
        return self.ended.result() if self.ended.done() else None

    def send_signal(self, signal: Signals) -> None:
        os.kill(self.pid, signal)

    async def wait(self) -> int:
        return await asyncio.shield(self.ended)


class Nursery:
    """Forks one server at a time."""

    def __init__(self, process: Process) -> None:
        assert process.stdin
        assert process.stdout
        self._orders, self._words = process.stdin, process.stdout
        self._ready = False

    async def fork(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> Fork:
        """A new server; the one before must have ended."""
        self._ready = self._ready or bool(await self._told())
        order = {"arguments": arguments, "environment": environment, "log": str(log)}
        self._orders.write(json.dumps(order).encode() + b"\n")
        pid = await self._told()
        return Fork(pid, asyncio.create_task(self._told()))

    async def _told(self) -> int:
        return int(await self._words.readline())


@asynccontextmanager
async def standing_by(
    module: str = SPARES, environment: Mapping[str, str] = MappingProxyType({})
) -> AsyncIterator[Nursery]:
    """A nursery, which gets ready beside us and ends once nobody gives it orders any more. What it
    forks has its `environment`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=ROOT, stdin=PIPE, stdout=PIPE,
        env=os.environ | dict(environment),
    )  # fmt: skip
    try:
        yield Nursery(process)
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
