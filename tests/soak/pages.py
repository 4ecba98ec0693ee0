"""The people at their pages: besides the blows that befall every server, their lines are cut."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from tests.crash.checker import findings
from tests.crash.ledger import Ledger
from tests.crash.runs import BUSY, Run, running
from tests.crash.servers import alive
from tests.crash.strikes import on_their_way
from tests.soak.results import Result
from tests.soak.scenes import SOME, Blow, Scene, Stage


class Pages(Scene):
    """Enterprises and a specialist at the web."""

    population = "web"

    def __init__(self, stage: Stage, run: Run) -> None:
        super().__init__(stage, run.server)
        self._run = run
        self._ledger: Ledger | None = None

    def own_blows(self) -> Mapping[str, Blow]:
        return {"lines cut": self._lines_cut}

    async def kill(self) -> bool:
        return (await self._run.kill()).hit

    async def under_way(self) -> None:
        await self._run.until(lambda: len(on_their_way(self._run.pages)) >= BUSY)

    async def goes_on(self, some: int) -> None:
        enough = self._taken() + some
        await self._run.until(lambda: self._taken() >= enough)

    def _taken(self) -> int:
        return sum(len(page.log.taken) for page in self._run.pages)

    async def told(self) -> None:
        known = self._refused()
        await self._run.until(lambda: self._refused() > known)

    def _refused(self) -> int:
        return sum(len(page.log.refused) for page in self._run.pages)

    async def _lines_cut(self) -> None:
        """What is on its way is sent again, whether it had arrived or not."""
        for page in self._run.pages:
            page.cut()
        await self.goes_on(SOME)

    async def end(self) -> Sequence[str]:
        if self.moved:
            # What the clock has brought to its end early, nobody brings to an end any more.
            self._run.everybody_goes()
            await self._run.settle()
        else:
            await self._run.end()
        self._ledger = await self._run.close()
        return self.judged(findings(self._ledger, [page.log for page in self._run.pages]))

    def result(self, findings: Sequence[str], seconds: float) -> Result:
        return self.summed(self._ledger or Ledger(self.server.database), 0, findings, seconds)


@asynccontextmanager
async def pages(stage: Stage) -> AsyncIterator[Scene]:
    """The scene with its people at work."""
    async with alive(stage.server()) as server, running(server, stage.dice) as run:
        yield Pages(stage, run)
