"""The people at Telegram: besides the blows that befall every server, Telegram refuses, is slow,
goes dead in the midst of an answer, and brings updates late, twice and out of order."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, Final

from tests.crash.ledger import Ledger
from tests.crash.servers import alive
from tests.crash_telegram.checker import Case, doubled, findings
from tests.crash_telegram.runs import (
    KINDS,
    LATE,
    PATIENCE,
    PILE,
    REPEATED,
    Run,
    gathered,
    running,
    told,
)
from tests.crash_telegram.strikes import Strike
from tests.soak.results import Result
from tests.soak.scenes import SOME, Blow, Scene, Stage
from tests.telegram.messenger import Telegram

SEND: Final = "sendMessage"
TROUBLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "cut before": {"cut": "before", "count": 2},
    "cut after": {"cut": "after", "count": 2},
    "429": {"retry_after": 1, "count": 3},
    "502": {"code": 502, "count": 3},
    "slow": {"delay": 1.5, "count": 3},
}
UNSTORED: Final = (
    "could not be stored",
    "nothing could be sent",
    "is not kept yet",
    "outbox could not be read",
    "nothing due could be done",
)
A_MOMENT: Final = 0.05


class Chats(Scene):
    """Enterprises in private chats, the staff in their group."""

    population = "telegram"

    def __init__(self, stage: Stage, run: Run) -> None:
        super().__init__(stage, run.server)
        self._run, self._telegram = run, run.telegram
        self._strikes: list[Strike] = []
        self._case: Case | None = None

    def own_blows(self) -> Mapping[str, Blow]:
        refusals = {name: partial(self._refuses, **how) for name, how in TROUBLES.items()}
        return {**refusals, "twice": self._twice, "reversed": self._reversed}

    async def kill(self) -> bool:
        self._strikes.append(await self._run.kill())
        return self._strikes[-1].hit

    async def under_way(self) -> None:
        sent = self._run.sights.sent
        await self._run.sights.until(lambda: self._run.sights.sent > sent)

    async def goes_on(self, some: int) -> None:
        enough = self._run.sights.shown + some
        await self._run.sights.until(lambda: self._run.sights.shown >= enough)

    async def told(self) -> None:
        known = self._unstored()
        waited = 0.0
        while self._unstored() == known:
            await self.server.works_on(A_MOMENT)
            assert (waited := waited + A_MOMENT) < PATIENCE, "nobody noticed the full disk"

    def _unstored(self) -> int:
        log = self.server.log()
        return sum(log.count(words) for words in UNSTORED)

    async def _refuses(self, **how: Any) -> None:
        await self._telegram.fails(SEND, **how)
        await self._telegram.until_failed()
        await self.goes_on(SOME)

    async def _twice(self) -> None:
        """Updates that were taken come once more, with others in between."""
        confirmed = (await self._run.evidence()).confirmed()
        for update in self.dice.sample(confirmed, min(REPEATED, len(confirmed))):
            await self._telegram.repeats(update)
        await self.goes_on(SOME)

    async def _reversed(self) -> None:
        """What has piled up comes late, the last of it first."""
        enough = self._run.sights.sent + PILE
        await self._telegram.holds_updates()
        with suppress(TimeoutError):  # who waits for an answer writes nothing meanwhile
            await self._run.sights.until(lambda: self._run.sights.sent >= enough, LATE)
        assert await self._telegram.pending(), "nothing has piled up"
        await self._telegram.brings_updates(reversed_order=True)
        await self.goes_on(SOME)

    async def end(self) -> Sequence[str]:
        if self.moved:
            self._run.everybody_goes()
            async with asyncio.timeout(PATIENCE):
                await self._run.settle()
        else:
            await self._run.end()
        ledger = await self._run.close()
        self._case = Case(ledger, await self._run.evidence(), self._strikes)
        return self.judged(findings(self._case))

    def result(self, findings: Sequence[str], seconds: float) -> Result:
        ledger = self._case.ledger if self._case else Ledger(self.server.database)
        repeated = len(doubled(self._case)) if self._case else 0
        return self.summed(ledger, repeated, findings, seconds)


@asynccontextmanager
async def chats(stage: Stage, telegram: Telegram) -> AsyncIterator[Scene]:
    """The scene with its people at work."""
    cast = await gathered(telegram, stage.dice.choice(KINDS))
    server = stage.server(told(telegram, cast.group))
    async with alive(server), running(server, telegram, cast, stage.dice) as run:
        yield Chats(stage, run)
