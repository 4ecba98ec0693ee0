"""The product as a process of its own: `station serve` on a data folder, killed and started anew.

Its port stays the same over all its lives, as a station's address does. `up` is set while it takes
connections, so that whoever lost it knows when trying again makes sense; `changed` is notified of
all that its pages send and hear.
"""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals
from types import MappingProxyType
from typing import Final, TypeVar

from tests.crash.nursery import Fork, Nursery

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = Path(sys.executable).with_name("station")
SAMPLE: Final = ("--sample",)
WORKS: Final = "工作进程已启动"
PATIENCE: Final = 90.0
A_MOMENT: Final = 0.02


class Life:
    """One process of the product, killed and started anew. With a nursery its lives are forks,
    which start at once. `told` is what its environment says beyond the folder."""

    def __init__(
        self,
        folder: Path,
        nursery: Nursery | None = None,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.nursery = nursery
        self._process: Process | Fork | None = None
        self._told = told
        self._log = folder.with_suffix(".log")

    @property
    def lives(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    async def kill(self) -> None:
        """Kill it without a word; it is gone when this returns."""
        await self._end(SIGKILL)

    async def stop(self) -> int:
        """Ask it to end, as a restart does; how it ended."""
        return await self._end(SIGTERM)

    async def says(self, *arguments: str) -> str:
        """What another command of the product says on the same folder."""
        process = await self._run(*arguments, output=PIPE)
        said, _ = await process.communicate()
        return said.decode()

    async def works_on(self, seconds: float = A_MOMENT) -> None:
        """Let it work on for so long; it must not end by itself."""
        assert self._process is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._process.wait()
            raise AssertionError(self.log())

    async def _begin(self, *arguments: str) -> None:
        if self.nursery:
            self._process = await self.nursery.fork(arguments, self._environment, self._log)
        else:
            with self._log.open("ab") as log:
                self._process = await self._run(*arguments, output=log.fileno())

    async def _run(self, *arguments: str, output: int) -> Process:
        return await asyncio.create_subprocess_exec(
            COMMAND, *arguments, cwd=ROOT, env=os.environ | self._environment, stdin=DEVNULL,
            stdout=output, stderr=STDOUT,
        )  # fmt: skip

    async def _end(self, by: Signals) -> int:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return 0
        process.send_signal(by)
        return await process.wait()

    @property
    def _environment(self) -> dict[str, str]:
        own = {"STATION_DATA_DIR": str(self.folder), "PYTHONUNBUFFERED": "1"}
        return own | dict(self._told)


class Server(Life):
    """One data folder and one port."""

    def __init__(
        self,
        folder: Path,
        nursery: Nursery | None = None,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(folder, nursery, told)
        self.port = free_port()
        self.up = asyncio.Event()
        self.changed = asyncio.Condition()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.folder / "station.db"

    async def start(self, options: Sequence[str] = SAMPLE) -> None:
        """Start it and wait until it takes connections."""
        await self._begin("serve", *options, "--port", str(self.port))
        async with asyncio.timeout(PATIENCE):
            while not await self._listens():
                await self.works_on()
        self.up.set()

    async def ended(self) -> int:
        """Wait until it has ended by itself, or by a signal; how."""
        self.up.clear()
        process, self._process = self._process, None
        assert process is not None
        return await process.wait()

    async def _end(self, by: Signals) -> int:
        self.up.clear()
        return await super()._end(by)

    async def _listens(self) -> bool:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.close()
            return True
        return False


class Worker(Life):
    """`station work` beside servers; it takes no connections."""

    async def start(self, options: Sequence[str] = ()) -> None:
        """Start it and wait until it says that it works."""
        before = self._times_begun()
        await self._begin("work", *options)
        async with asyncio.timeout(PATIENCE):
            while self._times_begun() == before:
                await self.works_on()

    def _times_begun(self) -> int:
        return self.log().count(WORKS) if self._log.exists() else 0


Alive = TypeVar("Alive", Server, Worker)


@asynccontextmanager
async def alive(life: Alive, options: Sequence[str] = SAMPLE) -> AsyncIterator[Alive]:
    """The process, started, and killed at the end if it still lives."""
    try:
        await life.start(options)
        yield life
    finally:
        await life.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
