"""From the first word at an Official Account to the last star, the staff wherever they work."""

import pytest

from bot.replay.stage import SPECIALIST
from core.requests.status import Status
from tests.across.desks import DESKS, Desk
from tests.across.house import House
from tests.wechat import way

pytestmark = pytest.mark.asyncio

REPLY = "您好，下周三上午十点上门取表"
IN_EVERY_ROOM = (
    "· 已评价",
    "负责人：指定专员",
    "指定专员接单。",
    REPLY,
    "（微信客服消息）",
    "服务站提议11月25日（周三）10:00",
    "约定11月25日（周三）10:00。",
    "指定专员开始服务。",
    "6块压力表校准合格，证书已交",
    "企业已评价：4项共20星",
)


async def served(house: House, desk: Desk) -> None:
    """Claim, reply, appointment, service, its end."""
    qin = house.qin
    await desk.claims()
    await qin.hears("指定专员")
    await house.settles()
    await desk.replies(REPLY)
    await qin.hears(REPLY)
    await desk.does("预约 11月25日10:00")
    await qin.hears("您看可以吗")
    await house.settles()
    await qin.presses("可以")
    await house.settles()
    await desk.does("开始")
    await qin.hears("已开始服务")
    await house.settles()
    await qin.writes("好的，谢谢")
    await desk.does("结束 6块压力表校准合格，证书已交")
    await qin.hears("服务结束")
    await house.settles()


async def rated(house: House) -> None:
    """One tap an item, as the questions come."""
    qin = house.qin
    await house.later(seconds=5)
    asked = await qin.hears("想请您评一评")
    await house.settles()
    assert asked.kind == "menu"
    for label in way.STARS:
        await qin.presses(label)
        asked = await qin.hears("", after=asked)
    assert "谢谢" in asked.text


@pytest.mark.parametrize("place", DESKS)
@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_from_the_first_word_to_the_last_star(house: House, place: str) -> None:
    await way.filed(house.wechat, house.qin)
    await served(house, DESKS[place](house, house.li))
    await rated(house)
    await house.settles()
    request = await house.request()
    assert (request.status, request.owner) == (Status.EVALUATED, SPECIALIST.id)
    for room, shown in (await house.rooms()).items():
        missing = [words for words in IN_EVERY_ROOM if words not in shown]
        assert not missing, f"{room} lacks {missing}:\n{shown}"
        assert "13800001207" not in shown
