"""The way of a request at Telegram, step by step, as those who go it see it."""

from tests.telegram.house import House
from tests.telegram.messenger import Group
from tests.telegram.persons import Person
from tests.telegram.scenes import FIRST, files
from tests.telegram.sights import Message

STARS = ("5★", "其余同分（5★）", "是", "非常满意", "跳过")


async def filed(house: House, qin: Person, group: Group) -> Message:
    """An enterprise says what it needs and confirms it; the card in the staff's group."""
    await files(house, qin)
    return await house.telegram.hears(group, f"{FIRST} 计量检测")


async def says(house: House, who: Person, group: Group, card: Message, words: str) -> None:
    """A member writes in a request's own talk: its topic, or in answer to its card."""
    answered = None if card.topic else card
    await who.writes(words, to=group, topic=card.topic, reply_to=answered)


async def claimed(house: House, qin: Person, li: Person, card: Message) -> None:
    await li.presses(card, "接单")
    await house.telegram.hears(qin, "指定专员")


async def served(house: House, qin: Person, li: Person, group: Group, card: Message) -> None:
    """Reply, appointment, service, its end."""
    telegram = house.telegram
    await says(house, li, group, card, "/r 您好，下周三上午十点上门取表")
    await telegram.hears(qin, "下周三上午十点上门取表")
    await says(house, li, group, card, "预约 11月25日10:00")
    await qin.presses(await telegram.hears(qin, "您看可以吗"), "可以")
    await telegram.hears(group, "约定")
    await says(house, li, group, card, "开始")
    await telegram.hears(qin, "已开始服务")
    await says(house, li, group, card, "结束 6块压力表校准合格，证书已交")
    await telegram.hears(qin, "服务结束")


async def rated(house: House, qin: Person) -> None:
    """One tap an item, as the questions come."""
    telegram = house.telegram
    await house.later(seconds=5)
    asked = await telegram.hears(qin, "想请您评一评")
    for label in STARS:
        await qin.presses(asked, label)
        asked = await telegram.hears(qin, "", after=asked)
    assert "谢谢" in asked.text
