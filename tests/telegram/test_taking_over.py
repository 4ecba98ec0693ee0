"""A server that was killed leaves leases behind; the next one does not wait for them."""

import asyncio
from collections.abc import Sequence
from typing import Final

import pytest

from bot.channels.telegram.limits import CHANNEL
from bot.delivery.courier import Courier, Letter
from bot.delivery.receipts import Sent
from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, staged
from core.messages import Inbound, text_of
from storage.codec import micros
from storage.outgoing import LEASE, Posting
from storage.rate_clocks import Clock
from tests.telegram.house import AT_ONCE
from tests.time.moments import at

BEGIN: Final = at("2026-11-23 10:00")
LEAVE: Final = "UPDATE chat_out SET leased_until = ?, leased_by = 'killed'"
PATIENCE: Final = 10.0


class Box:
    """A messenger that takes everything."""

    channel = CHANNEL
    shared = AT_ONCE.shared

    def __init__(self) -> None:
        self.letters: asyncio.Queue[Letter] = asyncio.Queue()

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        return ()

    def explain(self, why: str) -> str:
        return why

    async def send(self, letter: Letter) -> Sent:
        self.letters.put_nowait(letter)
        return Sent("1")


@pytest.mark.asyncio
async def test_what_a_killed_server_was_sending_goes_out_as_soon_as_another_starts(
    lexicon: Lexicon,
) -> None:
    async with staged(lexicon, BEGIN) as stage:
        hello = Inbound(CHANNEL, "7", "7", "m1", BEGIN, BEGIN, text="你好", station=STATION)
        await stage.engine.receive(hello)
        until = micros(stage.clock.now() + LEASE)
        await stage.engine.write(lambda each: each.execute(LEAVE, [until]))
        box = Box()
        async with asyncio.timeout(PATIENCE):
            running = asyncio.create_task(Courier(stage.engine, box).run())
            letter = await box.letters.get()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert "您想办什么事" in text_of(letter.posting.said.message)
