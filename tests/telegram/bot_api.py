"""The Bot API server as a process, and a new world on it."""

import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import httpx

from tests.telegram.messenger import Telegram

ROOT: Final = Path(__file__).parents[2]
PYTHON: Final = ROOT / ".venv-judges" / "bin" / "python"
MISSING: Final = "The judges of Telegram requests are not installed: `make judges` installs them."
# Certificates take longest of all to load, and here nobody asks for them.
PLAIN: Final[Any] = {"verify": False, "trust_env": False}


@contextmanager
def serving() -> Iterator[str]:
    """The address of a Bot API server, which ends with whoever started it."""
    assert PYTHON.exists(), MISSING
    command = (PYTHON, "-m", "tests.telegram.server", "--port", "0")
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address, "the Bot API server of the tests did not start: its error is above"
            yield address
        finally:
            process.kill()


@asynccontextmanager
async def fresh_world(origin: str, *, at: datetime | None = None) -> AsyncIterator[Telegram]:
    """A Telegram in which nothing has happened yet, with a bot and a token of its own."""
    async with httpx.AsyncClient(**PLAIN) as client:
        world = await Telegram.made(client, origin, at=at)
        try:
            yield world
            found = () if world.looked_at_violations else await world.violations()
            assert not found, "\n".join(found)
        finally:
            await world.ends()
