"""What workers do: once a second one of them finds what is due, and hands it round as jobs.

A job names a chat and nothing else; the rows say what is to be done, under the chat's lock or
lease. So a job may be lost, late or doubled without harm: what it was to do is found again.

Every worker asks for the rounds of its second, by the database's clock, and the queue takes each of
them once. Procrastinate's own timer goes by the time of day of the worker's machine: put back, it
would ask for nothing until that had caught up, and put ahead, for every second in between.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status
from procrastinate.tasks import Task

from bot.engine import Engine
from storage.store import Unavailable

EACH_SECOND: Final = 1
EACH_HALF_MINUTE: Final = 30
MOST_CHATS: Final = 200
"""How many chats of one messenger are handed round at once; the rest a second later."""
SILENT_SECONDS: Final = 20.0
"""A worker that was not heard of for so long is taken for dead."""


class Tasks:
    """The tasks of one worker, registered with its queue."""

    def __init__(self, engine: Engine, queue: App) -> None:
        self._engine, self._queue = engine, queue
        self._rounds: dict[Task[Any, Any, Any], int] = {}
        queue.task(name="fall_due")(self.fall_due)
        queue.task(name="deliver")(self.deliver)
        self._each(EACH_SECOND, "hand_round", self.hand_round)
        self._each(EACH_HALF_MINUTE, "forget_stalled", self.forget_stalled)

    def _each(self, seconds: int, name: str, task: Callable[[int], Awaitable[None]]) -> None:
        """By whichever worker asks first, and one waits at most."""
        self._rounds[self._queue.task(name=name, queueing_lock=name)(task)] = seconds

    async def ask_again_and_again(self) -> None:
        """Ask for the rounds of every second, until cancelled."""
        while True:
            with suppress(Unavailable):
                await self.ask_for_rounds(await self._engine.store.time_of_day())
            await asyncio.sleep(EACH_SECOND)

    async def ask_for_rounds(self, at: datetime) -> None:
        """Queue the rounds of this second: each unless somebody has asked for it, or the last one
        still waits."""
        for task, seconds in self._rounds.items():
            timestamp = int(at.timestamp()) // seconds * seconds
            wanted = task.configure(task_kwargs={"timestamp": timestamp})
            with suppress(AlreadyEnqueued):
                await wanted.job_manager.defer_periodic_job(
                    job=wanted.job, periodic_id="", defer_timestamp=timestamp
                )

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
