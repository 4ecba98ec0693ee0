"""When the database takes nothing, or a turn meets a bug: nothing is lost, nothing done twice."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from core.conversations import InboxState
from tests.wechat.house import House
from tests.wechat.test_retries import ASKED, NEED, SOON, hurried, push, times
from tests.weixin.server.official.users import SORRY, User
from tests.writing import submitted

pytestmark = pytest.mark.asyncio

APOLOGY = "抱歉，刚才这条消息我没能处理好"


@hurried
async def test_what_cannot_be_stored_is_not_acknowledged_and_is_brought_again(
    house: House, qin: User
) -> None:
    await qin.follows()
    fields = push(qin, NEED)
    async with house.read_only():
        assert (await qin.told(fields)).status == 503
        assert qin.shown[-1].text == SORRY
    again = await qin.told(fields)
    assert again.shown
    assert ASKED in again.shown.text
    await house.settles()
    assert times(qin, ASKED) == 1
    assert [one.text for one in await house.heard()].count(NEED) == 1


async def test_nobody_notices_a_short_trouble(house: House, qin: User) -> None:
    await qin.follows()
    async with house.read_only():
        bringing = asyncio.create_task(qin.told(push(qin, NEED)))
        await asyncio.wait({bringing}, timeout=SOON)
        assert not bringing.done()
    pushed = await bringing
    assert pushed.shown
    assert ASKED in pushed.shown.text
    assert pushed.tries == 1


@hurried
async def test_a_trouble_of_some_seconds_is_bridged_by_what_wechat_brings_again(
    house: House, qin: User
) -> None:
    await qin.follows()
    house.world.patience, house.world.tries = 1.2 * SOON, 100
    async with house.read_only():
        bringing = asyncio.create_task(qin.told(push(qin, NEED)))
        await asyncio.wait({bringing}, timeout=3 * SOON)
        assert not bringing.done()
    house.world.patience = 5.0
    pushed = await bringing
    assert pushed.tries > 1
    await qin.hears(ASKED)
    await house.settles()
    assert times(qin, ASKED) == 1
    assert [one.text for one in await house.heard()].count(NEED) == 1


@pytest.mark.parametrize("reply_seconds", [16 * SOON])
async def test_what_is_stored_at_last_while_the_line_is_open_is_acknowledged(
    house: House, qin: User
) -> None:
    await qin.follows()
    async with house.read_only():
        bringing = asyncio.create_task(qin.told(push(qin, NEED)))
        await asyncio.wait({bringing}, timeout=18 * SOON)
    assert (await bringing).body == "success"
    assert (await qin.hears(ASKED)).via == "custom"


@pytest.mark.parametrize("reply_seconds", [4 * SOON])
async def test_an_answer_whose_commit_takes_too_long_comes_as_a_message(
    house: House, qin: User
) -> None:
    """It was decided in time, and laid aside for the line."""
    await qin.follows()
    async with AsyncExitStack() as behind:
        async with house.held_up():
            bringing = asyncio.create_task(qin.told(push(qin, NEED)))
            await asyncio.wait({bringing}, timeout=SOON)
            await behind.enter_async_context(house.held_up())
        assert (await bringing).body == "success"
    assert (await qin.hears(ASKED)).via == "custom"
    await house.settles()
    assert times(qin, ASKED) == 1
    assert {one.tries for one in await house.outbox(qin)} == {1}


@hurried
async def test_what_was_acknowledged_is_kept_in_the_end(house: House, qin: User) -> None:
    await qin.follows()
    connection = await asyncio.wrap_future(submitted(house.stage.engine, lambda each: each))
    async with house.held_up():
        assert (await qin.told(push(qin, NEED))).body == "success"
        connection.execute("PRAGMA query_only = ON")
    hearing = asyncio.create_task(qin.hears(ASKED))
    await asyncio.wait({hearing}, timeout=SOON)
    assert not hearing.done()
    connection.execute("PRAGMA query_only = OFF")
    assert (await hearing).via == "custom"
    assert [one.text for one in await house.heard()].count(NEED) == 1


async def test_a_server_that_goes_down_ends_what_it_acknowledged(house: House, qin: User) -> None:
    await qin.follows()
    async with house.serves(reply_seconds=SOON), house.held_up():
        assert (await qin.told(push(qin, NEED))).body == "success"
    assert [one.text for one in await house.heard()].count(NEED) == 1
    async with house.serves():
        assert (await qin.hears(ASKED)).via == "custom"


async def test_what_cannot_be_kept_when_the_server_goes_down_holds_it_up_for_a_while_only(
    house: House, qin: User
) -> None:
    await qin.follows()
    async with AsyncExitStack() as serving:
        await serving.enter_async_context(house.serves(reply_seconds=SOON))
        async with house.held_up():
            assert (await qin.told(push(qin, NEED))).body == "success"
            await serving.aclose()


async def test_a_bug_eats_no_message_and_is_apologised_for_at_once(house: House, qin: User) -> None:
    await qin.follows()
    await qin.writes(NEED)
    await house.stage.engine.write(lambda each: each.execute("UPDATE progress SET asked = '{'"))
    pushed = await qin.writes("武汉汉阳恒岩五金制品厂")
    assert pushed.shown
    assert APOLOGY in pushed.shown.text
    kept = (await house.heard())[-1]
    assert (kept.text, kept.state) == ("武汉汉阳恒岩五金制品厂", InboxState.FAILED)


async def test_a_station_that_is_gone_is_no_failure(house: House, qin: User) -> None:
    await qin.follows()
    await house.stage.engine.write(lambda each: each.execute("DELETE FROM station"))
    assert (await qin.writes("你好")).body == "success"
