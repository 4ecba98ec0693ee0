"""A refusal is believed as far as it goes: for one person, one message, one way, and never without
end."""

from datetime import timedelta

import pytest

from bot.channels.wechat.limits import CHANNEL
from bot.channels.wechat.outlook import Outlook
from core.links import Link
from core.messages import Audience, Line, Outbound, text_of
from core.windows import ContactKind
from storage.connections import Connection
from storage.windows import Windows
from tests.wechat import way
from tests.wechat.house import House
from tests.wechat.test_notices import RECORD, ends_late
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

SEND = "/cgi-bin/message/custom/send"


def notice(words: str) -> Outbound:
    return Outbound("", (Line(words),), audience=Audience.NOTICE, about="r")


async def told(house: House, user: User, *words: str) -> None:
    await house.says(user, *map(notice, words))
    await house.settles()


@pytest.mark.parametrize("code", [43101, 45015, 45047, 87014])
async def test_a_record_that_is_refused_is_not_tried_again_and_the_question_waits(
    house: House, qin: User, code: int
) -> None:
    house.world.fails(RECORD, code, times=20)
    await ends_late(house, qin)
    assert len(house.world.calls(RECORD)) == 1
    assert "等企业再发消息或点按钮时补发" in await house.room()
    await qin.writes("你好")
    assert (await qin.hears("想请您评一评")).via == "passive"


async def test_a_message_refused_for_want_of_consent_is_not_sent_without_end(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, 43101, times=20)
    await told(house, qin, "提醒")
    assert len(house.world.calls(SEND)) == 1


async def test_one_person_who_takes_no_messages_closes_nobody_elses_way(
    house: House, qin: User
) -> None:
    wang = house.account.user("王敏")
    await way.filed(house, qin)
    await wang.follows()
    await wang.writes("你好")
    house.world.fails(SEND, 48002)
    await told(house, qin, "甲的消息")
    await told(house, wang, "乙的消息")
    assert (await wang.hears("乙的消息")).via == "custom"
    await qin.writes("进度")
    assert (await qin.hears("甲的消息")).via == "passive"


async def test_what_was_refused_together_is_tried_one_by_one(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await qin.writes("好的")
    house.world.fails(SEND, 87014)
    await told(house, qin, "第一", "第二")
    await house.later(seconds=2)
    await house.settles()
    sent = [call["text"]["content"] for call in house.world.calls(SEND)]
    assert sent == ["第一\n\n第二", "第一", "第二"]


async def test_two_chats_that_are_both_closed_do_not_send_a_message_to_and_fro(
    house: House, qin: User
) -> None:
    wang = house.account.user("王敏")
    await way.filed(house, qin)
    await wang.follows()
    await wang.writes("你好")
    engine = house.stage.engine

    def link(connection: Connection) -> None:
        for one in (qin, wang):
            at_once = Link(house.chat(one), "circle", engine.clock.now())
            engine.schema.of(Link).save(connection, at_once)

    await engine.write(link)
    house.world.fails(SEND, 48001, times=20)
    await told(house, qin, "提醒")
    rows = (*await house.outbox(qin), *await house.outbox(wang))
    assert sum("提醒" in text_of(row.message) for row in rows) == 2


async def test_the_staff_read_when_it_is_the_account_that_may_not_write(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, 48001, times=20)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    room = await house.room()
    assert "公众号现在不能主动发消息" in room
    assert "48小时内没有发消息" not in room


async def test_a_contact_that_came_meanwhile_stays_open(house: House) -> None:
    engine = house.stage.engine
    windows, place, now = Windows(engine.schema), f"{CHANNEL}:wx.o1", engine.clock.now()

    def unit(connection: Connection) -> int:
        windows.open(connection, place, ContactKind.WORDS, now)
        seen = windows.of(connection, place)
        windows.open(connection, place, ContactKind.WORDS, now + timedelta(seconds=1))
        Outlook(engine, {}).closed(seen)(connection)
        [window] = windows.of(connection, place)
        return window.left

    assert await engine.write(unit) == 5
