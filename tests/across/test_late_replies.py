"""A reply that comes when nobody at WeChat may be written to any more: it waits, every room reads
why, and it goes out once with the next sign of life."""

import pytest

from core.conversations import OutboxState
from tests.across.desks import DESKS, Desk
from tests.across.house import House
from tests.wechat import way

pytestmark = pytest.mark.asyncio

LATE = "您好，证书下周一出"


async def replies_late(house: House, desk: Desk) -> None:
    """Two days and an hour after the last word of the enterprise."""
    await way.filed(house.wechat, house.qin)
    await desk.claims()
    await house.settles()
    await desk.replies("您好，收到")
    await house.qin.hears("您好，收到")
    await house.settles()
    await house.later(hours=49)
    await house.settles()
    await desk.replies(LATE)
    await house.settles()


@pytest.mark.parametrize("place", DESKS)
async def test_it_waits_with_its_reason_in_every_room_and_goes_out_once(
    house: House, place: str
) -> None:
    await replies_late(house, DESKS[place](house, house.li))
    assert times(house, LATE) == 0
    for room, shown in (await house.rooms()).items():
        assert "企业48小时内没有发消息" in shown, room
        assert "补发" in shown, room
        assert "即时回复" not in shown, room

    await house.qin.writes("进度")
    assert (await house.qin.hears(LATE)).via == "passive"
    await house.settles()
    await house.later(hours=1)
    await house.settles()
    assert times(house, LATE) == 1
    for room, shown in (await house.rooms()).items():
        assert "（微信即时回复）" in shown, room
    assert all(one.state is OutboxState.SENT for one in await house.wechat.outbox(house.qin))


def times(house: House, words: str) -> int:
    """How often these words stand before the enterprise's eyes."""
    return sum(words in one.text for one in house.qin.shown)
