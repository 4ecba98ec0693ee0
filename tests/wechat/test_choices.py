"""Which choice somebody means: by a press, by a number, by an old menu, by none that was shown."""

from dataclasses import replace
from typing import Final

import pytest

from bot.channels.wechat.choices import (
    LABEL_BYTES,
    Named,
    choice_at,
    is_ours,
    items_of,
    linked,
    mark_of,
    named_by,
)
from core.messages import Audience, Choice, InboundKind, Line, Outbound
from tests.wechat import way
from tests.wechat.house import House
from tests.weixin.server.official.users import User
from tests.weixin.server.pushing import Pushed
from tests.weixin.server.shown import Shown

CHAT: Final = "wechat:wx1.o1"
YES_NO: Final = (Choice("yes", "可以", "x"), Choice("no", "不行", "x"))
FORGED: Final = [
    "", "0", "1", "100", "101", "199", "9999", "-101", "+101", " 101", "101 ", "1e3", "٣٠١",
    "yes", "101.0", "0x65", "9" * 15, "9" * 16, "9" * 5000, "301/ja", "1010000000000001",
]  # fmt: skip


def shown(*labels: str) -> str:
    return linked(items_of([Choice(str(n), each, "") for n, each in enumerate(labels)], CHAT, 3))


def test_an_item_names_its_message_and_its_place() -> None:
    first, second = items_of(YES_NO, CHAT, 3)
    assert (first.id, second.id) == (301, 302)
    assert named_by(str(second.id)) == Named(0, 3, 2)
    assert choice_at(Outbound(CHAT, choices=YES_NO), 2) == YES_NO[1]


def test_the_items_of_a_second_talk_are_no_others() -> None:
    first, second = items_of(YES_NO, f"{CHAT}/ja", 3)
    assert named_by(str(first.id)) == Named(mark_of(f"{CHAT}/ja"), 3, 1)
    assert second.id < 2**53
    assert len({mark_of(f"{CHAT}{talk}") for talk in ("", "/ja", "/hy", "/qk")}) == 4


@pytest.mark.parametrize("id", [one for one in FORGED if one not in ("101", "9999", "9" * 15)])
def test_what_is_no_id_of_ours_names_no_choice(id: str) -> None:
    named = named_by(id)
    assert choice_at(Outbound(CHAT, choices=YES_NO), named.place) is None or not named.n


def test_what_becomes_the_words_of_whoever_presses_stays_as_it_is() -> None:
    assert "msgmenucontent=换个时间，周三（上午）&" in shown("换个时间，周三（上午）", "x")
    assert "msgmenucontent=5★ 很好&" in shown("5★ 很好", "x")


def test_no_label_breaks_out_of_its_link() -> None:
    text = shown('a"b&c=d#e', "<a href='x'>点</a>", "50%", "一\n二", "👨‍👩‍👧‍👦")
    assert 'msgmenucontent=a%22b%26c%3Dd%23e&msgmenuid=301">a"b&c=d#e</a>' in text
    assert "＜a href='x'＞点＜/a＞" in text
    assert "msgmenucontent=50%25&" in text
    assert ">一 二</a>" in text
    assert text.count("</a>") == 5
    assert "👨‍👩‍👧‍👦</a>" in text


def test_a_number_is_not_said_twice() -> None:
    assert "1. <a" in shown("可以", "不行")
    assert "1. <a" not in shown("1. 可以", "2. 不行")


def test_one_choice_alone_has_no_number() -> None:
    assert shown("结束人工").startswith("<a")
    assert "回复数字" not in shown("结束人工")


def test_a_label_without_letters_is_its_choices_id_and_a_long_one_is_cut() -> None:
    blank, long = items_of([Choice("stop", "\u200b", ""), Choice("x", "长" * 99, "")], CHAT, 1)
    assert blank.label == "stop"
    assert len(long.label.encode()) <= LABEL_BYTES
    assert long.label.endswith("…")


# At the account.


async def offered(house: House, qin: User) -> Shown:
    """A time is proposed, and somebody is asked whether it suits them."""
    await way.filed(house, qin)
    await way.claimed(house, qin)
    await house.stage.unfetched(f"预约 {way.FIRST} 11月25日10:00")
    asked = await qin.hears("您看可以吗")
    await house.settles()
    return asked


async def pressed(qin: User, id: str, label: str = "可以") -> Pushed:
    number = str(qin.world.count())
    return await qin.sends(
        {"MsgType": "text", "Content": label, "bizmsgmenuid": id, "MsgId": number}
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("typed", ["1", "１", "1。", " 1 ", "1.", "1、", "１）"])
async def test_a_number_is_the_choice_beside_it(house: House, qin: User, typed: str) -> None:
    await offered(house, qin)
    answer = await qin.writes(typed)
    assert answer.shown
    assert "已确认预约时间" in answer.shown.text
    assert (await house.heard())[-1].kind is InboundKind.PRESS


@pytest.mark.asyncio
@pytest.mark.parametrize("typed", ["0", "3", "99", "12345", "1-2", "第1个吧", "1台"])
async def test_what_is_no_number_of_a_choice_is_words(house: House, qin: User, typed: str) -> None:
    await offered(house, qin)
    await qin.writes(typed)
    assert (await house.heard())[-1].kind is InboundKind.TEXT


@pytest.mark.asyncio
async def test_where_the_last_question_has_no_list_a_number_is_its_answer(
    house: House, qin: User
) -> None:
    await qin.follows()
    await qin.clicks("guide")
    await qin.writes("4")
    await qin.hears("请说说具体要办什么")
    assert (await house.heard())[-1].kind is InboundKind.PRESS
    await qin.writes("2")
    assert (await house.heard())[-1].kind is InboundKind.TEXT


@pytest.mark.asyncio
async def test_a_number_before_anything_was_asked_is_words(house: House, qin: User) -> None:
    pushed = await qin.sends({"MsgType": "text", "Content": "2", "MsgId": "1"})
    assert pushed.shown
    assert [one.kind for one in await house.heard()] == [InboundKind.TEXT]


@pytest.mark.asyncio
async def test_a_list_that_somebody_has_not_seen_yet_is_not_answered(
    house: House, qin: User
) -> None:
    await offered(house, qin)
    await house.later(hours=49)
    asks = replace(
        Outbound("", (Line("还有一件事，您看行吗？"),), YES_NO), audience=Audience.NOTICE
    )
    await house.says(qin, asks)
    await house.settles()
    await qin.writes("2")
    heard = (await house.heard())[-1]
    asked = next(one for one in await house.outbox(qin) if "您看可以吗" in str(one.message))
    assert heard.press
    assert heard.press.message == asked.n


@pytest.mark.asyncio
@pytest.mark.parametrize("id", FORGED)
async def test_a_forged_press_presses_nothing(house: House, qin: User, id: str) -> None:
    await qin.follows()
    pushed = await pressed(qin, id, "开放时间")
    assert pushed.shown
    # An id like ours of a message that is not there is a button of long ago, and no answer.
    assert ("用不上了" if is_ours(id) else "开放时间") in pushed.shown.text
    assert (await house.heard())[-1].press is None
    assert house.world.violations() == ()


@pytest.mark.asyncio
async def test_a_press_of_what_is_over_does_nothing_twice(house: House, qin: User) -> None:
    asked = await offered(house, qin)
    [(yes, _), (no, _)] = asked.items
    await pressed(qin, yes)
    for id, label in ((yes, "可以"), (no, "换个时间")):
        again = await pressed(qin, id, label)
        assert again.shown
    await house.settles()
    assert (await house.room()).count("约定11月25日（周三）10:00。") == 1
    assert house.world.violations() == ()


@pytest.mark.asyncio
async def test_nobody_presses_what_stands_in_anothers_chat(house: House, qin: User) -> None:
    asked = await offered(house, qin)
    stranger = house.account.user("路人")
    await stranger.follows()
    await pressed(stranger, asked.items[0][0])
    await house.settles()
    assert "约定" not in await house.room()


@pytest.mark.asyncio
async def test_all_stars_in_one_line_of_figures(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await way.served(house, qin)
    await house.later(seconds=5)
    await qin.hears("想请您评一评")
    await house.settles()
    answer = await qin.writes("5 5 5 4 是 非常满意")
    assert answer.shown
    assert "服务站文明性 ★★★★☆，是否解决 是，总体评价 非常满意" in answer.shown.text
    assert (await house.heard())[-1].kind is InboundKind.TEXT
