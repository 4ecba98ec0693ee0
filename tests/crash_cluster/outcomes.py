"""One seed from its beginning to what it came to."""

import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.crash_cluster.checker import Case, doubled, findings
from tests.crash_cluster.ground import Ground
from tests.crash_cluster.machines import Machines, alive
from tests.crash_cluster.plans import blows
from tests.crash_cluster.runs import Run, running
from tests.crash_cluster.strikes import hits
from tests.crash_telegram.runs import KINDS, gathered, told
from tests.telegram.bot_api import fresh_world

CHATTERS: Final = 4
LOGS: Final = Path("var/soak")
FULL: Final = (0.2, 1.0, 2.5)
"""Seconds for which a disk stays full that somebody has found full."""
SPARE: Final = 2
"""Kills to a hit at most; few hit nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a seed came to. `refused` counts how often a full disk refused something."""

    seed: int
    case: Case
    refused: int
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
            "full disks": self.refused,
            "clocks": sum(map(bool, (one.blow.off for one in case.strikes))),
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


async def tried(ground: Ground, seed: int, kills: int) -> Outcome:
    """Kill until so many kills have hit something, and let the disk be full once in between; then
    people leave, and all comes to rest."""
    dice = random.Random(seed)
    plan, full_after = blows(dice), dice.randrange(kills)

    async def struck(run: Run) -> None:
        while len(run.strikes) < SPARE * kills and hits(run.strikes) < kills:
            if len(run.strikes) == full_after and ground.ballast:
                await run.run_out_of_room(dice.choice(FULL))
            await run.suffer(next(plan))
        await run.work_on_until_due()

    return await lived(ground, seed, struck)


async def lived(ground: Ground, seed: int, course: Callable[[Run], Awaitable[None]]) -> Outcome:
    """What a run comes to, once it has taken its course."""
    began, dice = time.monotonic(), random.Random(-seed)
    async with fresh_world(ground.telegram) as telegram:
        cast = await gathered(telegram, dice.choice(KINDS), CHATTERS)
        machines = Machines(ground, f"seed{seed}", told(telegram, cast.group))
        async with alive(machines), running(machines, telegram, cast, dice) as run:
            await course(run)
            case = await run.end()
    return Outcome(seed, case, run.refused, machines.log(), time.monotonic() - began)
