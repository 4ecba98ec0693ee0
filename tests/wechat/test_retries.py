"""WeChat waits five seconds and brings a push again: each is taken once, and answered each time."""

import asyncio

import pytest

from core.conversations import OutboxState
from core.messages import Audience, Line, Outbound
from tests.wechat import way
from tests.wechat.house import House
from tests.weixin.server.official.users import User
from tests.weixin.server.xml import Fields, read, word

pytestmark = pytest.mark.asyncio

SEND = "/cgi-bin/message/custom/send"
SOON = 0.1
NEED = "有6块压力表要校准"
ASKED = "请问贵单位全称是什么"
SENTENCE = "门口有很多免费车位。"
hurried = pytest.mark.parametrize("reply_seconds", [SOON])
"""An answer must be there at once, or it is late."""


def push(qin: User, text: str, number: int = 71) -> Fields:
    """A text of somebody's, as it may be brought several times."""
    qin.windows.opens("message", qin.world.now)
    return {
        "ToUserName": qin.account.original_id, "FromUserName": qin.openid,
        "CreateTime": int(qin.world.now.timestamp()), "MsgType": "text", "Content": text,
        "MsgId": str(number),
    }  # fmt: skip


async def lost(qin: User, fields: Fields) -> str:
    """Bring a push whose answer gets lost on its way; what it was. (For the plain mode.)"""
    pushed = await qin.account.posts(qin.account.letter(fields))
    return word(read(pushed.body) or {}, "Content")


def times(qin: User, words: str) -> int:
    return sum(words in one.text for one in qin.shown)


@hurried
async def test_an_answer_that_takes_too_long_comes_as_a_message(house: House, qin: User) -> None:
    fields = push(qin, NEED)
    await qin.follows()
    async with house.held_up():
        assert (await qin.told(fields)).body == "success"
        assert (await qin.told(fields)).body == "success"
        assert times(qin, ASKED) == 0
    assert (await qin.hears(ASKED)).via == "custom"
    assert (await qin.told(fields)).body == "success"
    await house.settles()
    assert times(qin, ASKED) == 1
    assert [one.text for one in await house.heard()].count(NEED) == 1
    assert len(house.world.calls(SEND)) == 1
    assert house.world.violations() == ()


async def test_a_slow_turn_outlives_its_line(house: House, qin: User) -> None:
    """WeChat hangs up first: what it brings again is the same push."""
    house.world.patience = 2 * SOON
    await qin.follows()
    async with house.held_up():
        bringing = asyncio.create_task(qin.told(push(qin, NEED)))
        await asyncio.wait({bringing}, timeout=1.5 * house.world.patience)
    pushed = await bringing
    assert pushed.tries > 1
    await house.settles()
    assert [one.text for one in await house.heard()].count(NEED) == 1


@pytest.mark.parametrize("mode", ["plain"])
async def test_an_answer_that_was_lost_is_given_again(house: House, qin: User) -> None:
    await qin.follows()
    fields = push(qin, NEED)
    first = await lost(qin, fields)
    assert ASKED in first
    for _ in range(2):
        again = await qin.told(fields)
        assert again.shown
        assert again.shown.text == first
    await house.settles()
    assert [one.text for one in await house.heard()].count(NEED) == 1
    assert house.world.calls(SEND) == []


@pytest.mark.parametrize("mode", ["plain"])
async def test_what_is_given_again_holds_nothing_that_was_said_since(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    fields = push(qin, "进度")
    first = await lost(qin, fields)
    await way.claimed(house, qin)
    again = await qin.told(fields)
    assert again.shown
    assert again.shown.text == first


@pytest.mark.parametrize("mode", ["plain"])
async def test_of_a_long_answer_the_same_piece_is_given_again(house: House, qin: User) -> None:
    await qin.follows()
    await house.later(minutes=2)
    await house.says(qin, Outbound("", (Line(SENTENCE * 120),), audience=Audience.NOTICE))
    await house.settles()
    fields = push(qin, "进度")
    first = await lost(qin, fields)
    assert SENTENCE in first
    await house.settles()
    again = await qin.told(fields)
    assert again.shown
    assert again.shown.text == first
    rest = [one.text for one in qin.shown if one.via == "custom"]
    assert rest
    assert first not in rest
    assert "".join([first, *rest]).count(SENTENCE) == 120
    assert house.world.violations() == ()


async def test_two_messages_of_one_moment_are_both_answered_in_their_order(
    house: House, qin: User
) -> None:
    await qin.follows()
    await asyncio.gather(
        qin.told(push(qin, "有6块压力表要校准", 1)),
        qin.told(push(qin, "武汉汉阳恒岩五金制品厂", 2)),
        qin.told(push(qin, "覃晓燕 13800001207", 3)),
    )
    await house.settles()
    said = [one.text for one in await house.heard()][1:]
    assert said == ["有6块压力表要校准", "武汉汉阳恒岩五金制品厂", "覃晓燕 13800001207"]
    assert all(one.state is OutboxState.SENT for one in await house.outbox(qin))
    for one in await house.outbox(qin):
        assert sum(one.message.lines[-1].render() in each.text for each in qin.shown) == 1
    assert house.world.violations() == ()


async def test_one_push_that_comes_thrice_at_once_is_taken_once(house: House, qin: User) -> None:
    await qin.follows()
    fields = push(qin, NEED)
    brought = await asyncio.gather(*(qin.told(fields) for _ in range(3)))
    await house.settles()
    assert {one.status for one in brought} == {200}
    assert any(one.shown for one in brought)
    assert [one.text for one in await house.heard()].count(NEED) == 1
    assert house.world.calls(SEND) == []
    assert house.world.violations() == ()


async def test_a_follow_that_comes_again_greets_once(house: House, qin: User) -> None:
    fields = {**push(qin, "", 0), "MsgType": "event", "Event": "subscribe", "EventKey": ""}
    first, again = await qin.told(fields), await qin.told(fields)
    assert first.shown
    assert again.shown
    assert first.shown.text == again.shown.text
    await house.settles()
    assert len(await house.outbox(qin)) == 1
