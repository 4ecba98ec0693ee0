"""WeCom does not let the app in any more: it is told on the staff's page, and not in WeCom."""

import pytest

from bot.replay.stage import STATION
from core.messages import Line, Outbound, text_of
from storage.stations import web_room
from tests.wecom.house import House

pytestmark = pytest.mark.asyncio

TO_CHAT = "appchat/send"
OFTEN = 100


@pytest.mark.parametrize(
    ("code", "why"), [(40001, "接口凭证无效"), (60020, "服务器不在企业可信 IP 里")]
)
async def test_it_is_told_where_the_staff_can_still_read_it(
    house: House, code: int, why: str
) -> None:
    house.world.fails(TO_CHAT, code, OFTEN)
    await house.says(Outbound("", (Line("请大家看一下"),)))
    await house.settles()
    await house.later(minutes=2)
    await house.settles()
    told = [text_of(one.message) for one in await house.outbox(web_room(STATION))]
    [line] = [text for text in told if text.startswith("企业微信连不通了：")]
    assert why in line
    house.world.heals()
    await house.later(minutes=2)
    await house.settles()
    assert "请大家看一下" in house.group()
    told = [text_of(one.message) for one in await house.outbox(web_room(STATION))]
    assert [text for text in told if text.startswith("企业微信恢复了")]
    assert "连不通了" not in house.group()
