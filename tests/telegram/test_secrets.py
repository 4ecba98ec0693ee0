"""What is one person's stays one person's: staff of elsewhere, those who left, forged buttons."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import SETTINGS, SPECIALIST
from core.conversations import Chat
from core.parties import Identity
from core.parties import Person as Member
from core.people import Role
from storage.staff import add_member, remove_member
from storage.stations import add_station
from tests.telegram import way
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.time.moments import at

BEGIN = at("2026-11-23 10:00")
ELSEWHERE = Member("zhou", "other", "周岚", (Role.SPECIALIST,), True, True)
pytestmark = pytest.mark.asyncio


async def chats(house: House) -> set[str]:
    query = house.stage.engine.schema.of(Chat).query()
    return {one.id for one in await house.stage.engine.read(query.all)}


async def test_staff_of_another_station_are_strangers_in_this_room(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, zhou = await telegram.user("覃晓燕"), await telegram.user("周岚")
    group = await telegram.group("工作群", zhou)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        engine = house.stage.engine
        await engine.write(
            lambda each: add_station(
                each, engine.schema, "other", SETTINGS.__class__(name="别的站", code="QT")
            )
        )
        await engine.write(lambda each: add_member(each, engine.schema, ELSEWHERE))
        await house.binds(zhou, ELSEWHERE)
        card = await way.filed(house, qin, group)
        press = await telegram.answered(await zhou.presses(card, "接单"))
        assert "您还没有绑定为本站的工作人员" in press.text
        [request] = await house.requests()
        assert request.owner == ""


async def test_what_waited_for_somebody_who_left_reaches_nobody(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await telegram.fails("sendMessage", chat=li, code=502)
    await li.presses(await telegram.hears(group, "待评估"), "查看联系方式")
    await house.settles()
    engine = house.stage.engine
    await engine.write(
        lambda each: remove_member(each, engine.schema, SPECIALIST, engine.clock.now())
    )
    await house.later(minutes=1)
    await house.settles()
    assert "13800001207" not in str((await telegram.sees(group)).messages)
    assert "13800001207" not in str((await telegram.sees(li)).messages)


async def test_a_forged_button_reaches_no_chat_but_the_forgers_own(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, mallory = await telegram.user("覃晓燕"), await telegram.user("某人")
    group = await telegram.group("工作群", await telegram.user("李工"))
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await way.filed(house, qin, group)
        await mallory.starts()
        own = await telegram.hears(mallory, "您想办什么事")
        before = await chats(house)
        for data in (f"2:1@{qin.id}", "99:x@424242", f"2:claim@{group.id}"):
            await mallory.presses(own, data=data)
        await house.settles()
        assert await chats(house) == before
        [request] = await house.requests()
        assert request.owner == ""


async def test_an_account_that_was_bound_before_acts_for_nobody(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    old, new = await telegram.user("旧手机"), await telegram.user("新手机")
    group = await telegram.group("工作群", old, new)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(old)
        await house.binds(new)
        query = house.stage.engine.schema.of(Identity).query("channel", "person")
        kept = await house.stage.engine.read(lambda each: query.all(each, "telegram", "specialist"))
        assert [one.sender for one in kept] == [str(new.id)]
