"""A worker: takes jobs from the queue as long as it runs, through every loss of the database."""

import asyncio
from typing import Final

import psycopg
import psycopg_pool
import structlog
from procrastinate.exceptions import ConnectorException

from bot.engine import Engine
from bot.work.queue import queue_of
from bot.work.tasks import SILENT_SECONDS, Tasks

JOBS_AT_ONCE: Final = 16
HEARTBEAT_SECONDS: Final = 5.0
LOOK_SECONDS: Final = 1.0
GRACE_SECONDS: Final = 20.0

log = structlog.get_logger()


class Worker:
    """Works on the jobs of one engine's database."""

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine, self._url = engine, url

    async def run(self) -> None:
        """Work until cancelled; what is under way is finished first. Ends when the queue can no
        longer be reached."""
        queue = queue_of(self._url)
        tasks = Tasks(self._engine, queue)
        try:
            async with queue.open_async(), asyncio.TaskGroup() as group:
                rounds = group.create_task(tasks.ask_again_and_again())
                await queue.run_worker_async(
                    concurrency=JOBS_AT_ONCE,
                    delete_jobs="always",
                    fetch_job_polling_interval=LOOK_SECONDS,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    stalled_worker_timeout=SILENT_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                )
                rounds.cancel()
        except* (ConnectorException, psycopg.Error, psycopg_pool.PoolTimeout) as faults:
            log.error("the queue cannot be reached", why=str(faults.exceptions[0]))
