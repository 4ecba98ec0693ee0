"""One token for all tasks and processes: fetched by one, renewed ahead, forced only where it must
be, and never lost with whoever was fetching it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest
import pytest_asyncio

from bot.clock import MovableClock, SystemClock
from bot.settings import Settings
from bot.weixin.errors import ApiError, Unreached
from bot.weixin.tokens import Fetched, Tokens, beside, given_out
from core.access_tokens import AccessToken
from storage.access_tokens import LEASE, AccessTokens
from storage.connections import Connection
from storage.database import read
from storage.writer import Writer
from tests.time.moments import at
from tests.weixin.accounts import SECRET, official, renewed
from tests.weixin.stand_in import HANGS, StandIn

Result = TypeVar("Result")

BEGIN: Final = at("2026-11-23 10:00")
HOURS: Final = timedelta(hours=2)
BUSY: Final = ApiError(-1, "system error")
ROOT: Final = Path(__file__).parents[2]
pytestmark = pytest.mark.asyncio


class Mint:
    """Gives tokens out as WeChat does: the same one until it is forced or replaced. What stands in
    `fails` is raised first."""

    def __init__(self) -> None:
        self.asked: list[bool] = []
        self.fails: list[Exception] = []
        self.coin = 1
        self.lasts = HOURS
        self.opens = asyncio.Event()
        self.opens.set()
        self.came = asyncio.Event()

    async def __call__(self, force: bool) -> Fetched:
        self.asked.append(force)
        self.came.set()
        await self.opens.wait()
        if self.fails:
            raise self.fails.pop(0)
        self.coin += force
        return Fetched(f"token{self.coin}", self.lasts)


class House:
    """Processes that share a database, a clock and a WeChat."""

    def __init__(self, writer: Writer) -> None:
        self.writer, self.mint, self.clock = writer, Mint(), MovableClock(BEGIN)
        self.made: list[Tokens] = []

    def process(self, secret: str = SECRET) -> Tokens:
        made = Tokens("a", secret, self.mint, self.writer.run, self.clock)
        self.made.append(made)
        return made


@pytest_asyncio.fixture
async def house(writer: Writer) -> AsyncIterator[House]:
    house = House(writer)
    yield house
    for each in house.made:
        await each.aclose()


async def test_many_tasks_fetch_one_token(house: House) -> None:
    tokens = house.process()
    assert set(await asyncio.gather(*(tokens.current() for _ in range(20)))) == {"token1"}
    assert house.mint.asked == [False]


async def test_another_process_takes_what_is_kept(house: House) -> None:
    assert await house.process().current() == await house.process().current() == "token1"
    assert house.mint.asked == [False]


async def test_the_token_lies_sealed_though_no_key_is_set(house: House, database: Path) -> None:
    first = house.process()
    await first.refused(await first.current())
    await first.current()
    with read(database) as connection:
        row = connection.execute("SELECT * FROM access_token").fetchone()
    assert "token" not in str(tuple(row))


async def test_what_an_older_secret_has_sealed_counts_as_none(house: House) -> None:
    await house.process().current()
    assert await house.process(SECRET[::-1]).current() == "token1"
    assert house.mint.asked == [False, False]


async def test_towards_its_end_a_token_is_used_while_another_is_fetched(house: House) -> None:
    one, two = house.process(), house.process()
    await one.current()
    house.clock.advance(timedelta(minutes=116))
    house.mint.opens.clear()
    house.mint.came.clear()
    house.mint.coin = 2
    assert await one.current() == "token1"
    await house.mint.came.wait()
    assert [await one.current(), await two.current()] == ["token1", "token1"]
    house.mint.opens.set()
    await renewed()
    assert [await one.current(), await two.current()] == ["token2", "token1"]
    await renewed()
    assert await two.current() == "token2"
    assert house.mint.asked == [False, False]


async def test_after_its_end_everybody_waits_for_whoever_fetches(house: House) -> None:
    one, two = house.process(), house.process()
    await one.current()
    house.clock.advance(HOURS)
    house.mint.opens.clear()
    house.mint.came.clear()
    house.mint.coin = 2
    first = asyncio.create_task(one.current())
    await house.mint.came.wait()
    second = asyncio.create_task(two.current())
    house.mint.opens.set()
    assert [await first, await second] == ["token2", "token2"]
    assert house.mint.asked == [False, False]


async def test_a_renewal_that_fails_is_felt_only_at_the_end(house: House) -> None:
    tokens = house.process()
    await tokens.current()
    house.mint.fails = [BUSY, Unreached("no answer in time"), BUSY]
    for minutes in (116, 2):
        house.clock.advance(timedelta(minutes=minutes))
        assert await tokens.current() == "token1"
        await renewed()
    house.clock.advance(timedelta(minutes=2))
    with pytest.raises(ApiError, match="-1 system error"):
        await tokens.current()
    assert await tokens.current() == "token1"
    assert len(house.mint.asked) == 5


async def test_who_fails_to_fetch_leaves_it_to_the_next_at_once(house: House) -> None:
    house.mint.fails = [BUSY]
    with pytest.raises(ApiError):
        await house.process().current()
    assert await house.process().current() == "token1"


async def test_where_another_program_made_wechat_change_nothing_is_forced(house: House) -> None:
    tokens = house.process()
    old = await tokens.current()
    house.mint.coin = 2
    await tokens.refused(old)
    assert await tokens.current() == "token2"
    assert house.mint.asked == [False, False]


async def test_a_refused_token_that_comes_again_is_forced_seldom(house: House) -> None:
    tokens = house.process()
    await tokens.refused(await tokens.current())
    assert await tokens.current() == "token2"
    assert house.mint.asked == [False, False, True]
    await tokens.refused("token2")
    assert await tokens.current() == "token2"
    assert house.mint.asked == [False, False, True, False]
    house.clock.advance(timedelta(seconds=30))
    await tokens.refused("token2")
    assert await tokens.current() == "token3"
    assert house.mint.asked == [False, False, True, False, False, True]


async def test_what_one_process_has_dropped_the_other_needs_not_fetch(house: House) -> None:
    one, two = house.process(), house.process()
    old = await one.current()
    assert await two.current() == old
    await one.refused(old)
    new = await one.current()
    await two.refused(old)
    assert await two.current() == await one.current() == new
    assert len(house.mint.asked) == 3


async def test_who_gives_up_waiting_ends_nobody_elses_fetching(house: House) -> None:
    tokens = house.process()
    house.mint.opens.clear()
    hasty, patient = (asyncio.create_task(tokens.current()) for _ in range(2))
    await house.mint.came.wait()
    hasty.cancel()
    house.mint.opens.set()
    assert await patient == "token1"
    assert hasty.cancelled()
    assert house.mint.asked == [False]


async def test_who_is_closed_while_fetching_leaves_no_lease(house: House) -> None:
    closed = house.process()
    house.mint.opens.clear()
    waiting = asyncio.create_task(closed.current())
    await house.mint.came.wait()
    await closed.aclose()
    house.mint.opens.set()
    assert await house.process().current() == "token1"
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_comes_after_the_lease_is_not_kept(house: House) -> None:
    row = AccessTokens("a", SECRET)
    later = BEGIN + LEASE
    given = AccessToken("a", "late", later + HOURS, later + HOURS)
    await house.writer.run(lambda each: row.take(each, "slow", BEGIN))
    assert (await house.writer.run(lambda each: row.take(each, "next", later))).fetched_by == "next"
    await house.writer.run(lambda each: row.settle(each, "slow", given))
    await house.writer.run(lambda each: row.release(each, "slow"))
    kept = await house.writer.run(row.kept)
    assert (kept.token, kept.fetched_by) == ("", "next")


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": "t"},
        {"access_token": "t", "expires_in": None},
        {"access_token": "t", "expires_in": "soon"},
        {"access_token": "t", "expires_in": 0},
        {"access_token": "t", "expires_in": 10**30},
        {"access_token": "", "expires_in": 7200},
    ],
)
async def test_an_answer_without_a_token_is_none(answer: dict[str, Any]) -> None:
    with pytest.raises(Unreached):
        given_out(answer)


async def test_a_token_is_used_no_longer_than_any_lasts(house: House) -> None:
    house.mint.lasts = timedelta(days=3650)
    tokens = house.process()
    await tokens.current()
    house.clock.advance(HOURS)
    await tokens.current()
    assert house.mint.asked == [False, False]


async def test_a_command_shares_the_token_with_a_server(house: House, database: Path) -> None:
    await house.process().current()
    command = Tokens(
        "a", SECRET, house.mint, beside(Settings(data_dir=database.parent)), house.clock
    )
    assert await command.current() == "token1"
    assert house.mint.asked == [False]


@asynccontextmanager
async def calling(database: Path, stand_in: StandIn) -> AsyncIterator[asyncio.subprocess.Process]:
    """A process that is about to call."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.weixin.fetching", str(database), stand_in.address),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    yield process
    await process.wait()


async def begin(process: asyncio.subprocess.Process) -> None:
    """Let it ask for what it asks."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"go\n")
    assert await process.stdout.readline() == b"asking\n"


async def test_two_processes_with_twenty_tasks_each_fetch_one_token(
    database: Path, stand_in: StandIn
) -> None:
    stand_in.tells("stable_token", HANGS)
    async with calling(database, stand_in) as one, calling(database, stand_in) as two:
        for each in (one, two):
            await begin(each)
        await stand_in.came.wait()
        stand_in.opens.set()
        said = [(await each.communicate())[0] for each in (one, two)]
    assert said == [b"20\n", b"20\n"]
    assert stand_in.forced == [False]
    assert {call.token for call in stand_in.at("user/info")} == {"token1"}
    assert len(stand_in.at("user/info")) == 40


async def test_a_server_that_begins_waits_for_no_server_that_was_killed(house: House) -> None:
    row = AccessTokens("a", SECRET)
    await house.writer.run(lambda each: row.take(each, "killed", BEGIN))
    begun = house.process()
    await begun.take_over()
    assert await begun.current() == "token1"
    assert house.mint.asked == [False]


async def test_a_server_that_begins_keeps_the_token_that_is_there(house: House) -> None:
    await house.process().current()
    begun = house.process()
    await begun.take_over()
    assert await begun.current() == "token1"
    assert house.mint.asked == [False]


async def test_a_process_that_is_killed_while_fetching_is_replaced(
    writer: Writer, database: Path, stand_in: StandIn
) -> None:
    stand_in.tells("stable_token", HANGS)
    async with calling(database, stand_in) as killed:
        await begin(killed)
        await stand_in.came.wait()
        killed.kill()
    stand_in.tells("stable_token", {"access_token": "token9", "expires_in": 7200})
    writes = asyncio.Queue[None]()

    async def write(unit: Callable[[Connection], Result], /) -> Result:
        writes.put_nowait(None)
        return await writer.run(unit)

    clock = MovableClock(SystemClock().now())
    async with official(stand_in, write, clock) as api:
        call = asyncio.create_task(api.get("cgi-bin/user/info", openid="o1"))
        for _ in range(2):  # it has looked, and looked again
            await writes.get()
        assert len(stand_in.fetches) == 1
        clock.advance(LEASE)
        await call
    assert [call.token for call in stand_in.at("user/info")] == ["token9"]
    assert len(stand_in.fetches) == 2
