"""Pictures at an Official Account: fetched within their three days, cleaned, kept, given up."""

from dataclasses import replace

import pytest
from PIL import Image

from bot.channels.wechat.files import MOST_BYTES
from core.conversations import Picture
from core.messages import Audience, Line, Outbound
from storage.connections import Connection
from storage.elsewhere import GONE
from tests.telegram.pictures import photo
from tests.wechat import way
from tests.wechat.house import House
from tests.weixin.server.official.users import PHOTO, User

pytestmark = pytest.mark.asyncio

GET = "/cgi-bin/media/get"
AGAIN = "您发来的图片没有取到，麻烦您再发一次"


async def pictures(house: House) -> list[Picture]:
    query = house.stage.engine.schema.of(Picture).query()
    return list(await house.stage.engine.read(query.all))


async def fetched(house: House) -> Picture:
    """The one picture, once it has been looked at."""
    async with house.stage.engine.listen_to_all() as news:
        while not (found := [one for one in await pictures(house) if one.path]):
            news.clear()
            await house.stage.engine.write(lambda each: each.execute("SELECT 1"))
    return found[0]


async def test_a_picture_is_fetched_without_what_it_tells_of_itself_and_told_to_the_staff(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    pushed = await qin.sends_image(photo())
    assert pushed.shown
    picture = await fetched(house)
    kept = house.settings.pictures / picture.reference
    with Image.open(kept) as opened:
        assert opened.size == (40, 30)
    assert b"taken at the gate" not in kept.read_bytes()
    assert "图片" in await house.room()
    assert house.world.violations() == ()


async def test_a_picture_that_comes_again_is_fetched_once(house: House, qin: User) -> None:
    await way.filed(house, qin)
    media = house.account.media.keep("photo.jpg", "image", photo())
    said = {"MsgType": "image", "PicUrl": "http://x", "MediaId": media, "MsgId": "7"}
    for _ in range(3):
        await qin.sends(said)
    await fetched(house)
    await house.settles()
    assert len(await pictures(house)) == 1
    assert len(house.world.calls(GET)) == 1


async def test_one_that_is_no_longer_there_is_asked_for_again_and_the_staff_know(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    house.world.fails(GET, 40007)
    await qin.sends_image(photo())
    await qin.hears(AGAIN)
    await house.settles()
    assert "企业发来的图片没有取到，已请企业再发一次。" in await house.room()
    await house.later(hours=5)
    await house.settles()
    assert len(house.world.calls(GET)) == 1
    assert sum(AGAIN in one.text for one in qin.shown) == 1


async def test_what_is_no_picture_is_said_to_be_none(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await qin.sends_image(PHOTO)
    await qin.hears("您发来的图片打不开")
    assert [one.path for one in await pictures(house)] == [GONE]


async def test_one_that_is_too_big_is_asked_for_in_a_smaller_size(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await qin.sends_image(bytes(MOST_BYTES + 1))
    await qin.hears("您发来的图片太大")


async def test_a_busy_wechat_is_asked_again_a_little_later(house: House, qin: User) -> None:
    await way.filed(house, qin)
    house.world.fails(GET, -1)
    await qin.sends_image(photo())
    while len(house.world.calls(GET)) < 2:
        await house.later(minutes=1)
    await fetched(house)
    assert len(house.world.calls(GET)) == 2
    assert not [one for one in qin.shown if AGAIN in one.text]


async def test_the_picture_of_an_account_that_is_served_no_more_is_given_up(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)

    def of_another(connection: Connection) -> None:
        pictured = Picture(
            "old", house.chat(qin), "qin", "", "wechat:wxgone:m1", house.stage.clock.now()
        )
        house.stage.engine.schema.of(Picture).save(connection, pictured)

    await house.stage.engine.write(of_another)
    house.stage.engine.wake(("wechat",))
    await qin.hears(AGAIN)


async def test_a_picture_that_is_shown_comes_before_the_words_to_it(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    (house.settings.pictures / "shown.jpg").write_bytes(photo())
    words = Outbound("", (Line("这是证书样张"),), image="shown.jpg", audience=Audience.NOTICE)
    await qin.writes("在吗")
    await house.says(qin, words, replace(words, lines=(), image="gone.jpg"))
    await house.settles()
    assert [one.kind for one in qin.shown[-2:]] == ["image", "text"]
    assert qin.shown[-2].content == photo()
    assert house.world.violations() == ()


async def test_a_waiting_picture_holds_up_no_answer(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await house.later(hours=49)
    (house.settings.pictures / "shown.jpg").write_bytes(photo())
    words = Outbound("", (Line("这是证书样张"),), image="shown.jpg", audience=Audience.NOTICE)
    await house.says(qin, words)
    await house.settles()
    before = len(qin.shown)
    await qin.writes("进度")
    await qin.hears("等待专员接单")
    await house.settles()
    shown = [(one.kind, one.via) for one in qin.shown[before:]]
    assert shown == [("text", "passive"), ("image", "custom"), ("text", "custom")]
    assert house.world.violations() == ()
