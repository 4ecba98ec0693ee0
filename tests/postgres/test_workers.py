"""Several workers on one database: what is due or left behind is spread over them, each thing
done once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import Final

import psycopg
import pytest
from procrastinate.jobs import Status

from bot.delivery.courier import Courier, Letter
from bot.delivery.receipts import Receipt, Sent
from bot.engine import Engine
from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, Stage, staged
from bot.work.queue import SETTINGS, queue_of
from bot.work.tasks import Tasks
from bot.work.worker import Worker
from core.conversations import Chat, ChatKind
from core.messages import Line, Outbound, text_of
from core.rates import Rate
from storage.connections import Connection
from storage.outgoing import Posting
from storage.postgres.database import PostgresDatabase
from storage.rate_clocks import Clock
from tests.time.moments import at

CHANNEL: Final = "pigeon"
BEGIN: Final = at("2026-11-23 10:00")
CHATS: Final = 60
PATIENCE: Final = 60.0
SECOND: Final = timedelta(seconds=1)
LATER: Final = timedelta(days=1, hours=2)
DONE: Final = "SELECT count(*) FROM due WHERE state = 'done' AND kind = 'daily_brief'"
BRIEFS: Final = "SELECT count(*) FROM outbox WHERE turn LIKE '%daily_brief%'"
STALLED: Final = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
    " VALUES ('default', 'deliver', 'doing')"
)
JOBS: Final = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"


class Flock:
    """Both workers' messengers. Nobody's first letter arrives before everybody has set out with
    one, so that a worker that does all the work alone would wait for ever."""

    def __init__(self, of: int) -> None:
        self._all = asyncio.Barrier(of)
        self.letters: list[str] = []
        self.done = asyncio.Event()

    async def take(self, text: str, *, first: bool) -> None:
        if first:
            await self._all.wait()
        self.letters.append(text)
        if len(self.letters) >= CHATS:
            self.done.set()


class Pigeon:
    """One worker's messenger."""

    channel = CHANNEL
    shared = Clock(CHANNEL, Rate(timedelta(0), 1000))

    def __init__(self, flock: Flock) -> None:
        self._flock, self._sent = flock, 0

    def clocks(self, posting: Posting) -> Sequence[Clock]:
        return ()

    def explain(self, why: str) -> str:
        return why

    async def send(self, letter: Letter) -> Receipt:
        self._sent += 1
        await self._flock.take(text_of(letter.posting.said.message), first=self._sent == 1)
        return Sent("1")


@asynccontextmanager
async def working(
    stage: Stage, database: PostgresDatabase, lexicon: Lexicon, flock: Flock
) -> AsyncIterator[Engine]:
    """A worker with its courier until the block ends."""
    engine = Engine(database.open(), stage.engine.schema, lexicon, stage.clock)
    courier = asyncio.create_task(Courier(engine, Pigeon(flock)).run())
    worker = asyncio.create_task(Worker(engine, database.url).run())
    try:
        yield engine
    finally:
        for task in (worker, courier):
            task.cancel()
        await asyncio.gather(worker, courier, return_exceptions=True)
        await engine.close()


async def write_to_everybody(stage: Stage) -> None:
    """Messages of a process that is gone before it could send any."""
    engine = stage.engine
    chats = [f"{CHANNEL}:{n}" for n in range(CHATS)]
    says = [Outbound(chat, (Line(f"给 {chat}"),)) for chat in chats]

    def unit(each: Connection) -> None:
        for chat in chats:
            row = Chat(chat, CHANNEL, ChatKind.PRIVATE, STATION)
            engine.schema.of(Chat).save(each, row)
        engine.turns.applier.say(each, says, "by itself", engine.clock.now())

    await engine.write(unit)


@pytest.mark.asyncio
async def test_what_was_left_behind_is_spread_over_the_workers_and_sent_once(
    database: PostgresDatabase, lexicon: Lexicon
) -> None:
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(staged(lexicon, BEGIN, database))
        await write_to_everybody(stage)
        flock = Flock(2)
        for _ in range(2):
            await stack.enter_async_context(working(stage, database, lexicon, flock))
        async with asyncio.timeout(PATIENCE):
            await flock.done.wait()
    assert sorted(flock.letters) == sorted(f"给 {CHANNEL}:{n}" for n in range(CHATS))


@pytest.mark.asyncio
async def test_what_is_due_is_done_once_by_one_of_them(
    database: PostgresDatabase, lexicon: Lexicon
) -> None:
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(staged(lexicon, BEGIN, database))
        await stage.engine.sweep()
        stage.clock.move_to(BEGIN + LATER)
        engines = [
            await stack.enter_async_context(working(stage, database, lexicon, Flock(1)))
            for _ in range(2)
        ]
        async with asyncio.timeout(PATIENCE), stage.engine.listen_to_all() as news:
            while not await count(stage, DONE):
                news.clear()
                await stage.engine.notice_others()
                await news.wait()
        again = [engine.fall_due(STATION, "") for engine in engines for _ in range(3)]
        await asyncio.gather(*again)
        assert await count(stage, DONE) == 1
        assert await count(stage, BRIEFS) == 1


@pytest.mark.asyncio
async def test_all_workers_together_ask_for_a_round_once(
    database: PostgresDatabase, lexicon: Lexicon
) -> None:
    async with AsyncExitStack() as stack:
        stage = await stack.enter_async_context(staged(lexicon, BEGIN, database))
        queues = [queue_of(database.url) for _ in range(2)]
        for queue in queues:
            await stack.enter_async_context(queue.open_async())
        workers = [Tasks(stage.engine, queue) for queue in queues]
        jobs, asked = queues[0].job_manager, []
        for at in (BEGIN, BEGIN, BEGIN + SECOND):
            await asyncio.gather(*(worker.ask_for_rounds(at) for worker in workers))
            rounds = list(await jobs.list_jobs_async())
            asked.append(sorted(job.task_name for job in rounds))
            for job in rounds:
                await jobs.finish_job(job, Status.SUCCEEDED, delete_job=True)
    assert asked == [["forget_stalled", "hand_round"], [], ["hand_round"]]


@pytest.mark.asyncio
async def test_the_jobs_of_a_killed_worker_are_forgotten(
    database: PostgresDatabase, lexicon: Lexicon
) -> None:
    async with staged(lexicon, BEGIN, database) as stage:
        queue = queue_of(database.url)
        tasks = Tasks(stage.engine, queue)
        async with (
            queue.open_async(),
            await psycopg.AsyncConnection.connect(
                database.url, options=SETTINGS["options"], autocommit=True
            ) as other,
        ):
            await other.execute(STALLED)
            await tasks.forget_stalled(0)
            assert await (await other.execute(JOBS)).fetchone() == (0,)


async def count(stage: Stage, question: str) -> int:
    found = await stage.engine.read(lambda each: each.execute(question).fetchone())
    return int(found[0])
