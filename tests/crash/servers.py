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
from typing import Final

from tests.crash.nursery import Fork, Nursery

ROOT: Final = Path(__file__).parents[2]
COMMAND: Final = Path(sys.executable).with_name("station")
SAMPLE: Final = ("--sample",)
WORKS: Final = "工作进程已启动"
PATIENCE: Final = 90.0
A_MOMENT: Final = 0.02


class Server:
    """One data folder and one port. With a nursery its processes are forks, which start at once.
    `told` is what its environment says beyond the folder."""

    def __init__(
        self,
        folder: Path,
        nursery: Nursery | None = None,
        told: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.up = asyncio.Event()
        self.changed = asyncio.Condition()
        self.nursery = nursery
        self._process: Process | Fork | None = None
        self._told = told
        self._log = folder.with_suffix(".log")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        return self.folder / "station.db"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    async def start(self, options: Sequence[str] = SAMPLE) -> None:
        """Start it and wait until it takes connections."""
        serve = ("serve", *options, "--port", str(self.port))
        if self.nursery:
            self._process = await self.nursery.fork(serve, self._environment, self._log)
        else:
            with self._log.open("ab") as log:
                self._process = await self._run(*serve, output=log.fileno())
        async with asyncio.timeout(PATIENCE):
            while not await self._listens():
                await self.works_on()
        self.up.set()

    async def kill(self) -> None:
        """Kill it without a word; it is gone when this returns."""
        await self._end(SIGKILL)

    async def stop(self) -> int:
        """Ask it to end, as a restart does; how it ended."""
        return await self._end(SIGTERM)

    async def ended(self) -> int:
        """Wait until it has ended by itself, or by a signal; how."""
        self.up.clear()
        process, self._process = self._process, None
        assert process is not None
        return await process.wait()

    async def says(self, *arguments: str) -> str:
        """What another command of the product says on the same folder."""
        process = await self._run(*arguments, output=PIPE)
        said, _ = await process.communicate()
        return said.decode()

    async def _run(self, *arguments: str, output: int) -> Process:
        return await asyncio.create_subprocess_exec(
            COMMAND, *arguments, cwd=ROOT, env=os.environ | self._environment, stdin=DEVNULL,
            stdout=output, stderr=STDOUT,
        )  # fmt: skip

    async def _end(self, by: Signals) -> int:
        self.up.clear()
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return 0
        process.send_signal(by)
        return await process.wait()

    async def _listens(self) -> bool:
        with suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.close()
            return True
        return False

    async def works_on(self, seconds: float = A_MOMENT) -> None:
        """Let it work on for so long; it must not end by itself."""
        assert self._process is not None
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._process.wait()
            raise AssertionError(self.log())

    @property
    def _environment(self) -> dict[str, str]:
        own = {"STATION_DATA_DIR": str(self.folder), "PYTHONUNBUFFERED": "1"}
        return own | dict(self._told)


class Worker(Server):
    """`station work` beside servers; it takes no connections."""

    async def start(self, options: Sequence[str] = ()) -> None:
        """Start it and wait until it says that it works."""
        with self._log.open("ab") as log:
            self._process = await self._run("work", *options, output=log.fileno())
        async with asyncio.timeout(PATIENCE):
            while WORKS not in self.log():
                await self.works_on()
        self.up.set()


@asynccontextmanager
async def alive(server: Server, options: Sequence[str] = SAMPLE) -> AsyncIterator[Server]:
    """The server, started, and killed at the end if it still lives."""
    try:
        await server.start(options)
        yield server
    finally:
        await server.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
