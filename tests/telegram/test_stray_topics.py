"""A topic whose receipt is lost: the request takes it, and one too many is closed and says so."""

import pytest

from tests.telegram.house import House
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import FIRST, IN_A_FORUM, files
from tests.telegram.sights import Topic

pytestmark = [pytest.mark.asyncio, IN_A_FORUM]
NAME = f"{FIRST} 计量检测服务"


async def opened_without_answer(house: House, group: Group) -> None:
    """A request whose topic is opened, while Telegram's answer gets lost and its word is late."""
    await house.settles()
    telegram = house.telegram
    qin = await telegram.user("覃晓燕")
    await telegram.fails("createForumTopic", retry_after=1)
    await files(house, qin)
    await house.settles()
    await telegram.holds_updates()
    await telegram.fails("createForumTopic", cut="after")
    for _ in range(2):
        await house.later(seconds=2)
        await house.stands()
    await telegram.waits(group, lambda view: view.topics)


async def goes_on(house: House, group: Group) -> tuple[Topic, ...]:
    """The topics a few seconds later, once the card stands in one of them."""
    for _ in range(3):
        await house.stands()
        await house.later(seconds=2)
    await house.telegram.hears(group, NAME)
    await house.stands()
    return (await house.telegram.sees(group)).topics


async def test_a_topic_whose_receipt_is_lost_is_found_again(
    house: House, telegram: Telegram, group: Group
) -> None:
    await opened_without_answer(house, group)
    await telegram.brings_updates()
    await house.settles()
    [topic] = await goes_on(house, group)
    assert topic == Topic(topic.id, NAME)
    assert (await telegram.hears(group, NAME)).topic == topic.id


@pytest.mark.parametrize("late", [False, True], ids=["in order", "in reversed order"])
async def test_a_topic_that_is_told_of_too_late_is_closed_and_says_so(
    house: House, telegram: Telegram, group: Group, late: bool
) -> None:
    await opened_without_answer(house, group)
    await goes_on(house, group)
    card = await telegram.hears(group, NAME)
    await telegram.brings_updates(reversed_order=late)
    await house.settles()
    view = await telegram.waits(group, lambda seen: any(each.closed for each in seen.topics))
    [spare] = [each for each in view.topics if each.id != card.topic]
    [own] = [each for each in view.topics if each.id == card.topic]
    assert spare == Topic(spare.id, f"（多开的，没有内容）{NAME}", closed=True)
    assert own == Topic(own.id, NAME)


async def test_a_topic_that_a_member_opens_is_left_alone(
    house: House, telegram: Telegram, li: Person, group: Group
) -> None:
    own = await li.opens_topic(group, "聚餐")
    await house.settles()
    assert (await telegram.sees(group)).topics == (own,)
