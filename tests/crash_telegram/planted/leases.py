"""The product with a fault: two couriers at once, and no lease holds the one off from what the
other is sending."""

import asyncio
from datetime import timedelta

from bot.channels.telegram import service
from bot.delivery.courier import Courier
from storage import outgoing
from tests.crash_telegram.hasty import stand_by_hastily


class TwoCouriers(Courier):
    async def run(self) -> None:
        other = Courier(self._engine, self._messenger)
        await asyncio.gather(super().run(), other.run())


if __name__ == "__main__":
    outgoing.LEASE = timedelta(0)  # type: ignore[misc]
    service.Courier = TwoCouriers  # type: ignore[attr-defined]
    stand_by_hastily()
