"""Pictures at Telegram: fetched, stripped, kept with their request, shown to its owner alone."""

import sqlite3
from io import BytesIO

import pytest
from PIL import Image

from bot.intents.lexicon import Lexicon
from core.conversations import Picture
from storage.elsewhere import GONE
from tests.telegram import way
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.time.moments import at

BEGIN = at("2026-11-23 10:00")
pytestmark = pytest.mark.asyncio


def photo() -> bytes:
    """A picture that says where it was taken."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "taken at the gate"
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def fetched(house: House) -> Picture:
    """The one picture, once it has been looked at."""
    query = house.stage.engine.schema.of(Picture).query()

    def read(connection: sqlite3.Connection) -> list[Picture]:
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
