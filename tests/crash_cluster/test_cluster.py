"""Servers, workers and their PostgreSQL are killed again and again while people talk at all ends,
its disk is full for a while, and one machine's time of day is always wrong: nothing is
lost, everything keeps its order, what is due is done once, and a text stands twice at Telegram only
where its receipt was lost.

The same is tried at length by `python -m tests.crash_cluster`.
"""

import os
import random
import re
import time
from datetime import datetime, timedelta
from typing import Final

import pytest
import pytest_asyncio

from tests.crash_cluster.checker import findings
from tests.crash_cluster.ground import prepared
from tests.crash_cluster.outcomes import Outcome, tried
from tests.crash_cluster.strikes import hits
from tests.soak.clocks import MISSING, found

pytestmark = [pytest.mark.crash, pytest.mark.timeout(300)]

KILLS: Final = 4
SEEDS: Final = 10**6
TIMES: Final = re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d")
LONGER_THAN_A_RUN: Final = timedelta(hours=1)


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


def test_the_disk_was_full_and_clocks_were_wrong(outcome: Outcome) -> None:
    assert outcome.refused == 1 or os.geteuid(), "only root can mount a disk"
    times = [datetime.fromisoformat(time) for time in TIMES.findall(outcome.log)]
    assert max(times) - min(times) > LONGER_THAN_A_RUN or not found(), MISSING


def test_they_lose_nothing_double_nothing_and_keep_every_order(outcome: Outcome) -> None:
    assert findings(outcome.case) == [], f"seed {outcome.seed}"


def test_whole_services_went_on_through_the_kills(outcome: Outcome) -> None:
    assert outcome.case.ledger.by_number
    assert any(due["state"] == "done" for due in outcome.case.ledger.dues)
