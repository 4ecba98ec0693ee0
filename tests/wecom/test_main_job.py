"""The main job with the staff at WeCom: an enterprise at its page, its specialist in the app."""

import pytest

from bot.replay.stage import SPECIALIST
from core.requests.status import Status
from tests.wecom.house import FIRST, House
from tests.weixin.server.corp.members import Member

pytestmark = pytest.mark.asyncio

MARKS = ("五星", "其余同分", "是", "非常满意", "跳过")


async def claimed(house: House, li: Member) -> None:
    await house.files()
    await house.chat.hears(f"**{FIRST} 计量检测服务** · 待接收")
    await li.hears(FIRST)
    await li.presses(li.card(FIRST), "claim")
    await house.chat.hears("接单。")
    await house.settles()
    assert "指定专员" in await house.page()
    await li.presses(li.card(FIRST), "reply")
    await li.hears("接下来您在这里写的文字会发给企业")
    await li.writes("您好，下周三上午十点上门取表")
    await house.chat.hears("您好，下周三上午十点上门取表")
    assert "您好，下周三上午十点上门取表" in await house.page()


async def served(house: House, li: Member) -> None:
    await li.writes("预约 11月25日10:00")
    await house.chat.hears("服务站提议")
    await house.stage.enterprise("qin", "可以")
    await house.chat.hears("约定")
    await li.writes("开始")
    await house.chat.hears("开始服务")
    await li.writes("结束 6块压力表校准合格，证书已交")
    await house.chat.hears("6块压力表校准合格")


async def test_from_the_first_word_to_the_last_star(house: House, li: Member) -> None:
    await claimed(house, li)
    await served(house, li)
    await house.later(seconds=5)
    for mark in MARKS:
        await house.stage.enterprise("qin", mark)
    request = await house.request()
    assert request.status is Status.EVALUATED
    assert request.owner == SPECIALIST.id
    await house.settles()
    assert "13800001207" not in house.group()
    assert "138＊＊＊＊1207" in house.group()
