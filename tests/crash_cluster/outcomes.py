"""One seed from its beginning to what it came to."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.crash.nursery import Nursery, standing_by
from tests.crash_cluster.checker import Case, doubled, findings
from tests.crash_cluster.machines import Machines, alive
from tests.crash_cluster.plans import blows
from tests.crash_cluster.runs import Run, running
from tests.crash_cluster.strikes import hits
from tests.crash_telegram.runs import KINDS, gathered, told
from tests.postgres.laid_out import lay_out_template
from tests.postgres.server import DURABLE, Postgres
from tests.telegram.bot_api import fresh_world, serving

HASTY: Final = "tests.crash_cluster.hasty"
CHATTERS: Final = 4
LOGS: Final = Path("var/soak")
SPARE: Final = 2
"""Kills to a hit at most; few hit nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the seeds of one command have in common: a PostgreSQL, a Bot API server, a nursery."""

    folder: Path
    postgres: Postgres
    telegram: str
    nursery: Nursery


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a seed came to."""

    seed: int
    case: Case
    log: str
    seconds: float

    def line(self) -> dict[str, Any]:
        """The figures, with every finding."""
        case = self.case
        struck = Counter(f"{one.blow.victim}" for one in case.strikes if one.hit)
        return {
            "seed": self.seed,
            "kills": len(case.strikes),
            "hits": hits(case.strikes),
            "hit": dict(sorted(struck.items())),
            "troubles": dict(sorted(Counter(one.blow.trouble for one in case.strikes).items())),
            "turns": len(case.ledger.inbox),
            "rows": len(case.ledger.outbox),
            "filed": len(case.ledger.by_number),
            "ratings": len(case.ledger.ratings),
            "doubled": len(doubled(case)),
            "seconds": round(self.seconds, 1),
            "findings": findings(case),
        }

    def keep_log(self, folder: Path = LOGS) -> None:
        """Keep what the machines wrote, where anything was found."""
        if findings(self.case):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"cluster-{self.seed}.log").write_text(self.log, encoding="utf-8")


@asynccontextmanager
async def prepared(module: str = HASTY) -> AsyncIterator[Ground]:
    """The ground, gone with the block."""
    with TemporaryDirectory(prefix="cluster-") as name, serving() as telegram:
        async with standing_by(module) as nursery:
            with durable(Path(name)) as postgres:
                await asyncio.to_thread(lay_out_template, postgres.address)
                yield Ground(Path(name), postgres, telegram, nursery)


@contextmanager
def durable(folder: Path) -> Iterator[Postgres]:
    """A PostgreSQL that keeps what it has said to have kept."""
    own = folder / "postgres"
    own.mkdir()
    folder.chmod(0o755)  # it runs as somebody else where we are root
    postgres = Postgres(own, DURABLE)
    postgres.start()
    try:
        yield postgres
    finally:
        postgres.stop()


async def tried(ground: Ground, seed: int, kills: int) -> Outcome:
    """Kill until so many kills have hit something; then people leave, and all comes to rest."""
    plan = blows(random.Random(seed))

    async def struck(run: Run) -> None:
        while len(run.strikes) < SPARE * kills and hits(run.strikes) < kills:
            await run.suffer(next(plan))
        await run.work_on_until_due()

    return await lived(ground, seed, struck)


async def lived(ground: Ground, seed: int, course: Callable[[Run], Awaitable[None]]) -> Outcome:
    """What a run comes to, once it has taken its course."""
    began, dice = time.monotonic(), random.Random(-seed)
    folder = ground.folder / f"seed{seed}"
    folder.mkdir()
    async with fresh_world(ground.telegram) as telegram:
        cast = await gathered(telegram, dice.choice(KINDS), CHATTERS)
        machines = Machines(
            folder, ground.postgres, f"seed{seed}", ground.nursery, told(telegram, cast.group)
        )
        async with alive(machines), running(machines, telegram, cast, dice) as run:
            await course(run)
            case = await run.end()
    return Outcome(seed, case, machines.log(), time.monotonic() - began)
