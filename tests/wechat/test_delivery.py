"""How what is said reaches somebody at WeChat: each row of what WeChat may answer, by a clock."""

from datetime import timedelta

import pytest

from core.conversations import OutboxState
from core.messages import Audience, Line, Outbound
from tests.wechat import way
from tests.wechat.house import House
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

SEND = "/cgi-bin/message/custom/send"
LATE = "您好，证书下周一出"


async def asks_late(house: House, qin: User, hours: float = 49) -> None:
    """A request is claimed, and a reply to it comes so many hours after the last word."""
    await way.filed(house, qin)
    await way.claimed(house, qin)
    await house.later(hours=hours)
    await house.settles()
    await house.stage.unfetched(f"回复 {way.FIRST} {LATE}")
    await house.settles()


def times(qin: User, words: str) -> int:
    """How often these words stand in somebody's chat."""
    return sum(words in one.text for one in qin.shown)


async def test_after_two_days_nothing_is_tried_and_the_staff_read_why(
    house: House, qin: User
) -> None:
    await asks_late(house, qin)
    assert times(qin, LATE) == 0
    assert LATE not in str(house.world.calls(SEND))
    room = await house.room()
    assert "企业48小时内没有发消息" in room
    assert "补发" in room
    assert house.world.violations() == ()


async def test_what_waited_goes_out_once_with_the_next_contact(house: House, qin: User) -> None:
    await asks_late(house, qin)
    await qin.writes("进度")
    await house.settles()
    answer = await qin.hears(LATE)
    assert answer.via == "passive"
    assert "已接单" in answer.text or way.FIRST in answer.text
    await house.later(hours=1)
    await house.settles()
    assert times(qin, LATE) == 1
    assert "（微信即时回复）" in await house.room()
    assert all(one.state is OutboxState.SENT for one in await house.outbox(qin))
    assert house.world.violations() == ()


async def test_within_two_days_it_is_a_customer_message(house: House, qin: User) -> None:
    await asks_late(house, qin, hours=40)
    assert (await qin.hears(LATE)).via == "custom"
    assert "（微信客服消息）" in await house.room()


async def test_what_waits_together_goes_in_one_message(house: House, qin: User) -> None:
    await way.filed(house, qin)
    said = [Outbound("", (Line(words),), audience=Audience.NOTICE) for words in ("第一", "第二")]
    await house.says(qin, *said)
    await house.settles()
    assert (await qin.hears("第一")).text == "第一\n\n第二"


async def test_one_message_of_the_five_is_kept_for_a_person(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await house.later(minutes=2)  # what the pressed button opened is over
    await qin.writes("好的")
    await way.claimed(house, qin)
    for each in range(6):
        await house.says(qin, Outbound("", (Line(f"提醒{each}"),), audience=Audience.REMINDER))
        await house.settles()
    assert [times(qin, f"提醒{each}") for each in range(6)] == [1, 1, 1, 0, 0, 0]
    await house.stage.unfetched(f"回复 {way.FIRST} {LATE}")
    assert (await qin.hears(LATE)).via == "custom"
    await house.stage.unfetched(f"回复 {way.FIRST} 还有一句")
    await house.settles()
    assert times(qin, "还有一句") == 0
    await qin.writes("在吗")
    await house.settles()
    for words in ("提醒3", "提醒4", "提醒5", "还有一句"):
        assert times(qin, words) == 1
    assert house.world.violations() == ()


@pytest.mark.parametrize("code", [45015, 45047])
async def test_what_wechat_says_of_the_window_is_believed(
    house: House, qin: User, code: int
) -> None:
    await way.filed(house, qin)
    await qin.writes("好的")
    house.world.fails(SEND, code, times=5)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    assert len(house.world.calls(SEND)) <= 2
    assert times(qin, "指定专员") == 0
    house.world.heals()
    await qin.writes("进度")
    await qin.hears("指定专员")
    await house.settles()
    assert times(qin, "由指定专员") <= 1


async def test_a_busy_wechat_is_asked_again_and_nobody_hears_of_it(house: House, qin: User) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, -1)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    assert times(qin, "指定专员") == 0
    await house.later(seconds=2)
    await qin.hears("指定专员")
    assert len(house.world.calls(SEND)) == 2


async def test_the_days_calls_used_up_wait_for_the_night(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await qin.writes("好的")
    house.world.fails(SEND, 45009, times=100)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    await house.later(hours=13)
    await house.settles()
    assert len(house.world.calls(SEND)) == 1
    house.world.heals()
    await house.later(hours=1, minutes=10)
    await qin.hears("指定专员")


@pytest.mark.parametrize("code", [40001, 42001])
async def test_a_refused_token_is_fetched_once_and_the_message_goes(
    house: House, qin: User, code: int
) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, code)
    await way.claimed(house, qin)
    assert len(house.world.calls(SEND)) == 2
    assert times(qin, "指定专员") == 1


async def test_a_token_refused_for_ever_makes_no_storm(house: House, qin: User) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, 42001, times=1000)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    assert len(house.world.calls(SEND)) == 2
    house.world.heals()
    await house.later(minutes=2)
    await qin.hears("指定专员")


async def test_an_account_that_may_not_send_is_not_asked_again_for_an_hour(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, 48001, times=100)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    await house.stage.unfetched(f"回复 {way.FIRST} {LATE}")
    await house.settles()
    assert len(house.world.calls(SEND)) == 1
    await qin.writes("进度")
    assert (await qin.hears(LATE)).via == "passive"


async def test_an_account_without_menus_gets_links_instead(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await way.claimed(house, qin)
    house.world.fails(SEND, 40200)
    await house.stage.unfetched(f"预约 {way.FIRST} 11月25日10:00")
    shown = await qin.hears("您看可以吗")
    assert shown.kind == "text"
    await qin.presses("可以")
    await house.settles()
    assert "约定" in await house.room()


async def test_who_left_is_left_in_peace_and_hears_all_when_back(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await qin.unfollows()
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.settles()
    assert house.world.calls(SEND) == []
    assert "企业取消了关注" in await house.room()
    await qin.follows()
    await qin.hears("指定专员")
    await house.settles()
    assert times(qin, "指定专员") == 1


async def test_that_somebody_left_is_no_news_once_they_are_back(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await house.later(minutes=1)
    left = int(house.world.now.timestamp())
    await house.later(seconds=3)
    await qin.follows()
    await qin.sends({"MsgType": "event", "Event": "unsubscribe", "CreateTime": left})
    await house.stage.unfetched(f"接单 {way.FIRST}")
    assert (await qin.hears("指定专员")).via == "custom"


async def test_a_window_counts_from_the_last_word(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await way.claimed(house, qin)
    for _ in range(3):
        await house.later(hours=40)
        await qin.writes("在吗")
    await house.later(hours=40)
    await house.stage.unfetched(f"回复 {way.FIRST} {LATE}")
    assert (await qin.hears(LATE)).via == "custom"
    assert house.stage.clock.now() - timedelta(hours=160) <= house.world.now
    assert house.world.violations() == ()


@pytest.mark.parametrize("code", [43004, 40003])
async def test_a_chat_that_wechat_does_not_know_is_left_in_peace(
    house: House, qin: User, code: int
) -> None:
    await way.filed(house, qin)
    house.world.fails(SEND, code, times=9)
    await house.stage.unfetched(f"接单 {way.FIRST}")
    await house.stage.unfetched(f"回复 {way.FIRST} {LATE}")
    await house.settles()
    assert len(house.world.calls(SEND)) == 1
    assert "补发" in await house.room()
    house.world.heals()
    await qin.writes("进度")
    await qin.hears(LATE)
    await house.settles()
    assert times(qin, LATE) == 1


async def test_what_is_refused_for_its_own_sake_holds_up_nothing(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await way.claimed(house, qin)
    house.world.fails(SEND, 45002, times=4)
    await house.stage.unfetched(f"回复 {way.FIRST} {LATE}")
    await house.settles()
    for _ in range(4):
        await house.later(seconds=30)
        await house.settles()
    assert times(qin, LATE) == 0
    assert "内容太长" in await house.room()
    await house.stage.unfetched(f"回复 {way.FIRST} 短一点")
    assert (await qin.hears("短一点")).via == "custom"
