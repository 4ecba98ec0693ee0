"""A group with topics: one for each request, opened, closed and made anew as its request goes."""

from dataclasses import replace

import pytest

from bot.intents.lexicon import Lexicon
from core.requests.status import Status
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, IN_A_FORUM, claims, files
from tests.telegram.sights import Message, Topic

pytestmark = pytest.mark.asyncio


async def in_topic(house: House, qin: Person, li: Person, group: Group) -> tuple[Topic, Message]:
    """A request that was claimed, its topic and its card."""
    await house.binds(li)
    await files(house, qin)
    card = await claims(house, group, li)
    await house.settles()
    [topic] = (await house.telegram.sees(group)).topics
    return topic, card


@IN_A_FORUM
async def test_what_is_said_of_a_request_is_said_in_its_topic(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    topic, card = await in_topic(house, qin, li, group)
    assert topic.name.startswith(FIRST)
    assert card.topic == topic.id

    await li.writes("这家我去过，路好找", to=group, topic=topic)
    await li.writes("/r 您好，后天上门", to=group, topic=topic)
    await telegram.hears(qin, "您好，后天上门")
    await house.settles()
    assert all("路好找" not in each.text for each in (await telegram.sees(qin)).messages)
    assert all(each.topic == topic.id for each in (await telegram.sees(group)).of_bot())


@IN_A_FORUM
async def test_a_topic_is_closed_with_its_request_and_opened_again_with_it(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    topic, _ = await in_topic(house, qin, li, group)
    await serves(house, qin, li, group, topic)
    await finishes(house, li, group, topic)
    [request] = await house.requests()
    assert request.status is Status.CLOSED
    [topic] = (await telegram.sees(group)).topics
    assert topic.closed

    await li.writes(f"重开 {FIRST} 企业反映证书有误", to=group)
    await house.settles()
    [topic] = (await telegram.sees(group)).topics
    assert not topic.closed


@IN_A_FORUM
async def test_a_topic_that_goes_before_it_is_closed_holds_nothing_up(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    topic, _ = await in_topic(house, qin, li, group)
    await serves(house, qin, li, group, topic)
    gone = "Bad Request: TOPIC_ID_INVALID"
    await telegram.fails("closeForumTopic", chat=group, code=400, description=gone)
    await finishes(house, li, group, topic)
    assert len(await telegram.requests("closeForumTopic")) == 1
    assert {each.fault for each in await house.outbox(group)} == {""}


async def serves(house: House, qin: Person, li: Person, group: Group, topic: Topic) -> None:
    """Appointment, service, its end, all in the topic."""
    telegram = house.telegram
    await li.writes("预约 11月25日10:00", to=group, topic=topic)
    await qin.presses(await telegram.hears(qin, "您看可以吗"), "可以")
    await telegram.hears(group, "约定", topic=topic)
    await li.writes("开始", to=group, topic=topic)
    await telegram.hears(qin, "已开始服务")
    await li.writes("结束 已校准，证书已交", to=group, topic=topic)
    await telegram.hears(qin, "服务结束")
    await house.settles()


async def finishes(house: House, li: Person, group: Group, topic: Topic) -> None:
    """Let the rating be skipped, and close the request."""
    await house.later(days=20)
    await house.settles()
    [request] = await house.requests()
    if request.status is not Status.CLOSED:
        await li.writes("办结", to=group, topic=topic)
        await house.settles()


async def test_a_card_that_was_deleted_is_posted_anew(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await claims(house, group, li)
    await house.settles()
    await li.deletes(card)
    await li.writes(f"预约 {FIRST} 11月25日10:00", to=group)
    fresh = await telegram.hears(group, f"{FIRST} ", after=card)
    await li.presses(fresh, "查看联系方式")
    await telegram.hears(li, "13800001207")
    await li.writes("/r 您好", to=group, reply_to=fresh)
    await telegram.hears(qin, "您好")


@IN_A_FORUM
async def test_a_topic_that_was_deleted_begins_again_with_its_card(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    topic, _ = await in_topic(house, qin, li, group)
    await telegram.deletes_topic(group, topic)
    await li.writes(f"/r {FIRST} 您好", to=group)
    await telegram.hears(qin, "您好")
    await telegram.hears(group, "已发给企业")
    await house.settles()

    view = await telegram.sees(group)
    [fresh] = view.topics
    assert fresh.id != topic.id
    assert fresh.name.startswith(FIRST)
    summary, *_ = [each for each in view.in_topic(fresh) if each.by_bot and each.text]
    assert summary.text.startswith(FIRST)
    assert len([each for each in view.of_bot() if each.text.startswith(FIRST)]) == 1
    await li.writes("/r 在新话题里", to=group, topic=fresh)
    await telegram.hears(qin, "在新话题里")


@pytest.mark.parametrize("kind", ["forum", "supergroup"])
async def test_without_the_right_to_topics_replies_go_to_the_card(
    lexicon: Lexicon, telegram: Telegram, kind: str
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li, kind=kind, rights=())
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await files(house, qin)
        card = await claims(house, group, li)
        await li.writes("/r 您好", to=group, reply_to=card)
        await telegram.hears(qin, "您好")
        line = await telegram.hears(group, "已发给企业")

        assert line.reply_to == card.id
        assert (await telegram.sees(group)).topics == ()
        assert await telegram.violations() == ()


@IN_A_FORUM
async def test_a_right_that_is_taken_away_loses_nothing(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    topic, _ = await in_topic(house, qin, li, group)
    await telegram.appoints(group, "member")
    await li.closes_topic(group, topic)
    await house.settles()
    await qin.writes(f"{FIRST} 请快一点")
    await house.settles()

    outside = [each for each in (await telegram.sees(group)).of_bot() if not each.topic]
    card, *others = outside
    assert card.text.startswith(FIRST)
    assert {each.reply_to for each in others} == {card.id}
    await li.writes("/r 马上来", to=group, reply_to=card)
    await telegram.hears(qin, "马上来")


async def test_a_card_that_did_not_change_is_left_as_it_is(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    await claims(house, group, li)
    await house.settles()
    *_, last = [each for each in await house.outbox(group) if each.message.card]
    same = replace(last.message, choices=())
    await house.says(group, same)
    await house.settles()
    await house.says(group, same)
    await house.settles()

    edits = await telegram.requests("editMessageText")
    assert "not modified" in edits[-1].answer["description"]
    [card] = [e for e in (await telegram.sees(group)).of_bot() if e.text.startswith(FIRST)]
    assert (await house.outbox(group))[-1].key == str(card.id)
