"""The guides' pictures of Telegram, drawn from what was really sent."""

from collections.abc import Sequence
from typing import Final

import pytest
from playwright.async_api import Page

from bot.intents.lexicon import load_lexicon
from tests.browser.drawings import Bubble, Chat, Look, Run, drawn
from tests.telegram import way
from tests.telegram.bot_api import fresh_world, serving
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST
from tests.telegram.sights import Message

pytestmark = pytest.mark.asyncio(loop_scope="session")

STATION_NAME: Final = "汉阳质量服务站"


async def shown(page: Page, title: str, messages: Sequence[Message], name: str) -> None:
    bubbles = [
        Bubble((Run(each.text),), each.sender, "" if each.by_bot else "person", each.buttons)
        for each in messages
        if each.text
    ]
    await drawn(page, Chat(" Telegram ", Look.TELEGRAM, title), bubbles, name)


async def test_a_need_at_telegram_on_both_sides(page: Page) -> None:
    with serving() as origin:
        async with fresh_world(origin, at=BEGIN) as telegram:
            qin, li = await telegram.user("覃晓燕"), await telegram.user("指定专员")
            group = await telegram.group("汉阳站工作群", li)
            async with housed(load_lexicon(), telegram, BEGIN, group) as house:
                await house.binds(li)
                await at_work(house, qin, li, group)
            private, room = await telegram.sees(qin), await telegram.sees(group)
    assert any(FIRST in each.text for each in room.of_bot())
    await shown(page, STATION_NAME, private.messages[2:], "telegram-enterprise.png")
    await shown(page, group.title, room.messages, "telegram-room.png")


async def at_work(house: House, qin: Person, li: Person, group: Group) -> None:
    """A need that is claimed, talked about and answered."""
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await way.says(house, li, group, card, "这家我去过，路好找")
    await way.says(house, li, group, card, "/r 您好，下周三上午十点上门取表，您看行吗？")
    await house.telegram.hears(group, "已发给企业")
    await house.settles()
