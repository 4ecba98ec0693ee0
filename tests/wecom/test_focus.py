"""What a member writes in the app's chat: for the enterprise, for the colleagues, a command."""

import pytest

from bot.channels.wecom.words import (
    ASIDE,
    LEFT,
    NOTHING_IN_FOCUS,
    SAY_IT_HERE,
    WORDS_ALONE,
    WORDS_AND_PICTURES,
)
from core.messages import Delivery
from tests.wecom.house import FIRST, House
from tests.wecom.scenes import claimed, replying
from tests.weixin.server.corp.members import Member

pytestmark = pytest.mark.asyncio

SECOND = "HY-2026-0002"


async def test_without_a_focus_commands_are_done_and_talk_is_said_to_be_nowhere(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    await house.later(minutes=31)
    before = house.group()
    await li.writes("我的待办")
    await li.hears("您的待办共1张")
    await li.writes("这家老板人不错")
    await li.hears(SAY_IT_HERE.render())
    await house.settles()
    assert house.group() == before


async def test_a_pressed_card_lets_the_colleagues_read_what_is_written_next(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    await li.writes("客户很着急，13800001207")
    shown = await house.chat.hears("客户很着急")
    assert shown.text.startswith(f"{FIRST} 计量检测服务 · 指定专员\n")
    assert "13800001207" not in shown.text
    assert "客户很着急" not in await house.page()


async def test_replies_go_to_the_enterprise_for_half_an_hour_after_the_last(
    house: House, li: Member
) -> None:
    await replying(house, li)
    await li.writes("您好，我是指定专员")
    await house.chat.hears("发给企业\n您好，我是指定专员")
    await house.later(minutes=29)
    await li.writes("表都是哪年买的？")
    await house.chat.hears("表都是哪年买的？")
    await house.later(minutes=29)
    await li.writes("没关系，我带仪器来")
    await house.chat.hears("没关系，我带仪器来")
    await house.later(minutes=30)
    await li.writes("还在吗")
    await li.hears(SAY_IT_HERE.render())
    page = await house.page()
    assert "您好，我是指定专员" in page
    assert "表都是哪年买的？" in page
    assert "没关系，我带仪器来" in page
    assert "还在吗" not in page


async def test_what_is_written_stands_in_the_group_once(house: House, li: Member) -> None:
    await replying(house, li)
    await li.writes("您好，明天上门")
    await li.writes("备注 要带砝码")
    await house.chat.hears("要带砝码")
    await house.settles()
    assert house.group().count("您好，明天上门") == 1
    assert house.group().count("要带砝码") == 1
    assert house.group().count("指定专员\n备注：要带砝码") == 1


async def test_that_words_arrived_is_not_said_once_more(house: House, li: Member) -> None:
    await replying(house, li)
    await li.writes("您好，明天上门")
    await house.chat.hears("发给企业\n您好，明天上门")
    await house.reads_page()
    await house.settles()
    rows = [one.message for one in await house.outbox()]
    assert any(one.delivery is Delivery.DELIVERED for one in rows)
    assert house.group().count("您好，明天上门") == 1
    assert await house.waiting() == ()


async def test_a_note_turns_the_focus_inside_and_reply_turns_it_out_again(
    house: House, li: Member
) -> None:
    await replying(house, li)
    await li.writes("备注")
    await li.hears("只有同事看得到")
    await li.writes("老客户，别怠慢")
    await house.chat.hears("老客户，别怠慢")
    await house.later(seconds=1)
    await li.presses(li.card(FIRST), "reply")
    await li.writes("您好")
    await house.chat.hears("发给企业\n您好")
    page = await house.page()
    assert "老客户" not in page
    assert "您好" in page


async def test_a_note_is_never_a_command_whatever_it_begins_with(house: House, li: Member) -> None:
    await replying(house, li)
    await li.writes("备注 回复 客户说价格太高")
    await house.chat.hears("备注：回复 客户说价格太高")
    await house.settles()
    assert "价格太高" not in await house.page()


@pytest.mark.parametrize("words", ["内部：这家事多", "【内部】这家事多", "（备注）这家事多"])
async def test_what_says_that_it_is_internal_never_goes_to_the_enterprise(
    house: House, li: Member, words: str
) -> None:
    await replying(house, li)
    await li.writes(words)
    shown = await house.chat.hears("这家事多")
    assert "发给企业" not in shown.text
    await li.hears(ASIDE.render())
    await li.writes("您好，周三上午到")
    await house.chat.hears("发给企业\n您好，周三上午到")
    assert "这家事多" not in await house.page()


async def test_the_note_button_puts_a_request_in_focus(house: House, li: Member) -> None:
    await house.files()
    await li.hears(FIRST)
    await li.presses(li.card(FIRST), "note")
    await li.hears("只有同事看得到")
    await li.writes("这家我熟")
    await house.chat.hears("指定专员\n这家我熟")
    assert not (await house.request()).owner


async def test_a_note_names_its_request_by_number(house: House, li: Member) -> None:
    await claimed(house, li)
    await house.later(minutes=31)
    await li.writes("备注 样品到了")
    await li.hears(NOTHING_IN_FOCUS.render())
    await li.writes("备注 1 样品到了")
    shown = await house.chat.hears("样品到了")
    assert shown.text == f"{FIRST} 计量检测服务 · 指定专员\n备注：样品到了"
    await li.writes("备注 2 台已校")
    await house.chat.hears("备注：2 台已校")
    await li.writes("备注 HY-2026-0007 没有这张")
    await house.chat.hears("备注：HY-2026-0007 没有这张")


async def test_a_focus_is_left_by_a_word(house: House, li: Member) -> None:
    await replying(house, li)
    await li.writes("退出")
    await li.hears(LEFT.render())
    await li.writes("您好")
    await li.hears(SAY_IT_HERE.render())
    assert "您好" not in (await house.page()).splitlines()


async def test_whoever_leaves_what_is_over_already_is_told_the_same(
    house: House, li: Member
) -> None:
    await replying(house, li)
    await house.later(minutes=31)
    await li.writes("退出")
    await li.hears(LEFT.render())


async def test_commands_stay_commands_and_are_about_what_is_in_focus(
    house: House, li: Member
) -> None:
    await replying(house, li)
    await li.writes("预约 11月25日10:00")
    await house.chat.hears("服务站提议")
    await li.writes("我的待办")
    await li.hears("您的待办共1张")
    await house.settles()
    assert "我的待办" not in house.group()
    assert "我的待办" not in await house.page()


async def test_the_answer_to_a_question_is_no_reply_to_the_enterprise(
    house: House, li: Member
) -> None:
    await replying(house, li)
    await li.writes("您好，明天上门取表")
    await li.writes("预约")
    await li.hears("在这张单下面回复就行")
    await li.writes("11月25日10:00")
    await house.chat.hears("服务站提议11月25日（周三）10:00")
    assert "发给企业\n11月25日" not in house.group()


async def test_reply_pressed_after_a_question_goes_to_the_enterprise(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    await li.presses(li.card(FIRST), "book")
    await li.hears("在这张单下面回复就行")
    await li.presses(li.card(FIRST), "reply")
    await li.writes("您哪天方便？")
    await house.chat.hears("发给企业\n您哪天方便？")


async def test_another_card_takes_the_focus_along(house: House, li: Member) -> None:
    await replying(house, li)
    await house.files("武汉示例食品厂，王芳 13600007777，酱油要送检，明天", "wang")
    await li.hears(SECOND)
    await li.presses(li.card(SECOND), "claim")
    await house.settles()
    await li.presses(li.card(SECOND), "reply")
    await li.hears(f"（{SECOND}")
    await li.writes("您好，样品寄到哪天？")
    await house.chat.hears("您好，样品寄到哪天？")
    assert "样品寄到哪天" in await house.page("wang")
    assert "样品寄到哪天" not in await house.page("qin")


async def test_a_reply_that_begins_with_another_number_goes_to_no_stranger(
    house: House, li: Member
) -> None:
    await replying(house, li)
    await house.files("武汉示例食品厂，王芳 13600007777，酱油要送检，明天", "wang")
    await li.hears(SECOND)
    await li.presses(li.card(SECOND), "claim")
    await house.later(seconds=1)
    await li.presses(li.card(FIRST), "reply")
    for words in (f"{SECOND} 另外算", "#2 另外算", "2 台都修好了", "/r 另外算"):
        await li.writes(words)
    await house.chat.hears("2 台都修好了")
    await house.settles()
    assert "另外算" not in await house.page("wang")
    assert f"{SECOND} 另外算" in await house.page()
    assert "2 台都修好了" in await house.page()


async def test_pictures_are_shown_to_the_colleagues_and_never_sent_out(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    await li.sends_image(b"\xff\xd8\xff\xe0 the gauge")
    picture = await house.chat.hears("photo.jpg")
    assert picture.content == b"\xff\xd8\xff\xe0 the gauge"
    await li.speaks()
    await li.hears(WORDS_AND_PICTURES.render())
    await li.presses(li.card(FIRST), "reply")
    await li.sends_image()
    await li.hears(WORDS_ALONE.render())


async def test_a_menu_entry_says_what_a_member_would_have_typed(house: House, li: Member) -> None:
    await claimed(house, li)
    await li.clicks("mine")
    await li.hears("您的待办共1张")


async def test_opening_the_chat_and_what_is_no_message_is_answered_by_nothing(
    house: House, li: Member
) -> None:
    before = len(li.shown)
    assert (await li.enters()).body == ""
    assert (await li.sends({"MsgType": "event", "Event": "to_come"})).body == ""
    assert (await li.sends({"MsgType": "text", "Content": "no id"})).body == ""
    await house.settles()
    assert len(li.shown) == before
