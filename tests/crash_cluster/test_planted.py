"""The proof of the checker: in a product with a fault it finds what it finds nowhere else, without
a single kill."""

from typing import Final

import pytest

from tests.crash_cluster.checker import findings
from tests.crash_cluster.ground import prepared
from tests.crash_cluster.outcomes import lived
from tests.crash_cluster.runs import Run

pytestmark = [pytest.mark.crash, pytest.mark.long, pytest.mark.timeout(300), pytest.mark.asyncio]

SEED: Final = 1
ENOUGH: Final = 120
FOUND: Final = {
    "leases": "without a reason",
    "locks": "the places in the inbox are not 1, 2, 3",
}


@pytest.mark.parametrize("fault", FOUND)
async def test_the_checker_finds_a_planted_fault(fault: str) -> None:
    async with prepared(f"tests.crash_cluster.planted.{fault}") as ground:
        outcome = await lived(ground, SEED, at_work)
    found = findings(outcome.case)
    print(f"\n{fault}: {len(found)} findings, such as:", *found[:5], sep="\n")
    assert any(FOUND[fault] in finding for finding in found)


async def at_work(run: Run) -> None:
    """Everybody is busy for a while, and Telegram's answers are late at times."""
    while run.done < ENOUGH:
        await run.troubles.late(left_behind=True)
        await run.work_on_until(run.done + ENOUGH // 4)
