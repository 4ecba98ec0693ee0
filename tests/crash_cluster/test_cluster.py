"""Servers, workers and their PostgreSQL are killed again and again while people talk at all ends:
nothing is lost, everything keeps its order, what is due is done once, and a text stands twice at
Telegram only where its receipt was lost.

The same is tried at length by `python -m tests.crash_cluster`.
"""

import random
import time
from typing import Final

import pytest
import pytest_asyncio

from tests.crash_cluster.checker import findings
from tests.crash_cluster.outcomes import Outcome, prepared, tried
from tests.crash_cluster.strikes import hits

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300)]

KILLS: Final = 4
SEEDS: Final = 10**6


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outcome() -> Outcome:
    seed = random.Random(time.monotonic_ns()).randrange(SEEDS)
    async with prepared() as ground:
        outcome = await tried(ground, seed, KILLS)
    outcome.keep_log()
    return outcome


def test_kills_hit_what_was_under_way(outcome: Outcome) -> None:
    print("\n", outcome.line())
    assert hits(outcome.case.strikes) == KILLS


def test_they_lose_nothing_double_nothing_and_keep_every_order(outcome: Outcome) -> None:
    assert findings(outcome.case) == [], f"seed {outcome.seed}"


def test_whole_services_went_on_through_the_kills(outcome: Outcome) -> None:
    assert outcome.case.ledger.by_number
    assert any(due["state"] == "done" for due in outcome.case.ledger.dues)
