"""What workers do: once a second one of them finds what is due, and hands it round as jobs.

A job names a chat and nothing else; the rows say what is to be done, under the chat's lock or
lease. So a job may be lost, late or doubled without harm: what it was to do is found again.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

from bot.engine import Engine

EACH_SECOND: Final = "* * * * * *"
EACH_HALF_MINUTE: Final = "* * * * * */30"
MOST_CHATS: Final = 200
"""How many chats of one messenger are handed round at once; the rest a second later."""
SILENT_SECONDS: Final = 20.0
"""A worker that was not heard of for so long is taken for dead."""


class Tasks:
    """The tasks of one worker, registered with its queue."""

    def __init__(self, engine: Engine, queue: App) -> None:
        self._engine, self._queue = engine, queue
        queue.task(name="fall_due")(self.fall_due)
        queue.task(name="deliver")(self.deliver)
        self._each(EACH_SECOND, "hand_round", self.hand_round)
        self._each(EACH_HALF_MINUTE, "forget_stalled", self.forget_stalled)

    def _each(self, cron: str, name: str, task: Callable[[int], Awaitable[None]]) -> None:
        """By whichever worker asks first, and by one at a time."""
        registered = self._queue.task(name=name, queueing_lock=name)(task)
        self._queue.periodic(cron=cron)(registered)

    async def hand_round(self, timestamp: int) -> None:
        """Find the chats in which something is due or was left behind: a job for each."""
        for station, chat in await self._engine.chats_due():
            await self._ask("fall_due", station=station, chat=chat)
        for courier in tuple(self._engine.couriers.values()):
            ahead = await courier.ahead(MOST_CHATS)
            for chat in ahead.chats[: max(ahead.room, 0)]:
                await self._ask("deliver", chat=chat)

    async def _ask(self, name: str, **about: str) -> None:
        """Queue a job, unless the same is waiting already."""
        lock = " ".join((name, *about.values()))
        with suppress(AlreadyEnqueued):
            await self._queue.configure_task(name, queueing_lock=lock).defer_async(**about)

    async def fall_due(self, station: str, chat: str) -> None:
        """Do what is due in a chat."""
        await self._engine.fall_due(station, chat)

    async def deliver(self, chat: str) -> None:
        """Send what waits for a chat; a messenger that is away now is asked again later."""
        courier = self._engine.couriers.get(chat.partition(":")[0])
        if courier:
            await courier.deliver(chat)

    async def forget_stalled(self, timestamp: int) -> None:
        """What a killed worker had begun is found again by itself; its jobs go."""
        jobs = self._queue.job_manager
        for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
            await jobs.finish_job(job, Status.FAILED, delete_job=True)
