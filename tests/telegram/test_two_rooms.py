"""Staff at the web page and in Telegram at once: two rooms, one request, one owner, one talk."""

import pytest

from core.conversations import Said
from core.messages import text_of
from core.requests.status import Status
from tests.telegram.house import House
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import FIRST, claims, files

pytestmark = pytest.mark.asyncio
WEB = "web:room/hy"


async def web_room(house: House) -> list[Said]:
    query = house.stage.engine.schema.of(Said).query("chat", order="n")
    return list(await house.stage.engine.read(lambda each: query.all(each, WEB)))


async def web_texts(house: House) -> list[str]:
    return [text_of(each.message) for each in await web_room(house)]


async def test_each_room_has_its_card_and_both_one_owner(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    await claims(house, group, li)
    await house.settles()
    [request] = await house.requests()
    cards = [each.message.card for each in await web_room(house) if each.message.card]

    assert request.owner == "specialist"
    assert request.status is Status.RECEIVED
    assert cards
    assert {each.key for each in cards if each} == {request.id}
    shown = [e for e in (await telegram.sees(group)).of_bot() if e.text.startswith(FIRST)]
    assert len(shown) == 1


async def test_a_claim_at_the_page_takes_the_button_from_the_group(
    house: House, telegram: Telegram, qin: Person, group: Group
) -> None:
    await files(house, qin)
    card = await telegram.hears(group, FIRST)
    assert "接单" in card.labels
    await house.stage.staff(f"接单 {FIRST}")
    await telegram.hears(qin, "指定专员")
    await telegram.hears(group, "指定专员接单")
    await house.settles()

    [now] = [e for e in (await telegram.sees(group)).of_bot() if e.id == card.id]
    assert "接单" not in now.labels


async def test_talk_among_the_staff_is_read_in_both_rooms_and_nowhere_else(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await claims(house, group, li)
    await li.writes("这家我去过", to=group, reply_to=card)
    await house.settles()
    [request] = await house.requests()
    assert [t for t in await web_texts(house) if "这家我去过" in t] == ["这家我去过"]
    thread = [e.message.thread for e in await web_room(house) if "去过" in text_of(e.message)]
    assert thread == [request.id]

    await house.stage.staff("那你去吧", request.id)
    line = await telegram.hears(group, "那你去吧")
    await house.settles()
    assert line.reply_to == card.id
    assert "指定专员" in line.text
    assert sum("那你去吧" in each for each in await web_texts(house)) == 1
    seen = [each.text for each in (await telegram.sees(qin)).of_bot()]
    assert all("去过" not in each and "那你去吧" not in each for each in seen)


async def test_talk_that_might_be_taken_for_more_is_read_in_the_other_room_too(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await claims(house, group, li)
    both = ["内部：这家我去过", "接单的事这家我去过"]
    for words in both:
        await li.writes(words, to=group, reply_to=card)
    await house.settles()
    assert [each for each in await web_texts(house) if "去过" in each] == both
    assert all("去过" not in each.text for each in (await telegram.sees(qin)).of_bot())


async def test_an_answer_from_either_room_reaches_the_enterprise_once(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await claims(house, group, li)
    await li.writes("/r 群里说的", to=group, reply_to=card)
    await telegram.hears(qin, "群里说的")
    await house.stage.unfetched(f"回复 {FIRST} 网页说的")
    await telegram.hears(qin, "网页说的")
    await telegram.hears(group, "已发给企业\n网页说的")
    await house.settles()

    seen = [each.text for each in (await telegram.sees(qin)).of_bot()]
    for words in ("群里说的", "网页说的"):
        assert sum(words in each for each in seen) == 1
        lines = [each.text for each in (await telegram.sees(group)).of_bot()]
        assert sum(words in each for each in lines) == 1
        last = [each for each in await web_room(house) if words in text_of(each.message)][-1]
        assert last.message.delivery == "delivered"
