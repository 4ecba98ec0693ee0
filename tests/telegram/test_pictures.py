"""Pictures at Telegram: fetched, stripped, kept with their request, shown to its owner alone."""

from datetime import timedelta

import pytest
from PIL import Image

from bot.channels.telegram.limits import CHANNEL, Rates
from bot.intents.lexicon import Lexicon
from core.conversations import Picture
from core.messages import Line, Outbound
from core.rates import Rate
from storage.connections import Connection
from storage.elsewhere import GONE
from tests.telegram import way
from tests.telegram.house import UNLIMITED, House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person, file
from tests.telegram.pictures import photo
from tests.time.moments import at

LARGE = "Bad Request: file is too big"
BEGIN = at("2026-11-23 10:00")
pytestmark = pytest.mark.asyncio


async def fetched(house: House) -> Picture:
    """The one picture, once it has been looked at."""
    query = house.stage.engine.schema.of(Picture).query()

    def read(connection: Connection) -> list[Picture]:
        return [one for one in query.all(connection) if one.path]

    async with house.stage.engine.listen_to_all() as news:
        while not (found := await house.stage.engine.read(read)):
            news.clear()
            await house.stage.engine.write(lambda each: each.execute("SELECT 1"))
    return found[0]


async def test_a_picture_is_fetched_without_what_it_tells_of_itself_and_shown_to_the_owner(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await qin.sends_photo(photo())
    await telegram.hears(group, "图片：1张")
    picture = await fetched(house)
    kept = house.settings.pictures / picture.reference
    with Image.open(kept) as opened:
        assert opened.size == (40, 30)
    assert b"taken at the gate" not in kept.read_bytes()
    await li.presses(await telegram.hears(group, "图片：1张"), "查看图片")
    view = await telegram.waits(li, lambda seen: [1 for m in seen.of_bot() if m.kind == "photo"])
    assert [one.kind for one in view.of_bot()].count("photo") == 1
    assert "photo" not in [one.kind for one in (await telegram.sees(group)).messages]


async def tried(house: House, times: int) -> None:
    """Wait until a picture was asked for so often, without the clock's going on."""
    revision = -1
    for _ in range(200):
        if len(await house.telegram.requests("getFile")) >= times:
            return
        house.stage.engine.wake((CHANNEL,))
        revision = await house.telegram.asks("wait", beyond=revision, seconds=0.05)
    raise AssertionError("it was not asked for")


async def test_a_picture_that_cannot_be_had_for_hours_is_asked_for_again_once(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await way.filed(house, qin, group)
        await telegram.fails("getFile", code=502, count=1000)
        await qin.sends_photo(photo())
        for times in range(1, 5):
            await tried(house, times)
            assert (await unfetched(house))[0].path == ""
            await house.later(hours=1)
        await tried(house, 5)
        await telegram.hears(qin, "抱歉，您发来的图片没有取到，麻烦您再发一次。")
        line = await telegram.hears(group, "企业发来的图片没有取到，已请企业再发一次。")
        assert line.reply_to == card.id
        await house.later(hours=5)
        await house.settles()
        assert len(await telegram.requests("getFile")) == 5


async def unfetched(house: House) -> list[Picture]:
    query = house.stage.engine.schema.of(Picture).query()
    return list(await house.stage.engine.read(query.all))


async def test_a_picture_that_could_not_be_had_for_a_while_is_there_in_the_end(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    busy = "Bad Request: wrong file_id or the file is temporarily unavailable"
    async with housed(lexicon, telegram, BEGIN) as house:
        await qin.starts()
        await telegram.fails("getFile", code=400, description=busy)
        await telegram.fails("download", code=502, count=2)
        await qin.sends_photo(photo())
        for times in range(1, 4):
            await tried(house, times)
            await house.later(minutes=3)
        assert (await fetched(house)).media_type == "image/jpeg"
        await house.settles()
        assert all("抱歉" not in each.text for each in (await telegram.sees(qin)).of_bot())


async def test_an_album_of_what_is_too_big_is_asked_for_again_once(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        await qin.starts()
        await telegram.fails("getFile", code=400, description=LARGE, count=3)
        await qin.sends_album(*(file("photo", f"{n}.jpg", photo()) for n in range(3)))
        await tried(house, 3)
        await telegram.hears(qin, "麻烦您缩小后再发一次")
        while [1 for each in await unfetched(house) if not each.path]:
            await house.later(seconds=1)
        await house.settles()
        texts = [each.text for each in (await telegram.sees(qin)).of_bot()]
        assert sum("缩小后再发" in each for each in texts) == 1


async def test_pictures_are_asked_for_within_the_allowance_of_all_calls(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    slow = Rates(UNLIMITED, UNLIMITED, Rate(timedelta(seconds=10), 5))
    async with housed(lexicon, telegram, BEGIN, rates=slow) as house:
        await qin.sends_album(*(file("photo", f"{n}.jpg", photo()) for n in range(8)))
        await telegram.until_all_taken()
        await tried(house, 3)
        while [1 for each in await unfetched(house) if not each.path]:
            await house.later(seconds=5)
        moments = [each.at for each in await telegram.requests("getFile", "sendMessage")]
        assert max(moments) - min(moments) >= 40


@pytest.mark.parametrize("words", ["您要的地图，请从西门进。", "长" * 2000, ""])
@pytest.mark.parametrize("how", ["refused", "too large", "not there"])
async def test_a_picture_that_cannot_be_sent_does_not_take_its_words_along(
    lexicon: Lexicon, telegram: Telegram, words: str, how: str
) -> None:
    qin = await telegram.user("覃晓燕", started=True)
    async with housed(lexicon, telegram, BEGIN) as house:
        await telegram.hears(qin, "您想办什么事")
        if how != "not there":
            (house.settings.pictures / "map.jpg").write_bytes(photo())
        code = {"refused": 400, "too large": 413}.get(how)
        if code:
            await telegram.fails("sendPhoto", code=code)
        lines = (Line(words),) if words else ()
        await house.says(qin, Outbound("", lines, image="map.jpg"), Outbound("", (Line("然后"),)))
        await telegram.hears(qin, "然后")

        _, told, _ = (await telegram.sees(qin)).of_bot()
        assert told.text == f"{words}\n（这里有一张图片，没能发出来。）".strip()
        assert told.kind == "text"
        assert await telegram.violations() == ()


async def test_what_is_no_picture_is_given_up_and_its_request_lives_on(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await way.filed(house, qin, group)
        assert card
        await qin.sends_photo(b"nothing of the kind")
        assert (await fetched(house)).path == GONE
        await telegram.hears(qin, "抱歉，您发来的图片打不开：这不是能识别的图片")
