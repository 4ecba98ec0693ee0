"""The serving process is killed again and again while enterprises write at an Official Account and
the staff answer from WeCom: nothing is lost, everything keeps its order, and a text stands there
twice only where a kill fell between its sending and its receipt."""

import pickle
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

import pytest
import pytest_asyncio

from tests.crash.chance import seeded
from tests.crash.nursery import standing_by
from tests.crash.servers import Server, alive
from tests.crash_wechat.checker import Case, findings, held_against
from tests.crash_wechat.damages import DAMAGES
from tests.crash_wechat.runs import Run, gathered, running, told
from tests.crash_wechat.strikes import Strike
from tests.weixin.server import serving

pytestmark = pytest.mark.crash

HASTY: Final = "tests.crash_wechat.hasty"
HITS: Final = 4
MOST_KILLS: Final = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run with its kills has left, all that the servers have logged, and what broke a rule
    of WeChat or WeCom."""

    seed: int
    case: Case
    log: str
    secrets: tuple[str, ...]
    violations: tuple[str, ...]
    seconds: float


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outcome(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Outcome]:
    began = time.monotonic()
    dice = random.Random(seed := seeded())
    folder = tmp_path_factory.mktemp("killed") / "data"
    with serving() as weixin:
        async with standing_by(HASTY) as nursery:
            world = weixin.world()
            cast = gathered(world)
            variables = told(world, cast)
            server = Server(folder, nursery, variables)
            async with alive(server), running(server, cast, dice) as run:
                case = await run.end(await killed(run))
    secrets = tuple(
        value for name, value in variables.items() if name.endswith(("SECRET", "TOKEN", "KEY"))
    )
    seconds = time.monotonic() - began
    yield Outcome(seed, case, server.log(), secrets, world.violations(), seconds)


async def killed(run: Run) -> list[Strike]:
    """Kill and start again until enough kills have hit something under way; few do not."""
    strikes: list[Strike] = []
    while len(strikes) < MOST_KILLS and sum(bool(one.under_way) for one in strikes) < HITS:
        strikes.append(await run.kill())
        await run.server.start()
    return strikes


def test_kills_hit_messages_under_way(outcome: Outcome) -> None:
    report(outcome)
    assert sum(bool(strike.under_way) for strike in outcome.case.strikes) == HITS


def test_nothing_is_lost_and_only_what_a_kill_interrupted_stands_there_twice(
    outcome: Outcome,
) -> None:
    assert findings(outcome.case) == []


def test_the_rules_of_both_are_kept_through_the_kills(outcome: Outcome) -> None:
    assert outcome.violations == ()


def test_no_log_holds_a_secret_or_tells_of_a_bug(outcome: Outcome) -> None:
    assert not [word for word in (*outcome.secrets, "Traceback") if word in outcome.log]


def test_the_checker_sees_what_is_spoilt(outcome: Outcome) -> None:
    whole, unseen = pickle.dumps(outcome.case), []
    for damage in DAMAGES:
        damage(spoilt := pickle.loads(whole))
        unseen += [] if findings(spoilt) else [damage.__name__]
    assert unseen == []


def report(outcome: Outcome) -> None:
    """The figures of the run, shown with `-s`."""
    case, strikes = outcome.case, outcome.case.strikes
    twice = sum(len(held_against(case, chat)[1]) for chat in case.shown)
    print(f"\n{len(strikes)} kills (dice {outcome.seed}):")
    print(f"  {sum(len(one.unsent) for one in strikes)} rows unsent,")
    print(f"  {sum(len(one.under_way) for one in strikes)} under way, {twice} stand there twice")
    rows = sum(len(case.ledger.timeline(chat)) for chat in case.shown)
    print(f"{len(case.ledger.inbox)} turns, {rows} rows, {outcome.seconds:.1f} s")
