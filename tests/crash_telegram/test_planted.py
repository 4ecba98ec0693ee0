"""The proof of the checker: in a product with a fault it finds what it finds nowhere else, without
a single kill."""

import random
from pathlib import Path
from typing import Final

import pytest

from tests.crash.nursery import standing_by
from tests.crash.servers import Server, alive
from tests.crash_telegram.checker import Case, findings
from tests.crash_telegram.runs import Run, gathered, running, told
from tests.telegram.bot_api import fresh_world, serving

pytestmark = [pytest.mark.crash, pytest.mark.timeout(240), pytest.mark.asyncio]

ENOUGH: Final = 30
LATE: Final = 0.2
FAULTS: Final = ("receipts", "leases")
FOUND: Final = "said by no row"


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_checker_finds_a_planted_fault(tmp_path: Path, fault: str) -> None:
    planted = f"tests.crash_telegram.planted.{fault}"
    with serving() as origin:
        async with standing_by(planted) as nursery, fresh_world(origin) as telegram:
            cast = await gathered(telegram, "supergroup")
            server = Server(tmp_path / "data", nursery, told(telegram, cast.group))
            async with alive(server), running(server, telegram, cast, random.Random(1)) as run:
                case = await lived(run)
    found = findings(case)
    print(f"\n{fault}: {len(found)} findings, such as:", *found[:5], sep="\n")
    assert any(finding.startswith(FOUND) for finding in found)


async def lived(run: Run) -> Case:
    """Let everybody talk for a while."""
    await run.telegram.fails("sendMessage", count=ENOUGH, delay=LATE)
    await run.sights.until(lambda: run.sights.sent >= ENOUGH)
    run.everybody_goes()
    await run.settle()
    return Case(await run.close(), await run.evidence(), ())
