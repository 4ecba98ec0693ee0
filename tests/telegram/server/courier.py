"""Brings updates to the webhook: several at once, each until it is taken or given up."""

import asyncio
from typing import Final

import aiohttp  # type: ignore[import-not-found]

from tests.telegram.server.calls import Json
from tests.telegram.server.updates import queue_of
from tests.telegram.server.world import World

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
TRIES: Final = 6
FIRST_PAUSE: Final = 0.05
PATIENCE: Final = aiohttp.ClientTimeout(total=10)


class Courier:
    """One a world; it idles while no webhook is set."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._busy: dict[int, tuple[str, int]] = {}
        self._given_up: set[int] = set()
        self._webhook = world.updates.webhook
        self._rounds = asyncio.create_task(self._go_round())

    async def close(self) -> None:
        tasks = [self._rounds, *self._under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _go_round(self) -> None:
        async with aiohttp.ClientSession(timeout=PATIENCE) as session:
            while True:
                seen = self._world.revision
                self._set_out(session)
                await self._world.wait(seen, PATIENCE.total)

    def _set_out(self, session: object) -> None:
        updates = self._world.updates
        if not updates.webhook.url or not updates.destination() or updates.held:
            return
        if updates.webhook is not self._webhook:
            self._webhook = updates.webhook
            self._given_up.clear()
        for update in [*updates.again, *updates.pending]:
            if self._may_go(update):
                self._busy[id(update)] = queue_of(update)
                self._under_way[id(update)] = asyncio.create_task(self._bring(session, update))
        updates.again.clear()

    def _may_go(self, update: Json) -> bool:
        """Whether a connection is free, and none of the same queue is under way."""
        updates, key = self._world.updates, id(update)
        if key in self._under_way or key in self._given_up:
            return False
        waits = updates.in_order and queue_of(update) in self._busy.values()
        return not waits and len(self._under_way) < updates.webhook.connections

    async def _bring(self, session: object, update: Json) -> None:
        pause = FIRST_PAUSE
        for _ in range(TRIES):
            if await self._taken(session, update):
                self._world.updates.confirm(update)
                break
            await asyncio.sleep(pause)
            pause *= 2
        else:
            self._given_up.add(id(update))
        self._under_way.pop(id(update), None)
        self._busy.pop(id(update), None)
        await self._world.change()

    async def _taken(self, session: object, update: Json) -> bool:
        webhook, url = self._world.updates.webhook, self._world.updates.destination()
        headers = {HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with session.post(url, json=update, headers=headers) as answer:  # type: ignore[attr-defined]
                if 200 <= answer.status < 300:
                    return True
                words = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            words = f"Connection failed: {error}"
        self._world.updates.last_error = words
        return False
