"""Pressed buttons: by whom they may be pressed, and what the presser alone is told at once."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import HEAD
from core.parties import Access
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person
from tests.telegram.scenes import BEGIN, FIRST, claims, files
from tests.telegram.sights import Message, Press

pytestmark = pytest.mark.asyncio


async def texts_in(telegram: Telegram, chat: Group | Person) -> list[str]:
    return [each.text for each in (await telegram.sees(chat)).of_bot()]


async def presses(house: House, person: Person, message: Message, label: str) -> Press:
    return await house.telegram.answered(await person.presses(message, label))


async def test_a_stranger_in_the_group_is_told_how_to_bind(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li, odd = [await telegram.user(name) for name in ("覃晓燕", "李工", "路人")]
    group = await telegram.group("工作群", li, odd)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await files(house, qin)
        card = await telegram.hears(group, FIRST)
        await house.settles()
        before = await texts_in(telegram, group)
        press = await presses(house, odd, card, "接单")
        await house.settles()

        assert press.alert
        assert "向站长要一个登录链接" in press.text
        [request] = await house.requests()
        assert request.owner == ""
        assert await texts_in(telegram, group) == before
        assert await telegram.violations() == ()


async def test_a_strangers_command_is_refused_politely_and_their_talk_is_left_alone(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    li, odd = await telegram.user("李工"), await telegram.user("路人")
    group = await telegram.group("工作群", li, odd)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await odd.writes("大家好", to=group)
        await house.settles()
        assert await texts_in(telegram, group) == []
        await odd.writes("/mine", to=group)
        await telegram.hears(group, "您还没有绑定为本站的工作人员")


async def test_of_two_who_claim_at_once_the_second_hears_who_was_first(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li, wang = [await telegram.user(name) for name in ("覃晓燕", "李工", "王站长")]
    group = await telegram.group("工作群", li, wang)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await house.binds(wang, HEAD)
        await files(house, qin)
        card = await telegram.hears(group, FIRST)
        await house.settles()
        await telegram.holds_updates()
        first = await li.presses(card, "接单")
        second = await wang.presses(card, "接单")
        await telegram.brings_updates()
        won, lost = await telegram.answered(first), await telegram.answered(second)

        [request] = await house.requests()
        assert request.owner == "specialist"
        assert not won.alert
        assert lost.alert
        assert "指定专员" in lost.text
        assert await telegram.violations() == ()


async def test_a_reveal_is_for_its_owner_alone(lexicon: Lexicon, telegram: Telegram) -> None:
    qin, li, wang = [await telegram.user(name) for name in ("覃晓燕", "李工", "王站长")]
    group = await telegram.group("工作群", li, wang)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await house.binds(wang, HEAD)
        await files(house, qin)
        card = await claims(house, group, li)
        shown = await presses(house, li, card, "查看联系方式")
        refused = await presses(house, wang, card, "查看联系方式")
        await telegram.hears(li, "13800001207")
        await house.settles()

        assert shown.alert
        assert "13800001207" in shown.text
        assert refused.alert
        assert "指定专员" in refused.text
        for chat in (group, wang):
            assert all("13800001207" not in each for each in await texts_in(telegram, chat))
        looked = house.stage.engine.schema.of(Access).query()
        [access] = await house.stage.engine.read(looked.all)
        assert access.person == "specialist"
        assert await telegram.violations() == ()


async def test_an_old_button_still_says_what_has_become_of_it(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        filed = await files(house, qin)
        [summary] = [e for e in (await telegram.sees(qin)).of_bot() if "请您核对" in e.text]
        await house.later(days=4)
        await house.settles()
        press = await presses(house, qin, summary, "确认提交")
        await telegram.hears(qin, "已经提交了", after=filed)

        assert press.text == ""
        assert len(await house.requests()) == 1
        assert await telegram.violations() == ()


@pytest.mark.parametrize(
    "data", ["1:x", "999999:confirm", "nonsense", "3:confirm@-1009999", "3:confirm@", "0:@"]
)
async def test_a_forged_button_does_nothing_and_ends_nothing(
    lexicon: Lexicon, telegram: Telegram, data: str
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        filed = await files(house, qin)
        [request] = await house.requests()
        press = await qin.presses(filed, data=data)
        await telegram.answered(press)
        await telegram.hears(qin, "按钮已经用不上了", after=filed)
        await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")

        assert await house.requests() == (request,)
        assert await telegram.violations() == ()


async def test_an_enterprise_presses_nothing_in_the_staffs_room(
    house: House, telegram: Telegram, qin: Person, group: Group
) -> None:
    filed = await files(house, qin)
    card = await telegram.hears(group, FIRST)
    await house.settles()
    before = await texts_in(telegram, group)
    [claim] = [
        key["callback_data"]
        for row in card.raw["reply_markup"]["inline_keyboard"]
        for key in row
        if key["text"] == "接单"
    ]
    await telegram.answered(await qin.presses(filed, data=f"{claim}@{group.id}"))
    await house.settles()

    [request] = await house.requests()
    assert request.owner == ""
    assert await texts_in(telegram, group) == before


async def test_a_slow_turn_leaves_no_button_waiting(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await telegram.hears(group, FIRST)
    await house.settles()
    async with house.held_up():
        press = await presses(house, li, card, "接单")
        assert press.text == ""
        assert (await house.requests())[0].owner == ""
    await telegram.hears(qin, "指定专员")


async def test_a_refusal_that_comes_too_late_for_its_button_is_said_to_the_presser_alone(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li, wang = [await telegram.user(name) for name in ("覃晓燕", "李工", "王站长")]
    group = await telegram.group("工作群", li, wang)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await house.binds(wang, HEAD)
        await files(house, qin)
        card = await claims(house, group, li)
        await house.settles()
        before = await texts_in(telegram, group)
        async with house.held_up():
            press = await presses(house, wang, card, "查看联系方式")
            assert press.text == ""
        late = await telegram.hears(wang, "指定专员")
        await house.settles()

        assert (await texts_in(telegram, wang)).count(late.text) == 1
        assert await texts_in(telegram, group) == before
        assert await telegram.violations() == ()


async def test_a_refusal_whose_button_takes_no_answer_any_more_is_said_as_a_message(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li, wang = [await telegram.user(name) for name in ("覃晓燕", "李工", "王站长")]
    group = await telegram.group("工作群", li, wang)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await house.binds(wang, HEAD)
        await files(house, qin)
        card = await claims(house, group, li)
        await telegram.fails("answerCallbackQuery", code=400, description=TOO_OLD)
        await wang.presses(card, "查看联系方式")
        await telegram.hears(wang, "指定专员")
        assert await telegram.violations() == ()


async def test_a_slow_enterprise_hears_as_a_message_that_its_button_is_out_of_date(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin = await telegram.user("覃晓燕")
    async with housed(lexicon, telegram, BEGIN) as house:
        filed = await files(house, qin)
        async with house.held_up():
            press = await telegram.answered(await qin.presses(filed, data="1:x"))
            assert press.text == ""
        await telegram.hears(qin, "按钮已经用不上了", after=filed)
        assert await telegram.violations() == ()


async def test_the_answer_is_there_only_when_the_turn_is_kept(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    await files(house, qin)
    card = await telegram.hears(group, FIRST)
    await telegram.fails("answerCallbackQuery", code=400, description=TOO_OLD)
    await li.presses(card, "接单")
    await telegram.hears(qin, "指定专员")
    card = await claims_shown(house, group)
    press = await presses(house, li, card, "查看联系方式")
    assert press.text


TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def claims_shown(house: House, group: Group) -> Message:
    await house.settles()
    return await house.telegram.hears(group, f"{FIRST} ")
