"""The serving process is killed again and again while people talk to it: nothing is lost, nothing
is doubled, and everything keeps its order.

The first life is the command as it is installed; the later ones are forks of the same program,
which start faster.
"""

import pickle
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

import pytest
import pytest_asyncio

from tests.crash.chance import seeded
from tests.crash.checker import findings
from tests.crash.damages import DAMAGES, Damage
from tests.crash.ledger import Ledger
from tests.crash.nursery import Nursery
from tests.crash.pages import Log
from tests.crash.runs import Run, running
from tests.crash.servers import Server, alive
from tests.crash.strikes import Strike

pytestmark = [pytest.mark.crash, pytest.mark.timeout(240)]

KILLS: Final = 20
MOST_KILLS: Final = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run with its kills has left."""

    seed: int
    strikes: Sequence[Strike]
    ledger: Ledger
    logs: Sequence[Log]
    seconds: float


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def outcome(
    nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Outcome]:
    began = time.monotonic()
    dice = random.Random(seed := seeded())
    server = Server(tmp_path_factory.mktemp("killed") / "data")
    async with alive(server), running(server, dice) as run:
        server.nursery = nursery
        strikes = await killed(run)
        await run.end()
        ledger = await run.close()
    logs = [page.log for page in run.pages]
    yield Outcome(seed, strikes, ledger, logs, time.monotonic() - began)


async def killed(run: Run) -> list[Strike]:
    """Kill and start again until enough kills have hit something; few do not."""
    strikes: list[Strike] = []
    while len(strikes) < MOST_KILLS and sum(one.hit for one in strikes) < KILLS:
        strikes.append(await run.kill())
        await run.server.start()
    return strikes


def test_twenty_kills_hit_turns_that_were_uncommitted_or_unsent(outcome: Outcome) -> None:
    report(outcome)
    assert sum(strike.hit for strike in outcome.strikes) == KILLS
    assert any(strike.uncommitted for strike in outcome.strikes)
    assert any(strike.unsent for strike in outcome.strikes)


def test_they_lose_nothing_double_nothing_and_keep_every_order(outcome: Outcome) -> None:
    assert findings(outcome.ledger, outcome.logs) == []


def test_whole_services_went_on_through_the_kills(outcome: Outcome) -> None:
    done = {due["kind"] for due in outcome.ledger.dues if due["state"] == "done"}
    rated = [row for row in outcome.ledger.ratings if row["status"] == "submitted"]
    assert len(rated) >= len(outcome.logs) // 2
    assert "rating_invitation" in done


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_checker_sees_what_is_spoilt(outcome: Outcome, damage: Damage) -> None:
    spoilt = pickle.loads(pickle.dumps(outcome.ledger))
    damage(spoilt)
    assert findings(spoilt, outcome.logs)


def report(outcome: Outcome) -> None:
    """The figures of the run, shown with `-s`."""
    strikes, ledger = outcome.strikes, outcome.ledger
    done = Counter(due["kind"] for due in ledger.dues if due["state"] == "done")
    print(f"\n{len(strikes)} kills (dice {outcome.seed}), {sum(one.hit for one in strikes)} hit:")
    print(f"  {sum(len(one.uncommitted) for one in strikes)} messages uncommitted,")
    print(f"  {sum(len(one.unsent) for one in strikes)} kept and not shown,")
    print(f"  {sum(len(one.unanswered) for one in strikes)} kept and sent again")
    print(f"{len(ledger.inbox)} turns, {len(ledger.outbox)} rows, {len(ledger.by_number)} filed,")
    print(f"  {len(ledger.ratings)} ratings, due work done: {dict(done)}")
    print(f"{outcome.seconds:.1f} s")
