"""The main job at an Official Account, the staff on their page: from the first word to the stars."""

import pytest

from core.requests.status import Status
from tests.wechat.house import House
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

FIRST = "HY-2026-0001"
NEED = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"


async def files(house: House, person: User) -> None:
    """Follow the account, tell a need, confirm it."""
    await person.follows()
    await person.hears("您想办什么事")
    await person.writes(NEED)
    await person.hears("请您核对")
    await person.presses("确认提交")
    await person.hears(FIRST)
    await house.settles()


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_from_the_first_word_to_the_last_star(house: House, qin: User) -> None:
    staff = house.stage.unfetched
    await files(house, qin)
    assert {one.via for one in qin.shown} == {"passive"}
    await staff(f"接单 {FIRST}")
    await qin.hears("指定专员")
    await staff(f"回复 {FIRST} 您好，下周三上午十点上门取表")
    await qin.hears("下周三上午十点上门取表")
    await staff(f"预约 {FIRST} 11月25日10:00")
    await qin.hears("您看可以吗")
    await qin.presses("可以")
    await house.settles()
    await staff(f"开始 {FIRST}")
    await qin.hears("已开始服务")
    await qin.writes("好的，谢谢")
    await staff(f"结束 {FIRST} 6块压力表校准合格，证书已交")
    await qin.hears("服务结束")
    await house.later(seconds=5)
    asked = await qin.hears("想请您评一评")
    for label in ("5★", "其余同分（5★）", "是", "非常满意", "跳过"):
        await qin.presses(label)
        asked = await qin.hears("", after=asked)
    assert "谢谢" in asked.text
    [request] = await house.requests()
    assert request.status is Status.EVALUATED
    assert house.world.violations() == ()
