"""One person and two stations: a link is a wish, and what was begun elsewhere stays there."""

import pytest

from bot.channels.telegram.links import Links
from bot.intents.lexicon import Lexicon
from bot.replay.stage import SETTINGS
from core.settings import StationSettings
from storage.stations import add_station
from tests.telegram import way
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, NEED, claims, files

pytestmark = pytest.mark.asyncio

SECOND = StationSettings(name="江岸服务站（虚构）", code="JA")


async def second_station(house: House, group: Group | None = None) -> None:
    engine = house.stage.engine
    await engine.write(lambda each: add_station(each, engine.schema, "ja", SECOND))
    if group:
        await house.opens_room(group, "ja")


async def goes_to(house: House, person: Person, station: str) -> str:
    """Somebody opens a station's link; what they are told."""
    payload = Links(house.settings.secret).to_station(station)
    opened = await person.starts(payload)
    return (await house.telegram.hears(person, "您好，这里是", after=opened)).text


async def test_a_link_leads_to_its_station_and_what_was_begun_elsewhere_is_kept(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await second_station(house)
        await goes_to(house, qin, "hy")
        await qin.writes("武汉汉阳恒岩五金制品厂有6块压力表要校准")
        await telegram.hears(qin, "电话")
        moved = await goes_to(house, qin, "ja")
        assert SECOND.name in moved
        assert f"您在{SETTINGS.name}没填完的内容还留着" in moved

        back = await goes_to(house, qin, "hy")
        assert SETTINGS.name in back
        assert "没填完" not in back.partition(SETTINGS.name)[0]
        await qin.writes("覃晓燕 13800001207，下周三上午")
        await qin.presses(await telegram.hears(qin, "请您核对"), "确认提交")
        await telegram.hears(qin, FIRST)
        assert await telegram.violations() == ()


async def test_each_station_gets_its_own_request_and_nothing_of_the_other(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li, wu = [await telegram.user(name) for name in ("覃晓燕", "李工", "吴工")]
    group, other = await telegram.group("汉阳", li), await telegram.group("江岸", wu)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await second_station(house, other)
        await house.binds(li)
        await files(house, qin)
        card = await claims(house, group, li)
        await goes_to(house, qin, "ja")
        told = await qin.writes("电梯要年检，下周四上午")
        await qin.presses(await telegram.hears(qin, "请您核对", after=told), "确认提交")
        await telegram.hears(other, "JA-2026-0001")
        await li.writes("预约 11月25日10:00", to=group, reply_to=card)
        asked = await telegram.hears(qin, "您看可以吗")
        await house.settles()
        await qin.presses(asked, "可以")
        await telegram.hears(group, "约定")
        assert FIRST not in str((await telegram.sees(other)).messages)
        assert "JA-2026" not in str((await telegram.sees(group)).messages)
        assert await telegram.violations() == ()


async def test_an_answer_to_a_message_goes_to_the_station_that_said_it(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li, wu = [await telegram.user(name) for name in ("覃晓燕", "李工", "吴工")]
    group, other = await telegram.group("汉阳", li), await telegram.group("江岸", wu)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await second_station(house, other)
        await house.binds(li)
        card = await way.filed(house, qin, group)
        await way.claimed(house, qin, li, card)
        await goes_to(house, qin, "ja")
        await way.says(house, li, group, card, "/r 您好，几点方便")
        asked = await telegram.hears(qin, "您好，几点方便")
        await house.settles()
        await qin.writes("上午都在厂里", reply_to=asked)
        await telegram.hears(group, "上午都在厂里")
        assert "上午都在厂里" not in str((await telegram.sees(other)).messages)
        assert await telegram.violations() == ()


async def test_an_edit_stays_with_the_station_that_was_written_to(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await second_station(house)
        await goes_to(house, qin, "hy")
        told = await qin.writes(NEED)
        await telegram.hears(qin, "请您核对")
        moved = await qin.starts(Links(house.settings.secret).to_station("ja"))
        await telegram.hears(qin, SECOND.name, after=moved)
        await qin.edits(told, NEED.replace("6块", "7块"))
        await telegram.hears(qin, "7块", after=moved)
        assert await telegram.violations() == ()


async def test_who_blocks_the_assistant_is_gone_for_every_station(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await second_station(house)
        await goes_to(house, qin, "hy")
        await goes_to(house, qin, "ja")
        await qin.blocks()
        await house.settles()
        closed = await house.stage.engine.read(
            lambda each: each.execute(
                "SELECT count(*) FROM chat_out WHERE chat LIKE 'telegram:%' AND unreachable <> ''"
            ).fetchone()[0]
        )
        assert closed == 2
        assert await telegram.violations() == ()
