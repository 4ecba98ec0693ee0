"""The main job where one side has Telegram and the other the page."""

import pytest

from core.conversations import Said
from core.messages import text_of
from core.requests.status import Status
from tests.telegram import way
from tests.telegram.house import House
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import FIRST, NEED

pytestmark = pytest.mark.asyncio

MARKS = ("五星", "其余同分", "是", "非常满意", "跳过")


async def on_the_page(house: House) -> str:
    """All that the enterprise's page has shown."""
    query = house.stage.engine.schema.of(Said).query("chat", order="n")
    said = await house.stage.engine.read(lambda each: query.all(each, "web:hy.qin"))
    return "\n".join(text_of(one.message) for one in said)


async def test_an_enterprise_at_telegram_is_served_from_the_page(
    house: House, telegram: Telegram, qin: Person, group: Group
) -> None:
    staff = house.stage.staff
    await way.filed(house, qin, group)
    await staff(f"接单 {FIRST}")
    await telegram.hears(qin, "指定专员")
    await house.stage.unfetched(f"回复 {FIRST} 您好，下周三上午十点上门取表")
    await telegram.hears(qin, "下周三上午十点上门取表")
    await staff(f"预约 {FIRST} 11月25日10:00")
    await qin.presses(await telegram.hears(qin, "您看可以吗"), "可以")
    await telegram.hears(group, "约定")
    await staff(f"开始 {FIRST}")
    await telegram.hears(qin, "已开始服务")
    await staff(f"结束 {FIRST} 6块压力表校准合格，证书已交")
    await telegram.hears(qin, "服务结束")
    await way.rated(house, qin)
    [request] = await house.requests()
    assert request.status is Status.EVALUATED
    assert (await telegram.hears(group, f"{FIRST} 计量检测")).edited


async def test_an_enterprise_at_the_page_is_served_from_telegram(
    house: House, telegram: Telegram, li: Person, group: Group
) -> None:
    enterprise = house.stage.enterprise
    await enterprise("qin", NEED)
    await enterprise("qin", "确认")
    card = await telegram.hears(group, f"{FIRST} 计量检测")
    await li.presses(card, "接单")
    await telegram.hears(group, "指定专员接单")
    for words, told in (
        ("/r 您好，下周三上午十点上门取表", "上门取表"),
        ("预约 11月25日10:00", "服务站提议"),
    ):
        await way.says(house, li, group, card, words)
        await telegram.hears(group, told)
    await enterprise("qin", "可以")
    await telegram.hears(group, "约定")
    for words, told in (("开始", "开始服务"), ("结束 6块校准合格，证书已交", "6块校准合格")):
        await way.says(house, li, group, card, words)
        await telegram.hears(group, told)
    await house.later(seconds=5)
    for mark in MARKS:
        await enterprise("qin", mark)
    [request] = await house.requests()
    assert request.status is Status.EVALUATED
    shown = await on_the_page(house)
    assert "您好，下周三上午十点上门取表" in shown
    assert "谢谢" in shown
