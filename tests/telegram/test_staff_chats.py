"""A member of the staff in their own chat with the bot: answers and commands, nothing else."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.messengers.staff_chats import SAY_IT_THERE
from tests.telegram import way
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.persons import Person, Place, file
from tests.telegram.pictures import photo
from tests.time.moments import at

BEGIN = at("2026-11-23 10:00")
pytestmark = pytest.mark.asyncio


async def test_what_a_button_asks_for_is_answered_where_it_was_asked(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await li.presses(await telegram.hears(group, "待评估"), "回复")
    await telegram.hears(li, "请写明要答复企业的内容")
    await li.writes("您好，明天上午上门取表")
    await telegram.hears(qin, "您好，明天上午上门取表")
    await telegram.hears(group, "已发给企业")


async def test_a_command_is_answered_privately_and_talk_goes_nowhere(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await li.writes("/mine")
    await telegram.hears(li, "您的待办共1张")
    await li.writes("这家老板人不错")
    await telegram.hears(li, SAY_IT_THERE.render())
    assert "这家老板人不错" not in str((await telegram.sees(group)).messages)
    assert "这家老板人不错" not in str((await telegram.sees(qin)).messages)


async def test_an_answer_goes_to_the_room_in_which_it_was_asked_for(
    lexicon: Lexicon, telegram: Telegram
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    other = await telegram.group("二组", li)
    async with housed(lexicon, telegram, BEGIN, group) as house:
        await house.binds(li)
        await house.opens_room(other)
        await way.filed(house, qin, group)
        card = await telegram.hears(other, "HY-2026-0001 计量检测")
        await way.claimed(house, qin, li, card)
        await li.presses(await telegram.hears(other, "待评估"), "回复")
        await telegram.hears(li, "请写明要答复企业的内容")
        await li.writes("您好，明天上午上门取表")
        await telegram.hears(qin, "您好，明天上午上门取表")
        assert await telegram.violations() == ()


async def test_a_command_that_answers_a_private_message_is_about_its_request(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await li.presses(await telegram.hears(group, "待评估"), "查看联系方式")
    shown = await telegram.hears(li, "13800001207")
    await li.writes("/r 您好，刚打过您电话", reply_to=shown)
    await telegram.hears(qin, "您好，刚打过您电话")


async def test_who_writes_a_command_that_is_refused_is_told_why(
    house: House, telegram: Telegram, qin: Person, li: Person, group: Group
) -> None:
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await li.writes("指派 指定专员", to=group, reply_to=card)
    await telegram.hears(li, "不能指派")


async def test_what_a_member_wrote_themselves_is_not_told_to_them_again(
    house: House, telegram: Telegram, li: Person, group: Group
) -> None:
    await li.writes("代录 武汉示例食品厂 王芳 13600007777 酱油送检", to=group)
    await telegram.hears(li, "请核对代录的内容")
    await house.settles()
    assert all(
        "王芳 13600007777 酱油" not in each.text for each in (await telegram.sees(li)).of_bot()
    )


@pytest.mark.parametrize("sent", ["photo", "document"])
async def test_who_sends_a_picture_or_a_file_along_is_told_that_the_words_alone_went(
    house: House, qin: Person, li: Person, group: Group, sent: str
) -> None:
    telegram = house.telegram
    card = await way.filed(house, qin, group)
    await way.claimed(house, qin, li, card)
    await li.sends(file(sent, "a.jpg", photo(), caption="/r 请看附件"), Place(group, reply_to=card))
    await telegram.hears(qin, "请看附件")
    await telegram.hears(li, "企业只收到文字")
    await li.writes("/r 没有附件", to=group, reply_to=card)
    await telegram.hears(qin, "没有附件")
    await house.settles()
    private = [each.text for each in (await telegram.sees(li)).of_bot()]
    assert sum("企业只收到文字" in each for each in private) == 1
