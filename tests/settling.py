"""Waiting until an outbox stands still."""

import asyncio
from typing import Final

from bot.replay.stage import Stage
from storage.codec import micros
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.rate_clocks import Clock

MOMENT_SECONDS: Final = 0.01
LEASED: Final = (
    "SELECT 1 FROM outbox JOIN chat_out ON chat_out.chat = outbox.chat"
    " WHERE state = 'pending' AND leased_until > ? LIMIT 1"
)


async def stands_still(stage: Stage, *clocks: Clock) -> None:
    """Wait until nothing is left that may be sent now, by the messengers whose clocks these are."""

    def is_busy(connection: Connection) -> bool:
        now, schema = stage.clock.now(), stage.engine.schema
        outboxes = [
            Outgoing(schema, clock.name).ahead(connection, clock, now, 1) for clock in clocks
        ]
        leased = connection.execute(LEASED, [micros(now)]).fetchone()
        return leased is not None or any(each.chats and each.room for each in outboxes)

    # It is the database that tells, and it wakes nobody.
    while await stage.engine.read(is_busy):  # noqa: ASYNC110
        await asyncio.sleep(MOMENT_SECONDS)
