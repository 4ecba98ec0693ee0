"""Whom Telegram does not let the assistant write to: the staff are told, and the words wait."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.intents.lexicon import Lexicon
from core.conversations import OutboxState
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, claims, files
from tests.telegram.sights import Message
from tests.telegram.way import says
from tests.time.moments import at

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


async def told(telegram: Telegram, chat: Person | Group) -> list[str]:
    return [each.text for each in (await telegram.sees(chat)).of_bot()]


async def states(house: House, person: Person, last: int = 0) -> set[OutboxState]:
    return {each.state for each in (await house.outbox(person))[-last:]}


async def tries_to(telegram: Telegram, chat: Person | Group) -> int:
    sent = await telegram.requests("sendMessage")
    return sum(str(each.fields["chat_id"]) == str(chat.id) for each in sent)


@pytest.mark.parametrize(
    "how",
    [{"code": 403}, {"code": 403, "description": GONE}, {"code": 400, "description": UNKNOWN}],
)
async def test_words_for_a_closed_chat_wait_untried_until_the_enterprise_is_heard_again(
    lexicon: Lexicon, telegram: Telegram, how: dict[str, Any]
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        before = await tries_to(telegram, qin)
        await telegram.fails("sendMessage", chat=qin, **how)
        await li.writes("/r 您好，下周三上门", to=group, reply_to=card)
        await telegram.hears(group, "补发\n您好，下周三上门\n（联系不上：")
        await li.writes("/r 请带上说明书", to=group, reply_to=card)
        await telegram.hears(group, "补发\n请带上说明书\n（联系不上：")
        await house.later(minutes=10)
        await house.settles()

        assert await tries_to(telegram, qin) == before + 1
        assert await states(house, qin, 2) == {OutboxState.STRANDED}

        await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")
        await telegram.hears(group, "已发给企业\n请带上说明书")
        assert (await told(telegram, qin))[-3:-1] == ["您好，下周三上门", "请带上说明书"]
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
        await telegram.hears(group, "补发\n您在吗")
        await qin.unblocks()
        await telegram.hears(qin, "您在吗")
        await telegram.hears(group, "已发给企业\n您在吗")
        await li.writes("/r 现在呢", to=group, reply_to=card)
        await telegram.hears(qin, "现在呢")
        await telegram.hears(group, "已发给企业\n现在呢")
        assert await telegram.violations() == ()


async def test_a_press_is_a_sign_of_life_as_well(lexicon: Lexicon, telegram: Telegram) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        [summary] = [e for e in (await telegram.sees(qin)).of_bot() if "请您核对" in e.text]
        await telegram.fails("sendMessage", chat=qin, code=403)
        await li.writes("/r 您在吗", to=group, reply_to=card)
        await telegram.hears(group, "补发\n您在吗")
        await qin.presses(summary, "确认提交")
        late = await telegram.hears(qin, "您在吗")
        await telegram.hears(qin, "已经提交了", after=late)
        assert await telegram.violations() == ()


async def test_what_the_system_says_to_a_closed_chat_is_named_in_the_talk_of_its_request(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        await says(house, li, group, card, "预约 11月25日10:00")
        await qin.presses(await telegram.hears(qin, "您看可以吗"), "可以")
        await telegram.hears(group, "约定")
        await house.settles()
        await qin.blocks()
        await house.settles()
        before = await tries_to(telegram, qin)
        await house.pass_time(at("2026-11-24 18:00"))
        line = await telegram.hears(group, "企业暂时联系不上：企业停用了机器人")

        assert "“提醒您：HY-2026-0001约在" in line.text
        assert line.reply_to == card.id
        assert await tries_to(telegram, qin) == before
        await qin.unblocks()
        await telegram.hears(qin, "提醒您：HY-2026-0001约在")
        assert await telegram.violations() == ()


async def test_a_first_answer_that_waits_counts_only_from_when_it_arrives(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        card = await claimed_house(house, qin, li, group)
        await qin.blocks()
        await says(house, li, group, card, "/r 周三上午可以")
        await telegram.hears(group, "补发\n周三上午可以")
        assert (await house.requests())[0].replied_at is not None
        await house.pass_time(at("2026-11-24 17:00"))
        await telegram.hears(group, "请打电话告知")
        assert (await house.requests())[0].replied_at is None

        await qin.unblocks()
        await telegram.hears(group, "已发给企业\n周三上午可以")
        await house.later(seconds=1)
        await telegram.hears(group, "企业看到了首次答复")
        assert (await house.requests())[0].replied_at == at("2026-11-24 17:00")
        assert await telegram.violations() == ()


@pytest.mark.parametrize("standing", ["kicked", "restricted"])
async def test_a_room_that_shuts_the_assistant_out_loses_no_request(
    lexicon: Lexicon, telegram: Telegram, standing: str
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await telegram.appoints(group, standing)
        with capture_logs() as logs:
            await files(house, qin)
            await house.settles()
        assert "the staff's room takes nothing" in {each["event"] for each in logs}
        shut = await tries_to(telegram, group)
        await house.later(minutes=2)
        await house.settles()
        assert await tries_to(telegram, group) == shut
        await telegram.appoints(group, "administrator", "can_manage_topics")
        await house.settles()
        card = await telegram.hears(group, "HY-2026-0001 ")
        assert (await told(telegram, group))[-1] == "新需求，等待接单。"
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
