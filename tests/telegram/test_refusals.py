"""Whom Telegram does not let the assistant write to: the staff are told, and nothing is retried."""

from typing import Any

import pytest

from bot.intents.lexicon import Lexicon
from core.conversations import OutboxState
from core.messages import Line, Outbound
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, claims, files
from tests.telegram.sights import Message

pytestmark = pytest.mark.asyncio

KICKED = "Forbidden: bot was kicked from the supergroup chat"
GONE = "Forbidden: user is deactivated"
UNKNOWN = "Bad Request: chat not found"


async def claimed_house(house: House, qin: Person, li: Person, group: Group) -> Message:
    await house.binds(li)
    await files(house, qin)
    card = await claims(house, group, li)
    await house.settles()
    return card


async def tries_to(telegram: Telegram, chat: Person | Group) -> int:
    sent = await telegram.requests("sendMessage")
    return sum(str(each.fields["chat_id"]) == str(chat.id) for each in sent)


@pytest.mark.parametrize(
    "how",
    [{"code": 403}, {"code": 403, "description": GONE}, {"code": 400, "description": UNKNOWN}],
)
async def test_words_that_reach_nobody_are_marked_in_the_room_and_not_tried_again(
    lexicon: Lexicon, telegram: Telegram, how: dict[str, Any]
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        before = await tries_to(telegram, qin)
        await telegram.fails("sendMessage", chat=qin, **how)
        await li.writes("/r 您好，下周三上门", to=group, reply_to=card)
        line = await telegram.hears(group, "没有送达企业")
        await house.later(minutes=10)
        await house.settles()

        assert "您好，下周三上门" in line.text
        assert await tries_to(telegram, qin) == before + 1
        *_, said = await house.outbox(qin)
        assert said.state is OutboxState.FAILED

        await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")
        await li.writes("/r 在的，您说", to=group, reply_to=card)
        await telegram.hears(qin, "在的，您说")
        await telegram.hears(group, "已发给企业\n在的，您说")
        assert await telegram.violations() == ()


async def test_who_blocks_and_unblocks_is_written_to_again(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        await qin.blocks()
        await house.settles()
        await li.writes("/r 您在吗", to=group, reply_to=card)
        await telegram.hears(group, "没有送达企业\n您在吗")
        await qin.unblocks()
        await house.settles()
        await li.writes("/r 现在呢", to=group, reply_to=card)
        await telegram.hears(qin, "现在呢")
        await telegram.hears(group, "已发给企业\n现在呢")
        assert await telegram.violations() == ()


async def test_a_room_that_shuts_the_assistant_out_loses_no_request(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await telegram.appoints(group, "kicked")
        await files(house, qin)
        await house.settles()
        shut = await tries_to(telegram, group)
        await house.later(minutes=2)
        await house.settles()
        assert await tries_to(telegram, group) == shut
        await telegram.appoints(group, "administrator", "can_manage_topics")
        await house.settles()
        card = await telegram.hears(group, "HY-2026-0001 ")
        await li.presses(card, "接单")
        await telegram.hears(qin, "指定专员")
        assert await telegram.violations() == ()


async def test_a_reveal_to_somebody_who_cannot_be_written_to_asks_them_to_start(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        await telegram.fails("sendMessage", chat=li, code=400, description=UNKNOWN)
        await li.presses(card, "查看联系方式")
        await telegram.hears(group, "请先点开我的头像")
        await house.settles()

        assert all("13800001207" not in each.text for each in (await telegram.sees(group)).messages)
        await li.writes("/r 您好", to=group, reply_to=card)
        await telegram.hears(qin, "您好")
        assert await telegram.violations() == ()


async def test_what_no_try_can_send_does_not_stand_before_the_rest(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕", started=True)
    async with housed(lexicon, telegram, BEGIN) as house:
        await house.settles()
        await house.says(qin, Outbound("", image="nowhere.jpg"), Outbound("", (Line("后面的话"),)))
        await house.settles()
        await telegram.hears(qin, "后面的话")
        *_, lost, _ = await house.outbox(qin)
        assert lost.state is OutboxState.FAILED
        assert lost.fault
        assert await telegram.violations() == ()
