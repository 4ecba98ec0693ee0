"""Telegram asks for patience: one chat waits, the others go on, and nothing is said twice."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest
from telegram import Bot

from bot.channels.telegram.limits import TELEGRAMS_OWN, Rates
from bot.delivery import rounds, trips
from bot.intents.lexicon import Lexicon
from core.conversations import OutboxState
from core.messages import Line, Outbound
from core.rates import Rate
from tests.telegram.house import UNLIMITED, House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, NEED, files
from tests.telegram.sights import Request

ONE_EACH_SECOND = Rates(Rate(timedelta(seconds=1), 1), UNLIMITED, UNLIMITED)

COUNTED = (
    "sendMessage",
    "sendPhoto",
    "editMessageText",
    "createForumTopic",
    "closeForumTopic",
    "reopenForumTopic",
)
MANY = 200

pytestmark = pytest.mark.asyncio


async def sent_to(telegram: Telegram, chat: Person | Group) -> list[Request]:
    """What was tried to be sent to a chat, whatever came of it."""
    tried = await telegram.requests("sendMessage", "editMessageText")
    return [each for each in tried if str(each.fields["chat_id"]) == str(chat.id)]


async def test_a_flood_holds_its_own_chat_alone(lexicon: Lexicon, telegram: Telegram) -> None:
    qin, tao = await telegram.user("覃晓燕"), await telegram.user("陶师傅")
    async with housed(lexicon, telegram, BEGIN) as house:
        await telegram.fails("sendMessage", chat=qin, retry_after=30)
        await qin.starts()
        await tao.starts()
        await telegram.hears(tao, "您想办什么事")
        await qin.writes("停车方便吗")
        await telegram.until_all_taken()
        await house.later(seconds=29)
        await tao.writes("停车方便吗")
        await telegram.hears(tao, "门口有免费车位")

        assert len(await sent_to(telegram, qin)) == 1

        await house.later(seconds=2)
        await telegram.hears(qin, "门口有免费车位")
        texts = [each.text for each in (await telegram.sees(qin)).of_bot()]
        assert "您想办什么事" in texts[0]
        assert len(texts) == len(set(texts)) == 2
        assert await telegram.violations() == ()


async def test_of_several_states_of_a_card_that_wait_the_last_alone_is_sent(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await telegram.fails("sendMessage", chat=group, retry_after=20)
        await files(house, qin)
        for words in (f"接单 {FIRST}", f"预约 {FIRST} 11月25日10:00"):
            await li.writes(words, to=group)
        await telegram.hears(qin, "您看可以吗")
        await house.later(seconds=21)
        await house.settles()

        shown = [each for each in await house.outbox(group) if each.message.card]
        assert len(shown) > 1
        assert [each.key != "" for each in shown] == [False] * (len(shown) - 1) + [True]
        assert {each.state for each in shown} == {OutboxState.SENT}
        first, *later = (await telegram.sees(group)).of_bot()
        assert first.text.startswith(FIRST)
        assert not first.edited
        assert {each.reply_to for each in later} == {first.id}
        assert await telegram.violations() == ()


async def test_a_long_answer_goes_on_where_a_flood_has_cut_it(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li = await telegram.user("李工")
    async with housed(lexicon, telegram, BEGIN, rates=ONE_EACH_SECOND) as house:
        await house.binds(li)
        await house.later(seconds=60)
        await house.says(li, Outbound("", (Line("甲" * 9000),)))
        await house.settles()
        first = await telegram.hears(li, "甲")
        await telegram.fails("sendMessage", chat=li, retry_after=30)
        await house.later(seconds=2)
        await house.settles()
        await house.later(seconds=31)
        second = await telegram.hears(li, "甲", after=first)
        await house.later(seconds=2)
        third = await telegram.hears(li, "甲", after=second)
        await house.settles()

        assert sum(each.text.count("甲") for each in (first, second, third)) == 9000
        *_, said = await house.outbox(li)
        assert said.tries == 2
        assert said.key == f"{first.id},{second.id},{third.id}"
        assert await telegram.violations() == ()


async def test_a_group_is_written_to_twenty_times_a_minute_at_most(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="forum")
    async with housed(lexicon, telegram, BEGIN, group, rates=TELEGRAMS_OWN) as house:
        await li.starts()
        await house.later(seconds=60)
        await house.binds(li)
        for person in (qin, await telegram.user("陶师傅"), await telegram.user("丁主任")):
            await talks(house, person)
        await house.says(group, *(Outbound("", (Line("今日提要"),)) for _ in range(20)))
        for _ in range(70):
            await house.later(seconds=2)
            await house.settles()

        moments = await written_at(house, group)
        assert len(moments) > 30
        assert most_within(60, moments) <= 20
        assert len((await telegram.sees(group)).topics) == 3
        assert await telegram.violations() == ()


async def test_asking_what_a_group_takes_counts_for_the_allowance_of_all_calls(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li, kind="forum")
    slow = Rates(UNLIMITED, UNLIMITED, Rate(timedelta(seconds=10), 1))
    async with housed(lexicon, telegram, BEGIN, group, rates=slow) as house:
        await qin.starts()
        for words in (NEED, "确认"):
            await until_quiet(house)
            await qin.writes(words)
        await until_quiet(house)

        calls = await telegram.requests("getChat", "getChatMember", *COUNTED)
        assert "createForumTopic" in {each.method for each in calls}
        moments = [each.at for each in calls]
        asked = next(n for n, each in enumerate(calls) if each.method == "getChat")
        assert moments[asked + 1] - moments[asked] < 1
        gaps = [later - at for at, later in pairwise(moments)]
        assert all(gap >= 10 for n, gap in enumerate(gaps) if n != asked)
        assert gaps[asked + 1] >= 20
        assert await telegram.violations() == ()


async def until_quiet(house: House) -> None:
    for _ in range(12):
        await house.settles()
        await house.later(seconds=10)
    await house.settles()


async def talks(house: House, person: Person) -> None:
    """Tell a need, as fast as a private chat is answered."""
    await person.starts()
    for words in (NEED, "确认", "我很急，请快一点"):
        await house.settles()
        await house.later(seconds=2)
        await house.settles()
        await person.writes(words)
    await house.settles()


def most_within(seconds: float, moments: Sequence[float]) -> int:
    """How many there are in the fullest time of that length."""
    return max(sum(begin <= each < begin + seconds for each in moments) for begin in moments)


async def written_at(house: House, chat: Group | Person) -> list[float]:
    """When a chat was written to, edits and topics among it."""
    calls = await house.telegram.requests(*COUNTED)
    return [each.at for each in calls if str(each.fields["chat_id"]) == str(chat.id)]


async def test_reminders_due_at_once_are_spaced_and_answers_go_before_them(
    lexicon: Lexicon, telegram: Telegram, bot: Bot
) -> None:
    many = [await telegram.user(f"企业{n}", started=True) for n in range(MANY)]
    tao = await telegram.user("陶师傅", started=True)
    await bot.get_updates(offset=-1)
    await bot.get_updates(offset=(await telegram.updates())[-1]["update_id"] + 1)
    async with housed(lexicon, telegram, BEGIN, rates=TELEGRAMS_OWN) as house:
        for person in many:
            await house.says(person, Outbound("", (Line("您的证书快到期了。"),)))
        await house.settles()
        await house.later(seconds=1)
        await tao.writes("停车方便吗")
        await telegram.until_all_taken()
        while None in [each.sent_at for one in many for each in await house.outbox(one)]:
            await house.later(milliseconds=200)
            await house.settles()

        moments = [at for one in many for at in await sent_at(house, one)]
        assert len(await telegram.requests("sendMessage")) == MANY + 1
        assert most_within(1, moments) <= 30
        assert max(moments) - min(moments) <= MANY / 20
        [answered] = await sent_at(house, tao)
        assert answered - min(moments) <= 2
        assert await telegram.violations() == ()


async def test_many_chats_are_served_one_after_the_other_without_a_pause(
    lexicon: Lexicon, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "LOOK_SECONDS", 600.0)
    many = [await telegram.user(f"企业{n}", started=True) for n in range(trips.AT_ONCE * 2)]
    async with housed(lexicon, telegram, BEGIN):
        for person in many:
            await telegram.hears(person, "您想办什么事")
        assert await telegram.violations() == ()


async def sent_at(house: House, chat: Person) -> list[float]:
    every = await house.outbox(chat)
    return [each.sent_at.timestamp() for each in every if each.sent_at]
