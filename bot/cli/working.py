"""`station work`: a process that does what is due and delivers, beside the servers."""

import asyncio
import signal
from contextlib import AsyncExitStack
from typing import Final

from bot.cli.messengers import messengers
from bot.cli.screen import Stop, say
from bot.event_loop import run
from bot.installation import assert_ready, database_of, make_folder, reading
from bot.leaving import at_once, listen
from bot.logs import start_logging
from bot.messengers.kept_running import kept_running
from bot.settings import Settings, read_settings
from bot.starting import running
from bot.ticking import ticking
from bot.work.worker import Worker
from storage.postgres.work_queue import is_laid_out

NOT_SHARED: Final = (
    "station work 只在多个进程共用 PostgreSQL 时才需要（STATION_DATABASE_URL）。"
    "用数据目录时，station serve 自己会做这些事。"
)
NO_QUEUE: Final = "数据库里还没有这个版本的工作队列。请先运行 station db upgrade。"
STARTED: Final = "工作进程已启动，按 Ctrl+C 停止。"


def work() -> None:
    """Work until a signal ends it; what is under way is finished first."""
    settings = read_settings()
    if not settings.database_url:
        raise Stop(NOT_SHARED)
    make_folder(settings)
    assert_ready(database_of(settings))
    with reading(settings) as connection:
        if not is_laid_out(connection):
            raise Stop(NO_QUEUE)
    start_logging(settings.log_level)
    run(_work(settings))


async def _work(settings: Settings) -> None:
    ending = asyncio.Event()
    _listen(ending)
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(running(settings))
        await stack.enter_async_context(ticking(engine))
        for service in messengers(engine, settings).all:
            await stack.enter_async_context(service.delivering())
        worker = Worker(engine, settings.database_url)
        await stack.enter_async_context(kept_running("work", worker.run))
        say(STARTED)
        await ending.wait()


def _listen(ending: asyncio.Event) -> None:
    """The first signal lets what is under way be finished, a second one ends at once."""

    def heard(by: signal.Signals) -> None:
        if ending.is_set():
            at_once(by)
        ending.set()

    listen(heard)
