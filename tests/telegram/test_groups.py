"""A group that becomes a supergroup: another id, another count of messages, the same room."""

import pytest

from bot.intents.lexicon import Lexicon
from core.requests.status import Status
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, claims, files
from tests.telegram.sights import Message, View

pytestmark = pytest.mark.asyncio
SECOND = "HY-2026-0002"


async def two_requests(house: House, li: Person, group: Group) -> tuple[Person, Person]:
    """Two enterprises, each with a request; the first is claimed."""
    telegram = house.telegram
    qin, tao = await telegram.user("覃晓燕"), await telegram.user("陶师傅")
    await house.binds(li)
    await files(house, qin)
    await claims(house, group, li)
    await files(house, tao, "武汉汉阳远成包装厂，陶志强 13800001299，想做管理体系认证，下周四下午")
    await telegram.hears(group, SECOND)
    await house.settles()
    return qin, tao


def unclaimed(view: View) -> list[Message]:
    """The cards that nobody has claimed; what is said of a request may stand below its card."""
    return [each for each in view.of_bot() if "接单" in each.labels]


async def goes_on(house: House, li: Person, new: Group, qin: Person, tao: Person) -> None:
    """Presses and replies in the new group belong to the requests that they are made under."""
    telegram = house.telegram
    view = await telegram.waits(new, unclaimed)
    await li.presses(unclaimed(view)[-1], "接单")
    await telegram.hears(tao, "指定专员")
    first = await telegram.hears(new, FIRST)
    await li.writes("/r 说给第一家", to=new, reply_to=first)
    await telegram.hears(qin, "说给第一家")
    second = await telegram.hears(new, SECOND)
    await li.writes("/r 说给第二家", to=new, reply_to=second)
    await telegram.hears(tao, "说给第二家")
    await house.settles()
    for person, others in ((qin, "说给第二家"), (tao, "说给第一家")):
        assert all(others not in each.text for each in (await telegram.sees(person)).messages)
    assert [each.status for each in await house.requests()] == [Status.RECEIVED] * 2
    assert all(each.replied_at for each in await house.requests())


async def test_a_move_that_is_told_keeps_the_room(lexicon: Lexicon, telegram: Telegram) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="group")
    async with housed(lexicon, telegram, BEGIN, group) as house:
        qin, tao = await two_requests(house, li, group)
        new = await telegram.migrates(group)
        await house.settles()
        await qin.writes(f"{FIRST} 请快一点")
        await tao.writes(f"{SECOND} 请快一点")
        await goes_on(house, li, new, qin, tao)
        assert await telegram.violations() == ()


async def test_a_move_that_only_a_refusal_tells_keeps_the_room(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="group")
    async with housed(lexicon, telegram, BEGIN, group) as house:
        qin, tao = await two_requests(house, li, group)
        await telegram.holds_updates()
        new = await telegram.migrates(group)
        await house.stage.staff("接单 HY-2026-0002")
        await telegram.hears(new, "指定专员接单")
        await telegram.hears(new, SECOND)
        await telegram.brings_updates()
        await house.settles()
        [first, second] = await house.requests()
        assert second.owner == first.owner != ""
        card = await telegram.hears(new, SECOND)
        await li.writes("/r 说给第二家", to=new, reply_to=card)
        await telegram.hears(tao, "说给第二家")
        assert all("说给第二家" not in each.text for each in (await telegram.sees(qin)).messages)
        assert await telegram.violations() == ()


async def test_what_is_written_right_after_a_move_is_heard(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="group")
    async with housed(lexicon, telegram, BEGIN, group) as house:
        qin, _ = await two_requests(house, li, group)
        for each in range(12):
            await li.writes(f"闲话{each}", to=group)
        await house.settles()
        await telegram.holds_updates()
        new = await telegram.migrates(group)
        for each in range(12):
            # The new group counts its messages anew: these ids were all taken before.
            await li.writes(f"/r {FIRST} 第{each}句", to=new)
        await telegram.brings_updates()
        for each in range(12):
            await telegram.hears(qin, f"第{each}句")
        assert await telegram.violations() == ()


async def test_the_settings_may_name_the_group_by_its_new_id(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="group")
    async with housed(lexicon, telegram, BEGIN, group, serves=False) as house:
        async with house.serves():
            qin, _ = await two_requests(house, li, group)
            new = await telegram.migrates(group)
            await house.settles()
        async with house.serves(staff_chat=new.id):
            await li.writes(f"/r {FIRST} 换了群号也在", to=new)
            await telegram.hears(qin, "换了群号也在")
            await house.settles()
        station = await house.stage.engine.read(lambda each: house.stage.engine.station(each, "hy"))
        assert station is not None
        assert f"telegram:{group.id}" in station.rooms
        assert f"telegram:{new.id}" not in station.rooms
        assert await telegram.violations() == ()
