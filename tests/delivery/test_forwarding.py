"""What a closed chat does not take goes to another chat of the same enterprise, if one is open."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import pytest

from bot.delivery.courier import Courier, Letter
from bot.delivery.receipts import Receipt, Sent, Shut
from bot.intents.lexicon import load_lexicon
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Chat, ChatKind
from core.links import Link
from core.messages import Line, Outbound, text_of
from core.rates import Rate
from storage.connections import Connection
from storage.outgoing import Posting
from storage.rate_clocks import Clock
from tests.time.moments import at

BEGIN: Final = at("2026-11-23 10:00")
FIRST, SECOND = "pigeon:7", "dove:8"
PATIENCE: Final = 10.0
UNLIMITED: Final = Clock("birds", Rate(timedelta(0), 100))


@dataclass
class Bird:
    """A messenger that takes everything, or nothing."""

    channel: str
    takes: bool
    heard: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    shared: Clock = UNLIMITED

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        return ()

    def explain(self, why: str) -> str:
        return why

    async def send(self, letter: Letter) -> Receipt:
        if not self.takes:
            return Shut("gone")
        self.heard.put_nowait(text_of(letter.posting.said.message))
        return Sent("1")


@asynccontextmanager
async def flying(*birds: Bird) -> AsyncIterator[Stage]:
    """Two chats of one enterprise, and couriers for these messengers."""
    async with staged(load_lexicon(), BEGIN) as stage, asyncio.timeout(PATIENCE):
        engine = stage.engine

        def link(connection: Connection) -> None:
            for chat in (FIRST, SECOND):
                channel = chat.partition(":")[0]
                one = Chat(chat, channel, ChatKind.PRIVATE, STATION)
                engine.schema.of(Chat).save(connection, one)
                engine.schema.of(Link).save(connection, Link(chat, "circle", BEGIN))

        await engine.write(link)
        running = [asyncio.create_task(Courier(engine, bird).run()) for bird in birds]
        try:
            yield stage
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)


async def says(stage: Stage, chat: str, *words: str, about: str = "r") -> None:
    engine = stage.engine
    said = [Outbound(chat, (Line(each),), about=about) for each in words]
    engine.wake(
        await engine.write(
            lambda each: engine.turns.applier.say(each, said, "by itself", engine.clock.now())
        )
    )


@pytest.mark.asyncio
async def test_a_closed_chat_s_messages_go_to_the_open_one_in_order() -> None:
    pigeon, dove = Bird("pigeon", takes=False), Bird("dove", takes=True)
    async with flying(pigeon, dove) as stage:
        await says(stage, FIRST, "第一", "第二")
        assert [await dove.heard.get(), await dove.heard.get()] == ["第一", "第二"]


@pytest.mark.asyncio
async def test_what_is_about_no_request_stays_with_whom_it_was_said_to() -> None:
    pigeon, dove = Bird("pigeon", takes=False), Bird("dove", takes=True)
    async with flying(pigeon, dove) as stage:
        await says(stage, FIRST, "您的手机号", about="")
        await says(stage, FIRST, "已接单")
        assert await dove.heard.get() == "已接单"


@pytest.mark.asyncio
async def test_where_both_are_closed_nothing_goes_round_in_circles() -> None:
    pigeon, dove = Bird("pigeon", takes=False), Bird("dove", takes=False)
    async with flying(pigeon, dove) as stage:
        await says(stage, SECOND, "先")
        await says(stage, FIRST, "后")
        # It is the database that tells, and it wakes nobody.
        while await stage.engine.read(_waits):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        rows = await stage.engine.read(lambda each: each.execute(STATES).fetchall())
    assert dict(rows) in ({"sent": 1, "stranded": 2}, {"stranded": 2})


STATES: Final = "SELECT state, count(*) FROM outbox WHERE state <> 'kept' GROUP BY state"


def _waits(connection: Connection) -> bool:
    return "pending" in dict(connection.execute(STATES).fetchall())
