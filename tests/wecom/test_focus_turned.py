"""Whoever turns to a request or away from it is heard nowhere else: no question of before takes the
words, no number in them, and nothing that WeCom pushes again."""

import asyncio
from dataclasses import replace
from typing import Final

import pytest

from bot.channels.wecom.words import INTERNAL, NOT_ASKED, SAY_IT_HERE
from core.people import Role
from tests.wecom.house import FIRST, House
from tests.wecom.scenes import WANG, claimed, replying
from tests.weixin.server.corp.members import Member
from tests.weixin.server.xml import Fields

pytestmark = pytest.mark.asyncio

SECOND: Final = "HY-2026-0002"
AMONG_US: Final = "这家很难缠"


async def both(house: House, li: Member) -> None:
    """One member has two requests, of two enterprises."""
    await claimed(house, li)
    await house.files("武汉示例食品厂，王芳 13600007777，酱油要送检，明天", "wang")
    await li.hears(SECOND)
    await li.presses(li.card(SECOND), "claim")
    await house.settles()


async def asked(house: House, li: Member) -> None:
    """A member is asked for words that will be sent to the enterprise of the first request."""
    await li.presses(li.card(FIRST), "answer")
    await li.hears("请写明要答复企业的内容")
    await house.settles()


async def hears_nothing(house: House, words: str = AMONG_US) -> None:
    await house.settles()
    assert words not in await house.page()
    assert words not in await house.page("wang")


@pytest.mark.parametrize(
    "words",
    [
        "HY-2026-0002 也快好了",
        "#2 号柱子边上的表也要校",
        "2 台都修好了",
        "第2单 已经寄出",
        "1 您好",
    ],
)
async def test_a_number_leads_no_words_to_another_enterprise(
    house: House, li: Member, words: str
) -> None:
    await both(house, li)
    await li.presses(li.card(FIRST), "reply")
    await li.writes(words)
    await house.settles()
    assert words in (await house.page()).splitlines()
    assert words.partition(" ")[2] not in await house.page("wang")


@pytest.mark.parametrize("number", [FIRST, SECOND])
async def test_a_note_answers_no_question_of_before(house: House, li: Member, number: str) -> None:
    await both(house, li)
    await asked(house, li)
    await li.presses(li.card(number), "note")
    await li.hears(f"30分钟不用自动结束。发“退出”结束。{NOT_ASKED.render()}")
    await li.writes(AMONG_US)
    await house.chat.hears(AMONG_US)
    await hears_nothing(house)


@pytest.mark.parametrize("note", ["备注", f"备注 {FIRST} 先放一放"])
async def test_after_the_word_for_a_note_nothing_is_asked_any_more(
    house: House, li: Member, note: str
) -> None:
    await claimed(house, li)
    await asked(house, li)
    await li.writes(note)
    await li.hears(NOT_ASKED.render())
    await li.writes(AMONG_US)
    await house.chat.hears(AMONG_US)
    await hears_nothing(house)


async def test_whoever_leaves_answers_nothing(house: House, li: Member) -> None:
    await claimed(house, li)
    await asked(house, li)
    await house.later(minutes=1)
    await li.writes("退出")
    await li.writes(AMONG_US)
    await hears_nothing(house)


async def test_what_is_written_for_one_enterprise_answers_no_question_of_anothers_request(
    house: House, li: Member
) -> None:
    await both(house, li)
    await asked(house, li)
    await li.presses(li.card(SECOND), "reply")
    await li.writes("您好，我是专员")
    await li.writes("样品寄到哪天？")
    await house.chat.hears("样品寄到哪天？")
    await house.settles()
    assert "样品寄到哪天" in await house.page("wang")
    assert "样品寄到哪天" not in await house.page()


async def test_another_cards_button_lets_nothing_of_before_be_answered(
    house: House, li: Member
) -> None:
    await claimed(house, li)
    await house.files("武汉示例食品厂，王芳 13600007777，酱油要送检，明天", "wang")
    await li.hears(SECOND)
    await asked(house, li)
    await li.presses(li.card(SECOND), "claim")
    await house.settles()
    await li.writes(AMONG_US)
    await house.chat.hears(AMONG_US)
    await hears_nothing(house)


async def test_a_press_that_is_pushed_again_turns_nothing_outward(house: House, li: Member) -> None:
    await claimed(house, li)
    press = pressed(house, li, "reply")
    await li.sends(press)
    await li.writes("备注")
    await li.hears("只有同事看得到")
    await li.sends(press)
    await li.writes(AMONG_US)
    await house.chat.hears(AMONG_US)
    await hears_nothing(house)


async def test_who_is_bound_anew_turns_to_nothing_that_somebody_else_turned_to(
    house: House, li: Member
) -> None:
    await replying(house, li)
    head = replace(WANG, roles=(Role.HEAD,))
    await house.joins(head)
    await house.binds(li, head)
    await li.writes(AMONG_US)
    await li.hears(SAY_IT_HERE.render())
    await hears_nothing(house)


async def test_what_is_pushed_at_once_is_taken_in_its_order(house: House, li: Member) -> None:
    await replying(house, li)
    await asyncio.gather(li.writes("备注"), li.writes(AMONG_US))
    await house.chat.hears(AMONG_US)
    await hears_nothing(house)


async def test_words_that_are_pushed_again_are_told_once_and_turn_nothing(
    house: House, li: Member
) -> None:
    await replying(house, li)
    note: Fields = {"MsgType": "text", "Content": "备注 带砝码", "MsgId": "71"}
    left: Fields = {"MsgType": "text", "Content": "退出", "MsgId": "72"}
    for words in (note, left):
        await li.sends(words)
    await li.presses(li.card(FIRST), "note")
    await li.hears(INTERNAL.template.partition("{title}")[0])
    shown = len(li.shown)
    for words in (note, left):
        await li.sends(words)
    await li.writes(AMONG_US)
    await house.chat.hears(AMONG_US)
    await house.settles()
    assert len(li.shown) == shown
    assert house.group().count("带砝码") == 1


def pressed(house: House, li: Member, key: str) -> Fields:
    """What WeCom pushes of a press, now or later."""
    return {
        "MsgType": "event",
        "Event": "template_card_event",
        "EventKey": key,
        "TaskId": li.card(FIRST).task_id,
        "CardType": "button_interaction",
        "ResponseCode": "once",
        "CreateTime": int(house.world.now.timestamp()),
    }
