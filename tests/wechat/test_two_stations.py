"""One person and two stations, at one account and at two; each talk keeps what is its own."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from bot.channels.wechat.scenes import Scenes
from bot.intents.lexicon import Lexicon
from bot.replay.stage import SETTINGS
from core.settings import StationSettings
from storage.stations import add_station
from tests.wechat import way
from tests.wechat.conftest import BEGIN
from tests.wechat.house import KEY, SECRET, TOKEN, House, housed, settings_of
from tests.wechat.test_retries import hurried
from tests.weixin.server import World
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

SECOND = StationSettings(name="江岸服务站（虚构）", code="JA")
HY, JA = (Scenes(SECRET).scene_of(station) for station in ("hy", "ja"))
FORGED = f"{HY[:-1]}{'0' if HY[-1] != '0' else '1'}"


@pytest_asyncio.fixture
async def house(lexicon: Lexicon, world: World, reply_seconds: float) -> AsyncIterator[House]:
    async with housed(lexicon, world, "safe", BEGIN, reply_seconds=reply_seconds) as served:
        engine = served.stage.engine
        await engine.write(lambda each: add_station(each, engine.schema, "ja", SECOND))
        yield served


async def greeted(qin: User, scene: str) -> str:
    pushed = await qin.scans(scene)
    assert pushed.shown
    return pushed.shown.text


async def test_a_code_leads_to_its_station(house: House, qin: User) -> None:
    assert SECOND.name in await greeted(qin, JA)
    await qin.writes("开放时间")
    await house.settles()
    assert {one.chat for one in await house.heard()} == {house.chat(qin)}


@hurried
async def test_who_comes_by_a_code_and_writes_before_it_is_taken_is_at_that_station(
    house: House, qin: User
) -> None:
    async with house.held_up():
        assert (await qin.scans(JA)).body == "success"
        assert (await qin.writes("你们几点开门")).body == "success"
    await qin.hears("开放时间")
    await house.settles()
    assert [one.text for one in await house.heard()] == ["您好", "你们几点开门"]
    assert SECOND.name in qin.shown[0].text


async def test_a_second_code_leads_to_a_talk_of_its_own_and_the_first_is_kept(
    house: House, qin: User
) -> None:
    await greeted(qin, HY)
    await qin.writes("武汉汉阳恒岩五金制品厂有6块压力表要校准")
    moved = await greeted(qin, JA)
    assert SECOND.name in moved
    assert f"您在{SETTINGS.name}没填完的内容还留着" in moved
    await qin.writes("你们几点开门")
    back = await greeted(qin, HY)
    assert "没填完的内容" not in back
    await qin.writes("覃晓燕 13800001207，下周三上午")
    await qin.hears("请您核对")
    await qin.presses("确认提交")
    await qin.hears(way.FIRST)
    assert {one.chat for one in await house.heard()} == {
        house.chat(qin), f"{house.chat(qin)}/ja",
    }  # fmt: skip
    assert house.world.violations() == ()


async def test_each_talk_keeps_its_presses_whatever_their_numbers(house: House, qin: User) -> None:
    """The same place of the same message in both talks: the press goes where it was shown."""
    await greeted(qin, HY)
    first = await qin.clicks("guide")
    await greeted(qin, JA)
    await house.later(seconds=1)
    second = await qin.clicks("guide")
    assert first.shown
    assert second.shown
    assert len({address for _, address in (*first.shown.links, *second.shown.links)}) == 16
    for shown, chat in ((first.shown, ""), (second.shown, "/ja"), (first.shown, "")):
        address = next(to for label, to in shown.links if label == "计量检测")
        number = str(house.world.count())
        await qin.sends(
            {
                "MsgType": "text", "Content": "计量检测", "MsgId": number,
                "bizmsgmenuid": address.rpartition("=")[2],
            }
        )  # fmt: skip
        heard = (await house.heard())[-1]
        assert heard.chat == f"{house.chat(qin)}{chat}"
        assert heard.press


async def test_words_go_to_the_station_that_was_spoken_to_last(house: House, qin: User) -> None:
    await greeted(qin, HY)
    await greeted(qin, JA)
    await qin.writes("电梯要年检，武汉汉阳恒岩五金制品厂 覃晓燕 13800001207，下周四上午")
    await qin.hears("请您核对")
    await qin.presses("确认提交")
    await qin.hears("JA-2026-0001")
    assert [one.station for one in await house.requests()] == ["ja"]
    assert "JA-2026-0001" not in await house.room()


async def test_a_scan_that_comes_again_is_answered_the_same(house: House, qin: User) -> None:
    await greeted(qin, HY)
    first, again = await greeted(qin, JA), await greeted(qin, JA)
    assert first == again
    await house.settles()
    assert len(await house.heard()) == 2


async def test_a_forged_scene_leads_nowhere(house: House, qin: User) -> None:
    await greeted(qin, JA)
    for scene in (FORGED, "s-hy-", "s-hy", "hy", "x" * 64, "s-ja-" + HY.rpartition("-")[2]):
        await house.later(seconds=1)
        assert SECOND.name in await greeted(qin, scene)
    assert {one.chat for one in await house.heard()} == {house.chat(qin)}


async def test_both_talks_share_the_window_and_hear_what_waited(house: House, qin: User) -> None:
    await greeted(qin, HY)
    await way.filed(house, qin)
    await house.later(hours=49)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    await greeted(qin, JA)
    assert (await qin.hears("指定专员")).via == "custom"
    await house.settles()
    assert house.world.violations() == ()


async def test_each_account_speaks_for_its_own_station(lexicon: Lexicon, world: World) -> None:
    async with housed(lexicon, world, "safe", BEGIN) as house:
        engine = house.stage.engine
        await engine.write(lambda each: add_station(each, engine.schema, "ja", SECOND))
        house.second = world.official_account(mode="safe", token=TOKEN, aes_key=KEY)
        told = settings_of(house.second, world, house.settings.pictures).accounts[0]
        [first] = house.settings.accounts
        both = (
            first.model_copy(update={"stations": ("hy",)}),
            told.model_copy(update={"stations": ("gone", "ja"), "aes_key_before": ""}),
        )
        house.settings = replace(house.settings, accounts=both)
        async with house.serves():
            qin, yan = house.account.user("覃晓燕"), house.second.user("覃晓燕")
            for user, name in ((qin, SETTINGS.name), (yan, SECOND.name)):
                pushed = await user.follows()
                assert pushed.shown
                assert name in pushed.shown.text
            await way.filed(house, qin)
            assert (await yan.clicks("progress")).shown
            assert way.FIRST not in "".join(one.text for one in yan.shown)
            await house.settles()
            [told_in_first, told_in_second] = sorted({one.chat for one in await house.heard()})
            assert {told_in_first, told_in_second} == {house.chat(qin), house.chat(yan)}
            assert world.violations() == ()
