"""The way of a request at an Official Account, step by step, as the enterprise sees it."""

from typing import Final

from tests.wechat.house import House
from tests.weixin.server.official.users import User

FIRST: Final = "HY-2026-0001"
NEED: Final = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"
STARS: Final = ("5★", "其余同分（5★）", "是", "非常满意", "跳过")


async def filed(house: House, person: User) -> None:
    """Follow the account, tell a need, confirm it."""
    await person.follows()
    await person.hears("您想办什么事")
    await person.writes(NEED)
    await person.hears("请您核对")
    await person.presses("确认提交")
    await person.hears(FIRST)
    await house.settles()


async def claimed(house: House, person: User) -> None:
    await house.stage.unfetched(f"接单 {FIRST}")
    await person.hears("指定专员")
    await house.settles()


async def ended(house: House, person: User) -> None:
    """Begin the service and end it."""
    await house.stage.unfetched(f"开始 {FIRST}")
    await person.hears("已开始服务")
    await house.settles()
    await person.writes("好的，谢谢")
    await house.stage.unfetched(f"结束 {FIRST} 6块压力表校准合格，证书已交")
    await person.hears("服务结束")
    await house.settles()


async def served(house: House, person: User) -> None:
    """Claim, reply, appointment, service, its end."""
    staff = house.stage.unfetched
    await claimed(house, person)
    await staff(f"回复 {FIRST} 您好，下周三上午十点上门取表")
    await person.hears("下周三上午十点上门取表")
    await staff(f"预约 {FIRST} 11月25日10:00")
    await person.hears("您看可以吗")
    # What is pressed while its question is still being sent is answered by a message, which counts.
    await house.settles()
    await person.presses("可以")
    await house.settles()
    await ended(house, person)


async def rated(house: House, person: User) -> None:
    """One tap an item, as the questions come."""
    await house.later(seconds=5)
    asked = await person.hears("想请您评一评")
    for label in STARS:
        await person.presses(label)
        asked = await person.hears("", after=asked)
    assert "谢谢" in asked.text
