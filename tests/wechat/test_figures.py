"""What a figure means that somebody types: a choice that stands before their eyes."""

import pytest

from bot.channels.wechat.choices import items_of, linked
from core.links import Link
from core.messages import Audience, Choice, Line, Outbound
from storage.connections import Connection
from tests.wechat import way
from tests.wechat.house import House
from tests.weixin.server.official.users import User
from tests.weixin.server.shown import LINK

TWO = (Choice("a", "甲", "hours"), Choice("b", "乙", "hours"))
ASKED = Outbound("", (Line("选一个"),), choices=TWO, audience=Audience.NOTICE, about="r")


@pytest.mark.asyncio
@pytest.mark.parametrize("another", [False, True])
async def test_a_list_that_waits_or_went_to_another_chat_is_not_meant(
    house: House, qin: User, another: bool
) -> None:
    wang, engine = house.account.user("王敏"), house.stage.engine
    await way.filed(house, qin)
    await way.claimed(house, qin)
    await house.stage.unfetched(f"预约 {way.FIRST} 11月27日10:00")
    await qin.hears("您看可以吗")
    await house.later(hours=49)
    if another:
        await wang.follows()
        await wang.writes("你好")

        def link(connection: Connection) -> None:
            for one in (qin, wang):
                place = Link(house.chat(one), "circle", engine.clock.now())
                engine.schema.of(Link).save(connection, place)

        await engine.write(link)
    await house.says(qin, ASKED)
    await house.settles()
    assert any("选一个" in one.text for one in wang.shown) is another
    assert not any("选一个" in one.text for one in qin.shown)
    await qin.writes("1")
    await house.settles()
    assert "约定" in await house.room()


def test_a_label_that_merely_begins_with_its_numbers_figure_has_the_number_too() -> None:
    times = [Choice(each, each, "hours") for each in ("10点", "2号窗口", "9点")]
    lines = LINK.sub(lambda found: found["label"], linked(items_of(times, "wechat:wx.o", 1)))
    assert lines.splitlines()[:3] == ["1. 10点", "2号窗口", "3. 9点"]
