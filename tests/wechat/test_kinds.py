"""Whatever somebody sends to an Official Account, or does there, is met with something sensible."""

import pytest

from bot.channels.wechat.menu import MENU
from bot.channels.wechat.scenes import Scenes
from bot.intents.lexicon import Lexicon
from core.messages import Attachment, InboundKind
from tests.wechat import way
from tests.wechat.conftest import BEGIN
from tests.wechat.house import SECRET, House, housed
from tests.weixin.server import World
from tests.weixin.server.official.users import User
from tests.weixin.server.pushing import Pushed

pytestmark = pytest.mark.asyncio

KEYS = [entry.key for top in MENU for entry in top.entries]
SEND = "/cgi-bin/message/custom/send"
ASKED = "请问贵单位全称是什么"
PICTURES_ALONE = "我只能收文字和图片"


async def answered(house: House, qin: User, words: str, pushed: Pushed) -> None:
    """It was answered at once, and with these words."""
    assert pushed.shown is not None
    assert words in pushed.shown.text, pushed.shown.text
    await house.settles()
    assert house.world.calls(SEND) == []
    assert house.world.violations() == ()
    assert qin.shown[-1] is pushed.shown


@pytest.mark.parametrize("mode", ["plain", "compatible", "safe"])
async def test_words_are_answered_in_every_mode(house: House, qin: User) -> None:
    await qin.follows()
    await answered(house, qin, ASKED, await qin.writes("我们有6块压力表要校准"))


async def test_a_voice_is_heard_where_its_words_were_recognised(house: House, qin: User) -> None:
    await qin.follows()
    await answered(house, qin, ASKED, await qin.speaks("我们有6块压力表要校准。"))
    kept = (await house.heard())[-1]
    assert (kept.kind, kept.text, kept.attachment) == (
        InboundKind.VOICE, "我们有6块压力表要校准。", None,
    )  # fmt: skip


async def test_a_voice_without_words_is_asked_to_be_typed(house: House, qin: User) -> None:
    await qin.follows()
    await answered(house, qin, "我听不了语音，麻烦您打字", await qin.speaks())


@pytest.mark.parametrize("kind", ["video", "shortvideo"])
async def test_a_film_is_not_looked_at(house: House, qin: User, kind: str) -> None:
    await qin.follows()
    await answered(house, qin, PICTURES_ALONE, await qin.sends_video(kind=kind))


async def test_a_file_is_not_opened_and_its_name_is_kept(house: House, qin: User) -> None:
    await qin.follows()
    await answered(house, qin, PICTURES_ALONE, await qin.sends_file("营业执照.pdf", 382114))
    assert (await house.heard())[-1].attachment == Attachment("", "file", "营业执照.pdf", 382114)


@pytest.mark.parametrize(
    "said",
    [
        {"MsgType": "miniprogrampage", "Title": "x", "MsgId": "81"},
        {"MsgType": "text", "Content": "【收到不支持的消息类型，暂无法显示】", "MsgId": "82"},
    ],
)
async def test_what_nobody_can_read_is_said_to_be_so(
    house: House, qin: User, said: dict[str, str]
) -> None:
    await qin.follows()
    await answered(house, qin, PICTURES_ALONE, await qin.sends(said))


async def test_a_place_and_a_link_are_kept_as_somebody_would_type_them(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    for pushed in (
        await qin.shares_place(30.554812, 114.218093, "汉阳区四新大道26号"),
        await qin.shares_link("检定规程", "https://example.com/a?b=1&c=2"),
    ):
        assert pushed.shown
        assert "已补充到单号" in pushed.shown.text, pushed.shown.text
    await house.settles()
    room = await house.room()
    assert "位置：30.55481,114.21809，汉阳区四新大道26号" in room
    assert "检定规程\nhttps://example.com/a?b=1&c=2" in room


async def test_a_text_without_words_is_no_failure(house: House, qin: User) -> None:
    await qin.follows()
    for words in ("", " ", "\n", "￼", "[微笑]", "/::)", "😀👨‍👩‍👧‍👦"):
        pushed = await qin.writes(words)
        assert pushed.status == 200
    assert house.world.violations() == ()


async def test_who_follows_is_greeted_and_asked(house: House, qin: User) -> None:
    await answered(house, qin, "您好，这里是示例服务站（虚构）", await qin.follows())


async def test_who_follows_by_a_code_that_is_not_ours_is_greeted_all_the_same(
    house: House, qin: User
) -> None:
    forged = "s-hy-0123456789abcdef"
    await answered(house, qin, "您好，这里是示例服务站（虚构）", await qin.follows(forged))
    assert (await qin.scans(forged)).shown


async def test_the_code_of_a_station_that_is_gone_leads_to_the_accounts_own(
    house: House, qin: User
) -> None:
    scene = Scenes(SECRET).scene_of("closed")
    await answered(house, qin, "您好，这里是示例服务站（虚构）", await qin.follows(scene))


async def test_who_comes_back_is_greeted_anew(house: House, qin: User) -> None:
    await qin.follows()
    assert (await qin.unfollows()).body == "success"
    await house.later(minutes=1)
    assert (await qin.follows()).shown
    assert house.world.violations() == ()


async def test_who_leaves_without_having_come_leaves_nothing_behind(
    house: House, qin: User
) -> None:
    assert (await qin.unfollows()).body == "success"
    assert await house.heard() == ()


@pytest.mark.parametrize("key", KEYS)
async def test_every_entry_of_the_menu_is_answered(house: House, qin: User, key: str) -> None:
    await qin.follows()
    await house.later(seconds=1)
    pushed = await qin.clicks(key)
    assert pushed.shown is not None
    assert "没看懂" not in pushed.shown.text, pushed.shown.text
    assert "没看明白" not in pushed.shown.text, pushed.shown.text
    assert house.world.violations() == ()


async def test_an_entry_of_a_menu_of_the_past_leads_to_the_guide(house: House, qin: User) -> None:
    await qin.follows()
    for key in ("V1001_GOOD", "guide", ""):
        pushed = await qin.clicks(key)
        assert pushed.shown
        assert pushed.shown.text.startswith("我们能帮您办这些")


@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "MASSSENDJOBFINISH", "view_miniprogram"])
async def test_what_asks_for_nothing_is_not_answered_and_not_kept(
    house: House, qin: User, event: str
) -> None:
    pushed = await qin.sends({"MsgType": "event", "Event": event, "EventKey": "https://a.cn"})
    assert (pushed.status, pushed.body) == (200, "success")
    await house.settles()
    assert await house.heard() == ()
    assert await house.outbox(qin) == ()


async def test_what_is_no_push_is_acknowledged_and_nothing_is_done(house: House, qin: User) -> None:
    pushed = await qin.sends({"MsgType": "location", "Location_X": "north", "MsgId": "9"})
    assert (pushed.status, pushed.body) == (200, "success")
    assert await house.heard() == ()


async def test_without_a_station_somebody_is_at_least_not_told_of_a_failure(
    lexicon: Lexicon, world: World
) -> None:
    async with housed(lexicon, world, "safe", BEGIN) as house:
        await house.stage.engine.write(lambda each: each.execute("DELETE FROM station"))
        pushed = await house.account.user("覃晓燕").follows()
        assert (pushed.status, pushed.body) == (200, "success")
