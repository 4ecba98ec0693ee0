"""A courier whose messenger, or whose own house, has bugs: nothing twice, nothing without end."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import pytest

from bot.delivery.courier import Courier, Letter
from bot.delivery.receipts import Receipt, Refused, Sent
from bot.intents.lexicon import load_lexicon
from bot.replay.stage import STATION, Stage, staged
from core.conversations import CardPost, OutboxState, Said
from core.messages import Inbound, Line, Outbound, text_of
from core.rates import Rate
from storage.connections import Connection
from storage.outgoing import Posting
from storage.rate_clocks import Clock
from storage.store import Unavailable
from tests.time.moments import at

CHANNEL: Final = "pigeon"
CHAT: Final = f"{CHANNEL}:7"
BEGIN: Final = at("2026-11-23 10:00")
NOT_TEXT: Final = CardPost(CHAT, "r", {})  # type: ignore[arg-type] # what no column takes
PATIENCE: Final = 10.0


class Box:
    """A messenger that takes or refuses; what it explains of a refusal has a bug."""

    channel = CHANNEL
    shared = Clock(CHANNEL, Rate(timedelta(0), 100))

    def __init__(self, receipt: Receipt) -> None:
        self._first = receipt
        self.letters: asyncio.Queue[str] = asyncio.Queue()

    async def before(self, text: str) -> None:
        """What else happens when it is sent."""

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        return ()

    def explain(self, why: str) -> str:
        raise TypeError(why)

    async def send(self, letter: Letter) -> Receipt:
        text = text_of(letter.posting.said.message)
        await self.before(text)
        self.letters.put_nowait(text)
        return self._first if text == "第一" else Sent("2")


@asynccontextmanager
async def delivering(box: Box) -> AsyncIterator[Stage]:
    async with staged(load_lexicon(), BEGIN) as stage:
        engine = stage.engine
        hello = Inbound(CHANNEL, "7", "7", "m1", BEGIN, BEGIN, text="你好", station=STATION)
        await engine.receive(hello)
        running = asyncio.create_task(Courier(engine, box).run())
        says = [Outbound(CHAT, (Line(each),), about="r") for each in ("第一", "第二")]
        await engine.write(
            lambda each: engine.turns.applier.say(each, says, "by itself", engine.clock.now())
        )
        try:
            async with asyncio.timeout(PATIENCE):
                yield stage
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def until(stage: Stage, box: Box, words: str) -> list[str]:
    """What is sent up to these words, while time passes."""
    sent = []
    while words not in sent:
        stage.clock.move_to(stage.clock.now() + timedelta(seconds=30))
        stage.engine.wake((CHANNEL,))
        sent.append(await box.letters.get())
    return sent


async def outbox(stage: Stage) -> list[Said]:
    query = stage.engine.schema.of(Said).query("chat", order="n")
    return list(await stage.engine.read(lambda each: query.all(each, CHAT)))


@pytest.mark.asyncio
async def test_what_the_messenger_has_is_not_sent_again_when_keeping_more_of_it_fails() -> None:
    box = Box(Sent("1", (NOT_TEXT,)))
    async with delivering(box) as stage:
        assert (await until(stage, box, "第二"))[1:] == ["第一", "第二"]
        first = (await outbox(stage))[1]
        assert (first.state, first.key) == (OutboxState.SENT, "1")


@pytest.mark.asyncio
async def test_a_refusal_that_cannot_be_told_of_ends_all_the_same() -> None:
    box = Box(Refused("no"))
    async with delivering(box) as stage:
        assert (await until(stage, box, "第二"))[1:] == ["第一"] * 4 + ["第二"]
        first = (await outbox(stage))[1]
        assert (first.state, first.refusals) == (OutboxState.FAILED, 3)


@pytest.mark.asyncio
async def test_what_the_messenger_has_is_not_sent_again_when_the_database_takes_nothing() -> None:
    box = Spiteful(Sent("1"))
    async with delivering(box) as stage:
        writing = await stage.engine.write(lambda each: each)
        box.writing.put_nowait(writing)
        assert (await until(stage, box, "第一"))[-1] == "第一"
        for _ in range(2):  # the second comes when the courier was refused as well
            with pytest.raises(Unavailable):
                await stage.engine.write(lambda _: None)
        writing.execute("PRAGMA query_only = OFF")
        assert await until(stage, box, "第二") == ["第二"]


class Spiteful(Box):
    """When it has the first message, the database takes nothing more."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt)
        self.writing: asyncio.Queue[Connection] = asyncio.Queue()

    async def before(self, text: str) -> None:
        if text == "第一":
            (await self.writing.get()).execute("PRAGMA query_only = ON")
