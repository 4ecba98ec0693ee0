"""The serving process is killed again and again while people talk to it: nothing is lost, nothing
is doubled, and everything keeps its order."""

import random
import time
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.crash.checker import findings
from tests.crash.ledger import Ledger
from tests.crash.nursery import standing_by
from tests.crash.runs import Run, running
from tests.crash.servers import Server, alive
from tests.crash.strikes import Strike

pytestmark = [pytest.mark.crash, pytest.mark.asyncio]

KILLS: Final = 20
MOST_KILLS: Final = 30


async def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    dice = random.Random(seed := time.monotonic_ns())
    began = time.monotonic()
    server = Server(tmp_path / "data")
    async with standing_by() as nursery, alive(server), running(server, dice) as run:
        server.nursery = nursery
        strikes = await killed(run)
        await run.end()
        ledger = await run.close()
    report(seed, strikes, ledger, time.monotonic() - began)
    assert len([one for one in strikes if one.hit]) >= KILLS
    assert any(one.uncommitted for one in strikes)
    assert any(one.unsent for one in strikes)
    assert findings(ledger, [page.log for page in run.pages]) == []


async def killed(run: Run) -> list[Strike]:
    """Kill and start again until enough kills have hit something; few do not."""
    strikes: list[Strike] = []
    while len(strikes) < MOST_KILLS and sum(one.hit for one in strikes) < KILLS:
        strikes.append(await run.kill())
        await run.server.start()
    return strikes


def report(seed: int, strikes: list[Strike], ledger: Ledger, seconds: float) -> None:
    """The figures of the run, for whoever asks for them with `-s`."""
    done = Counter(due["kind"] for due in ledger.dues if due["state"] == "done")
    print(f"\n{len(strikes)} kills (dice {seed}), of them {sum(one.hit for one in strikes)} hit:")
    print(f"  {sum(len(one.uncommitted) for one in strikes)} messages uncommitted,")
    print(f"  {sum(len(one.unsent) for one in strikes)} kept and not shown,")
    print(f"  {sum(len(one.unanswered) for one in strikes)} kept and sent again")
    print(f"{len(ledger.inbox)} turns, {len(ledger.outbox)} rows, {len(ledger.by_number)} filed,")
    print(f"  {len(ledger.ratings)} ratings, due work done: {dict(done)}, {seconds:.1f} s")
