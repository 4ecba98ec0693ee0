"""A server under wrk: how many updates a second it takes from Telegram's webhook, and what it does
with many more than that. Whatever it acknowledged has to be stored.

    .venv/bin/python -m benchmarks.shedding
"""

import asyncio
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.crash.servers import Server
from tests.debian import can_install, install
from tests.operations.house import PATH, WORD, behind_webhook, rows
from tests.telegram.bot_api import fresh_world, serving

WRK: Final = "wrk"
SCRIPT: Final = Path(__file__).with_name("updates.lua")
SECONDS: Final = 10
IN_FLIGHT: Final = (1, 16, 64, 1600)
"""The last is far more than can wait: those who are turned away come again at once."""
KEPT: Final = "SELECT count(*) FROM inbox WHERE chat > ? AND chat < ?"
MOST_MEMORY: Final = "VmHWM"
MISSING: Final = "wrk is missing. Install it (Debian: apt-get install wrk)."


@dataclass(frozen=True, slots=True)
class Found:
    """One load."""

    in_flight: int
    answers: Mapping[str, Any]
    kept: int
    memory: float

    def line(self) -> str:
        """A line of the table."""
        told = self.answers
        taken, refused = (told[what] / told["seconds"] for what in ("taken", "refused"))
        cells = (
            f"{self.in_flight}",
            f"{taken:.0f}",
            f"{refused:.0f}",
            f"{told['p50']:.0f}",
            f"{told['p99']:.0f}",
            f"{told['taken']}",
            f"{self.kept}",
            f"{self.memory:.0f}",
        )
        return f"| {' | '.join(cells)} |"


async def measure(folder: Path) -> None:
    print("| in flight | taken/s | turned away/s | p50 ms | p99 ms"
          " | acknowledged | stored | MiB |\n|---|---|---|---|---|---|---|---|")  # fmt: skip
    with serving() as origin:
        async with fresh_world(origin) as telegram, behind_webhook(telegram, folder) as server:
            for place, in_flight in enumerate(IN_FLIGHT, 1):
                found = await load(server, in_flight, place * 10**8)
                print(found.line(), flush=True)
                assert found.kept >= found.answers["taken"], "acknowledged and not stored"


async def load(server: Server, in_flight: int, first: int) -> Found:
    """So many requests in flight for some seconds, each from a chat of its own."""
    environment = {"FIRST_UPDATE": str(first), "WEBHOOK_PATH": PATH, "WEBHOOK_SECRET": WORD}
    process = await asyncio.create_subprocess_exec(
        WRK, "--threads", "1", "--connections", str(in_flight), "--duration", f"{SECONDS}s",
        "--timeout", "30s", "--script", str(SCRIPT), server.address,
        env=os.environ | environment, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    answers = json.loads(said.decode().splitlines()[-1])
    [(kept,)] = rows(server, KEPT, f"telegram:{first}", f"telegram:{first + 10**8}")
    return Found(in_flight, answers, kept, memory(server.pid))


def memory(pid: int) -> float:
    """The most that the process has had so far, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines[MOST_MEMORY].split()[0]) / 1024


def main() -> None:
    """Print a table."""
    if shutil.which(WRK) is None and can_install():
        install(WRK)
    if shutil.which(WRK) is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        asyncio.run(measure(Path(folder)))


if __name__ == "__main__":
    main()
