"""The serving process is killed again and again while people talk to it at Telegram: nothing is
lost, everything keeps its order, and a text stands there twice only where a kill fell between its
sending and its receipt.

The first life is the command as it is installed; the later ones are forks of the same program,
which start faster and may send faster.
"""

import pickle
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

import pytest
import pytest_asyncio

from tests.crash.chance import seeded
from tests.crash.nursery import standing_by
from tests.crash.servers import Server, alive
from tests.crash_telegram.checker import Case, doubled, findings
from tests.crash_telegram.damages import DAMAGES
from tests.crash_telegram.runs import KINDS, Run, gathered, running, told
from tests.crash_telegram.strikes import Strike
from tests.telegram.bot_api import fresh_world, serving

pytestmark = [pytest.mark.crash, pytest.mark.timeout(240)]

HASTY: Final = "tests.crash_telegram.hasty"
KILLS: Final = 8
MOST_KILLS: Final = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run with its kills has left, and all that the servers have logged."""

    seed: int
    case: Case
    log: str
    token: str
    seconds: float


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outcome(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Outcome]:
    began = time.monotonic()
    dice = random.Random(seed := seeded())
    folder = tmp_path_factory.mktemp("killed") / "data"
    with serving() as origin:
        async with standing_by(HASTY) as nursery, fresh_world(origin) as telegram:
            cast = await gathered(telegram, dice.choice(KINDS))
            server = Server(folder, told=told(telegram, cast.group))
            async with alive(server), running(server, telegram, cast, dice) as run:
                server.nursery = nursery
                strikes = await killed(run)
                await run.end()
                case = Case(await run.close(), await run.evidence(), strikes)
            log = server.log()
    yield Outcome(seed, case, log, telegram.token, time.monotonic() - began)


async def killed(run: Run) -> list[Strike]:
    """Kill and start again until enough kills have hit something; few do not."""
    strikes: list[Strike] = []
    while len(strikes) < MOST_KILLS and sum(one.hit for one in strikes) < KILLS:
        strikes.append(await run.kill())
        await run.server.start()
    return strikes


def test_eight_kills_hit_turns_and_messages_under_way(outcome: Outcome) -> None:
    report(outcome)
    strikes = outcome.case.strikes
    assert sum(strike.hit for strike in strikes) == KILLS
    assert any(strike.uncommitted for strike in strikes)
    assert any(strike.unsent for strike in strikes)
    assert any(strike.under_way for strike in strikes)


def test_nothing_is_lost_and_only_what_a_kill_interrupted_stands_there_twice(
    outcome: Outcome,
) -> None:
    assert findings(outcome.case) == []


def test_whole_services_went_on_through_the_kills(outcome: Outcome) -> None:
    rated = [row for row in outcome.case.ledger.ratings if row["status"] == "submitted"]
    assert len(rated) >= 6


def test_no_log_holds_the_token(outcome: Outcome) -> None:
    assert outcome.token not in outcome.log


def test_the_checker_sees_what_is_spoilt(outcome: Outcome) -> None:
    whole = pickle.dumps(outcome.case)
    unseen = [damage.__name__ for damage in DAMAGES if not findings(damage(pickle.loads(whole)))]
    assert unseen == []


def report(outcome: Outcome) -> None:
    """The figures of the run, shown with `-s`."""
    case, strikes = outcome.case, outcome.case.strikes
    tries = Counter(row["tries"] for row in case.rows())
    kind = "forum" if case.evidence.topics else "group"
    hits = sum(one.hit for one in strikes)
    print(f"\n{len(strikes)} kills (dice {outcome.seed}, a {kind}), {hits} hit:")
    print(f"  {sum(len(one.uncommitted) for one in strikes)} messages uncommitted,")
    print(f"  {sum(len(one.unsent) for one in strikes)} unsent,")
    print(f"  {sum(len(one.under_way) for one in strikes)} between the sending and its receipt")
    print(f"{len(doubled(case))} texts stand there twice; tries {dict(sorted(tries.items()))}")
    print(f"{len(case.evidence.topics)} topics")
    print(f"{len(case.ledger.inbox)} turns, {len(case.rows())} rows,")
    print(f"  {len(case.ledger.by_number)} filed, {len(case.ledger.ratings)} ratings")
    print(f"{outcome.seconds:.1f} s")
