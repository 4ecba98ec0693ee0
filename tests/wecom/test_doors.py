"""The address that an app's pushes come to, as it is served."""

import asyncio
import threading
from typing import Final

import pytest

from bot.channels.wecom.words import NO_ROOM, NOT_BOUND
from bot.replay.stage import SPECIALIST
from core.parties import Identity
from tests.wecom.house import KEY_BEFORE, House, account_of, founded, opened
from tests.wecom.scenes import WANG, claimed
from tests.weixin.server.corp.members import Member
from tests.writing import submitted

pytestmark = pytest.mark.asyncio

PATIENCE: Final = 10.0


async def test_the_address_opens_the_word_that_the_console_sends(house: House) -> None:
    assert await house.app.checks_url()
    assert not await house.app.checks_url(aes_key="x" * 43)


async def test_before_and_after_a_change_of_the_key_the_staff_are_heard(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    house.app.aes_key = KEY_BEFORE
    await li.presses(li.card("HY-2026-0001"), "reply")
    await li.writes("您好，上午到")
    await house.chat.hears("您好，上午到")
    assert house.world.violations() == ()


@pytest.mark.parametrize(
    "wrong",
    [{"token": "another1"}, {"aes_key": "x" * 43}, {"receiver": "ww0000"}, {"timestamp": "1"}],
)
async def test_what_is_not_sealed_for_this_corporation_now_does_nothing(
    house: House, li: Member, wrong: dict[str, str]
) -> None:
    before = len(li.shown)
    fields = {"ToUserName": house.corp.corp_id, "FromUserName": li.userid}
    fields |= {"CreateTime": "1795399200", "MsgType": "text", "Content": "我的待办"}
    letter = house.app.letter({**fields, "MsgId": "77", "AgentID": house.app.agent_id}, **wrong)
    assert (await house.app.posts(letter)).status == 403
    await house.settles()
    assert len(li.shown) == before


async def test_a_push_is_answered_in_time_and_gone_on_with(quiet: House, li: Member) -> None:
    async with quiet.serves(patience_seconds=0.05):
        await quiet.binds(li)
        goes_on = threading.Event()
        held = submitted(quiet.stage.engine, lambda _: goes_on.wait(PATIENCE))
        pushed = await li.writes("我的待办")
        assert (pushed.status, pushed.body, pushed.tries) == (200, "", 1)
        goes_on.set()
        await asyncio.wrap_future(held)
        await li.hears("您手上没有待办")


async def test_a_push_that_cannot_be_stored_comes_again(quiet: House, li: Member) -> None:
    async with quiet.serves():
        await quiet.binds(li)
        await quiet.settles()
        connection = await asyncio.wrap_future(submitted(quiet.stage.engine, lambda each: each))
        connection.execute("PRAGMA query_only = ON")
        try:
            pushed = await li.writes("我的待办")
        finally:
            connection.execute("PRAGMA query_only = OFF")
        assert (pushed.status, pushed.tries) == (503, 3)


async def test_a_push_that_was_answered_and_cannot_be_stored_troubles_no_other(
    quiet: House, li: Member
) -> None:
    async with quiet.serves(patience_seconds=0.0) as service:
        await quiet.binds(li)
        await quiet.settles()
        connection = await asyncio.wrap_future(submitted(quiet.stage.engine, lambda each: each))
        connection.execute("PRAGMA query_only = ON")
        assert (await li.writes("您好")).status == 200
        await service.rests()
        connection.execute("PRAGMA query_only = OFF")
        await li.writes("我的待办")
        await li.hears("您手上没有待办")


async def test_a_push_for_another_app_does_nothing(house: House, li: Member) -> None:
    before = len(li.shown)
    fields = {"MsgType": "text", "Content": "我的待办", "MsgId": "78"}
    whole = {
        "ToUserName": house.corp.corp_id,
        "FromUserName": li.userid,
        "CreateTime": "1795399200",
    }
    pushed = await house.app.brings({**whole, **fields, "AgentID": "1"})
    assert (pushed.status, pushed.body) == (200, "")
    await house.settles()
    assert len(li.shown) == before


async def test_who_is_not_bound_is_told_how_and_a_link_counts_once(
    house: House, li: Member, wang: Member
) -> None:
    await wang.writes("您好")
    await wang.hears(NOT_BOUND.render())
    await wang.writes(f"绑定 {'x' * 32}")
    await wang.hears("这个绑定链接已经用过或过期了")
    await house.joins(WANG)
    await house.binds(wang, WANG)
    await wang.writes("我的待办")
    await wang.hears("您手上没有待办")


async def test_one_account_stands_for_one_member(house: House, li: Member, wang: Member) -> None:
    await house.binds(wang, SPECIALIST)
    await li.writes("我的待办")
    await li.hears(NOT_BOUND.render())
    query = house.stage.engine.schema.of(Identity).query("channel", "person")
    bound = await house.stage.engine.read(lambda each: query.all(each, "wecom", SPECIALIST.id))
    assert [one.sender for one in bound] == [f"{house.corp.corp_id}.wang"]


async def test_a_station_without_a_group_says_so(house: House, li: Member) -> None:
    engine = house.stage.engine
    await engine.write(lambda each: each.execute("UPDATE chat SET kind = 'private'"))
    await li.writes("我的待办")
    await li.hears(NO_ROOM.render())


async def test_two_apps_serve_a_station_each(quiet: House, li: Member) -> None:
    second = quiet.corp.app("tokenOfTests", quiet.app.aes_key)
    account = account_of(second, "hy")
    chat = await founded(quiet.stage, quiet.world, second)
    await opened(quiet.stage, f"wecom:{account.name}.{chat.chatid}")
    async with quiet.serves(accounts=(*quiet.settings.accounts, account)):
        await quiet.binds(li)
        await quiet.files()
        await quiet.chat.hears("HY-2026-0001")
        await chat.hears("HY-2026-0001")
        await quiet.settles()
        assert {card.app.agent_id for card in li.cards} == {quiet.app.agent_id, second.agent_id}


async def test_without_a_station_nothing_is_raised(quiet: House, li: Member) -> None:
    [account] = quiet.settings.accounts
    await quiet.stage.engine.write(lambda each: each.execute("DELETE FROM station"))
    async with quiet.serves(accounts=(account.model_copy(update={"station": "gone"}),)):
        pushed = await li.writes("您好")
        assert (pushed.status, pushed.body) == (200, "")
