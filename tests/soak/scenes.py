"""What every scene has: people at work, a server that is killed, a disk that fills, a clock that is
moved; and what is counted of it.

A blow that meets no work under way is not counted as a hit.
"""

import random
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tests.crash.ledger import Ledger
from tests.crash.nursery import Nursery
from tests.crash.servers import Server
from tests.crash.service_checks import BACKWARDS
from tests.soak.clocks import WallClock
from tests.soak.disks import Disk
from tests.soak.results import Result

Blow = Callable[[], Awaitable[None]]

AHEAD: Final = (timedelta(minutes=90), timedelta(hours=26), timedelta(hours=50))
BACK: Final = (timedelta(), timedelta(hours=-3))
LIVES: Final = (0.2, 1.0, 2.5)
"""Seconds for which the server lives on with a trouble; longer than the clock takes to its next
sweep, in the last."""
SOME: Final = 5


@dataclass(slots=True)
class Stage:
    """Where a scene is played. Without a `clock` the time of day stays as it is."""

    seed: int
    dice: random.Random
    nursery: Nursery
    folder: Path
    disk: Disk
    clock: WallClock | None

    def server(self, told: Mapping[str, str] = MappingProxyType({})) -> Server:
        """The server on this disk; `told` is what its environment says besides."""
        return Server(self.folder, self.nursery, told)


@dataclass(slots=True)
class Counts:
    kills: int = 0
    hits: Counter[str] = field(default_factory=Counter)


class Scene(ABC):
    """One population, and everything that befalls its server."""

    population: str

    def __init__(self, stage: Stage, server: Server) -> None:
        self.stage, self.server, self.dice = stage, server, stage.dice
        self.counts = Counts()
        self.moved = False

    # What its population knows

    @abstractmethod
    async def kill(self) -> bool:
        """Kill the server at a moment of chance; whether that hit something."""

    @abstractmethod
    async def under_way(self) -> None:
        """Until work is under way."""

    @abstractmethod
    async def goes_on(self, some: int) -> None:
        """Until the server has answered so many times more."""

    @abstractmethod
    async def told(self) -> None:
        """Until somebody was told, or the server has noticed, that nothing can be stored."""

    @abstractmethod
    def own_blows(self) -> Mapping[str, Blow]:
        """What else can go wrong here."""

    @abstractmethod
    async def end(self) -> Sequence[str]:
        """Bring all to an end; what is wrong."""

    @abstractmethod
    def result(self, findings: Sequence[str], seconds: float) -> Result: ...

    # What befalls each

    async def play(self, kills: int) -> None:
        """So many kills, and each other blow once, in an order of chance."""
        others = self.blows()
        names = ["kill"] * kills + list(others)
        self.dice.shuffle(names)
        for name in names:
            await (self._killed() if name == "kill" else self._struck(name, others[name]))

    def blows(self) -> Mapping[str, Blow]:
        moves = {"clock": self._clock_moves} if self.stage.clock else {}
        return {"disk full": self._disk_fills, **moves, **self.own_blows()}

    async def _killed(self) -> None:
        hit = await self.kill()
        self.counts.kills += 1
        self.counts.hits["kill"] += hit
        await self.server.start()

    async def _struck(self, name: str, blow: Blow) -> None:
        await self.under_way()
        await blow()
        self.counts.hits[name] += 1

    async def _disk_fills(self) -> None:
        """Nothing can be stored for a while; then there is room, and it goes on by itself."""
        self.stage.disk.fill(self.server)
        try:
            await self.told()
            await self.server.works_on(self.dice.choice(LIVES))
        finally:
            self.stage.disk.make_room(self.server)
        await self.goes_on(SOME)

    async def _clock_moves(self) -> None:
        """The clock jumps ahead, the server lives on or dies, and the clock jumps back."""
        assert self.stage.clock is not None
        self.moved = True
        self.stage.clock.put(self.dice.choice(AHEAD))
        await self.goes_on(SOME)
        await self.server.works_on(self.dice.choice(LIVES))
        dies = self.dice.random() < 0.5
        if dies:
            await self._killed()
        await self.under_way()
        self.stage.clock.put(self.dice.choice(BACK))
        await self.goes_on(SOME)

    def judged(self, findings: Sequence[str]) -> list[str]:
        """Where the clock went back, so do the times in a history; its order stays."""
        return [each for each in findings if not (self.moved and each.endswith(BACKWARDS))]

    def summed(
        self, ledger: Ledger, repeated: int, findings: Sequence[str], seconds: float
    ) -> Result:
        done = sum(due["state"] == "done" for due in ledger.dues)
        return Result(
            self.stage.seed,
            self.population,
            self.counts.kills,
            dict(self.counts.hits),
            len(ledger.inbox),
            len(ledger.outbox),
            done,
            repeated,
            findings,
            round(seconds, 1),
        )
