"""How people and groups come to a station: by its links, by a code, by a command to this bot."""

import pytest

from bot.channels.telegram.links import Links
from bot.desk.desk import ProductDesk
from bot.intents.lexicon import Lexicon
from bot.replay.stage import SETTINGS, SPECIALIST, STATION
from core.conversations import Chat
from core.settings import StationSettings
from storage.room_codes import issue_code
from storage.stations import add_station
from tests.telegram.house import House, housed
from tests.telegram.messenger import Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, claims, files

pytestmark = pytest.mark.asyncio

SECOND = StationSettings(name="江岸服务站（虚构）", code="JA")


async def with_second_station(house: House) -> Links:
    engine = house.stage.engine
    await engine.write(lambda each: add_station(each, engine.schema, "ja", SECOND))
    return Links(house.settings.secret)


async def station_of(house: House, person: Person) -> str:
    await house.settles()
    query = house.stage.engine.schema.of(Chat).query("id")
    chat = await house.stage.engine.read(lambda each: query.one(each, f"telegram:{person.id}"))
    assert chat is not None
    return str(chat.station)


async def test_a_signed_link_leads_to_its_station_and_a_forged_one_to_the_first(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    async with housed(lexicon, telegram, BEGIN) as house:
        links = await with_second_station(house)
        signed = links.to_station("ja")
        flipped = signed[:-1] + ("0" if signed[-1] != "0" else "1")
        for payload, station in (
            (signed, "ja"),
            (links.to_station("hy"), "hy"),
            (flipped, "hy"),
            ("s-ja", "hy"),
            ("s-ja-", "hy"),
            (Links("another secret").to_station("ja"), "hy"),
            (links.to_station("nowhere"), "hy"),
            ("m-nobody", "hy"),
            ("", "hy"),
        ):
            person = await telegram.user("企业")
            await person.starts(payload)
            await telegram.hears(person, "")
            assert await station_of(house, person) == station
        assert await telegram.violations() == ()


async def test_a_members_link_counts_once(lexicon: Lexicon, telegram: Telegram) -> None:
    li, odd = await telegram.user("李工"), await telegram.user("路人")
    async with housed(lexicon, telegram, BEGIN) as house:
        await house.binds(li)
        [said] = [e for e in (await telegram.sees(li)).messages if e.text.startswith("/start m-")]
        await odd.writes(said.text)
        await telegram.hears(odd, "用过或过期")
        assert await telegram.violations() == ()


async def test_the_link_on_the_heads_page_binds_and_uses_the_sign_in_link_up(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    async with housed(lexicon, telegram, BEGIN, serves=False) as house, house.serves() as service:
        desk = ProductDesk(house.stage.engine, house.settings.pictures, service)
        qin = await telegram.user("覃晓燕", started=True)
        await telegram.hears(qin, "您好")
        token = await desk.invite(STATION, SPECIALIST.id)
        link = desk.member_link(token)
        assert link.startswith(f"https://t.me/{telegram.bot_name}?start=")
        await li.starts(link.partition("start=")[2])
        await telegram.hears(li, "已绑定")
        assert await desk.sign_in(token) == ""
        assert await telegram.violations() == ()


async def test_the_entrance_at_telegram_leads_to_its_station(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕", started=True)
    async with housed(lexicon, telegram, BEGIN, serves=False) as house, house.serves() as service:
        await telegram.hears(qin, "您好")
        await with_second_station(house)
        tao = await telegram.user("陶师傅")
        await tao.starts(service.station_link("ja").partition("start=")[2])
        await telegram.hears(tao, SECOND.name)
        assert await telegram.violations() == ()


async def test_a_group_becomes_a_room_by_a_code_that_counts_once(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group, other = await telegram.group("工作群", li), await telegram.group("别的群", li)
    async with housed(lexicon, telegram, BEGIN) as house:
        engine = house.stage.engine
        await house.binds(li)
        await li.writes("/mine", to=group)
        await telegram.hears(group, "还没有绑定服务站")
        code = await engine.write(lambda each: issue_code(each, "hy", engine.clock.now()))
        await li.writes(f"/bind@{telegram.bot_name} {code}", to=group)
        await telegram.hears(group, "绑定好了")
        await li.writes(f"/bind {code}", to=other)
        await telegram.hears(other, "绑定码不对")
        await files(house, qin)
        await claims(house, group, li)
        await house.settles()
        assert all(FIRST not in e.text for e in (await telegram.sees(other)).messages)
        assert await telegram.violations() == ()


async def test_a_command_to_another_bot_is_none_of_ours(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await house.settles()
        before = await house.outbox(li)
        await li.writes("/mine@some_other_bot", to=group)
        await house.settles()
        assert (await house.outbox(group), await house.outbox(li)) == ((), before)
        await li.writes(f"/mine@{telegram.bot_name.upper()}", to=group)
        await telegram.hears(li, "待办")
        assert await telegram.violations() == ()


async def test_without_any_station_nothing_ends(lexicon: Lexicon, telegram: Telegram) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        engine = house.stage.engine
        await engine.write(lambda each: each.execute("DELETE FROM station"))
        await qin.starts()
        await house.settles()
        assert await house.outbox(qin) == ()
        await engine.write(lambda each: add_station(each, engine.schema, STATION, SETTINGS))
        await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")
        assert await telegram.violations() == ()
