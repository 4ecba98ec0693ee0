"""A courier whose messenger, or whose own house, has bugs: nothing twice, nothing without end."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import pytest

from bot.delivery.courier import Courier, Letter
from bot.delivery.outcomes import Outcomes
from bot.delivery.receipts import Forwarded, Receipt, Refused, Sent
from bot.intents.lexicon import load_lexicon
from bot.replay.stage import STATION, Stage, staged
from core.conversations import CardPost, Chat, ChatKind, OutboxState, Said
from core.messages import Inbound, Line, Outbound, text_of
from core.rates import Rate
from storage.connections import Connection
from storage.outgoing import Outgoing, Posting
from storage.rate_clocks import Clock
from storage.store import Unavailable
from tests.time.moments import at

CHANNEL: Final = "pigeon"
CHAT: Final = f"{CHANNEL}:7"
OTHER: Final = f"{CHANNEL}:8"
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


@pytest.mark.asyncio
async def test_two_who_lead_one_courier_to_a_chat_do_not_send_its_messages_twice() -> None:
    async with staged(load_lexicon(), BEGIN) as stage:
        engine, box = stage.engine, Slow(Sent("1"))
        await says(stage, "第一")
        courier = Courier(engine, box)
        errand = asyncio.create_task(courier.deliver(CHAT))
        await box.letters.get()
        await courier.deliver(CHAT)
        box.arrived.set()
        await errand
        assert box.letters.empty()
        assert [said.tries for said in await outbox(stage)] == [1]


@pytest.mark.asyncio
async def test_a_receipt_that_was_kept_already_has_no_second_copy_sent() -> None:
    async with staged(load_lexicon(), BEGIN) as stage:
        engine = stage.engine
        await says(stage, "第一")
        [said] = await outbox(stage)
        outcomes = Outcomes(engine, Outgoing(engine.schema, CHANNEL), str)
        for _ in range(2):  # nothing was heard of the first commit
            await engine.write(
                lambda each: outcomes.keep(
                    each, Posting(said, "7"), Forwarded(OTHER, "改发"), engine.clock.now()
                )
            )
        copies = engine.schema.of(Said).query("chat", order="n")
        assert len(await engine.read(lambda each: copies.all(each, OTHER))) == 1


class Slow(Box):
    """Its answer to the first message comes when it is told to; to one more, at once."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt)
        self.arrived, self._begun = asyncio.Event(), False

    async def send(self, letter: Letter) -> Receipt:
        receipt = await super().send(letter)
        if not self._begun:
            self._begun = True
            await self.arrived.wait()
        return receipt


async def says(stage: Stage, *words: str) -> None:
    """Write something to the chat that nobody asked for."""
    engine = stage.engine
    row = Chat(CHAT, CHANNEL, ChatKind.PRIVATE, STATION)
    lines = [Outbound(CHAT, (Line(each),), about="r") for each in words]

    def unit(each: Connection) -> None:
        engine.schema.of(Chat).save(each, row)
        engine.turns.applier.say(each, lines, "by itself", engine.clock.now())

    await engine.write(unit)


class Spiteful(Box):
    """When it has the first message, the database takes nothing more."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt)
        self.writing: asyncio.Queue[Connection] = asyncio.Queue()

    async def before(self, text: str) -> None:
        if text == "第一":
            (await self.writing.get()).execute("PRAGMA query_only = ON")
