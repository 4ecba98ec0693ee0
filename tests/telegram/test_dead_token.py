"""Telegram does not take the bot's token any more: the staff read it on their page, once."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION
from core.conversations import Said
from core.messages import Line, Outbound, text_of
from storage.stations import web_room
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN

pytestmark = pytest.mark.asyncio

SHUT = "Telegram连不通了：机器人的令牌不再有效"
OPEN = "Telegram恢复了"
WORDS = Outbound("", (Line("您好，我来办"),))


async def told(house: House) -> list[str]:
    """What the staff's page was told of it."""
    query = house.stage.engine.schema.of(Said).query("chat", order="n")
    rows = await house.stage.engine.read(lambda each: query.all(each, web_room(STATION)))
    lines = [text_of(row.message) for row in rows]
    return [line for line in lines if line.startswith((SHUT, OPEN))]


async def until_told(house: House, count: int) -> list[str]:
    async with house.stage.engine.listen(web_room(STATION)) as news:
        while len(lines := await told(house)) < count:
            await news.wait()
            news.clear()
    return lines


async def loses_its_token(house: House, qin: Person) -> None:
    await qin.starts()
    await house.telegram.hears(qin, "您想办什么事")
    await house.settles()
    await house.telegram.fails("*", code=401, count=1000)
    await house.says(qin, WORDS)


async def test_it_is_told_once_with_what_to_do_and_once_more_when_it_is_over(
    lexicon: Lexicon, telegram: Telegram, qin: Person, group: Group
) -> None:
    async with housed(lexicon, telegram, BEGIN, group, serves=False) as house:
        async with house.serves():
            await loses_its_token(house, qin)
            [line] = await until_told(house, 1)
            assert "STATION_TELEGRAM_TOKEN" in line
        async with house.serves():  # another server, or the same started again
            await house.stands()
            assert len(await told(house)) == 1
        await telegram.works_again()
        async with house.serves():
            assert (await until_told(house, 2))[1].startswith(OPEN)
            await house.later(minutes=2)
            await telegram.hears(qin, "您好，我来办")
            await house.settles()
            assert len(await told(house)) == 2
    shown = [each.text for each in (await telegram.sees(group)).of_bot()]
    assert not [text for text in shown if text.startswith((SHUT, OPEN))]
