"""Servers that stand by: one process that has read everything and forks when one is needed."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
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
    """Forks any number of processes, which live side by side."""

    def __init__(self, process: Process) -> None:
        assert process.stdin
        assert process.stdout
        self._orders, self._words = process.stdin, process.stdout
        self._one_order = asyncio.Lock()
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._ends: defaultdict[int, asyncio.Future[int]] = defaultdict(asyncio.Future)

    async def fork(
        self, arguments: Sequence[str], environment: Mapping[str, str], log: Path
    ) -> Fork:
        """A new process, ready at once if the nursery is."""
        order = {"arguments": arguments, "environment": environment, "log": str(log)}
        async with self._one_order:
            self._orders.write(json.dumps(order).encode() + b"\n")
            pid = await self._born.get()
        return Fork(pid, self._ends[pid])

    async def hear(self) -> None:
        """Hear of births and ends as long as the nursery lives."""
        async for line in self._words:
            word, pid, *status = line.split()
            if word == b"born":
                self._ends.pop(int(pid), None)  # numbers come again
                self._born.put_nowait(int(pid))
            else:
                self._ends[int(pid)].set_result(int(status[0]))


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
    nursery = Nursery(process)
    hearing = asyncio.create_task(nursery.hear())
    try:
        yield nursery
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
        await hearing
