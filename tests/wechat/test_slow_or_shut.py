"""Where the API hangs or the database is shut for a moment: pages do not wait, nothing doubles."""

import asyncio

import pytest

from bot.channels.wechat.reception import Reception
from bot.rating_links import RatingLinks
from bot.weixin.door import Pushed
from core.conversations import OutboxState
from storage.store import Unavailable
from tests.wechat import way
from tests.wechat.house import ORIGIN, SECRET, House
from tests.wechat.test_notices import ends_late
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

SEND = "/cgi-bin/message/custom/send"
TICKET = "/cgi-bin/ticket/getticket"


async def test_a_page_does_not_wait_for_a_wechat_that_hangs(house: House, qin: User) -> None:
    await ends_late(house, qin)
    [found] = await house.stage.engine.read(
        lambda each: each.execute("SELECT id FROM rating").fetchall()
    )
    async with house.serves(sign_seconds=0.05) as service:
        house.world.hangs(TICKET)
        assert await service.asker.asking(found[0], f"{ORIGIN}/r/x") is None
        assert await service.asker.asking(found[0], f"{ORIGIN}/r/x") is not None


async def test_an_answer_that_is_out_is_not_sent_once_more_as_its_receipt_is_late(
    house: House, qin: User
) -> None:
    await way.filed(house, qin)
    engine, account = house.stage.engine, house.settings.accounts[0]
    reception = Reception(engine, account, RatingLinks(SECRET, ORIGIN), 0.1)
    now = engine.clock.now()
    said = {"MsgType": "text", "Content": "开放时间", "MsgId": "77"}
    who = {"FromUserName": qin.openid, "ToUserName": house.account.original_id}
    when = {"CreateTime": str(int(now.timestamp()))}
    reply = await reception.take(Pushed({**said, **who, **when}, now))
    assert reply.given
    async with house.read_only():
        given = asyncio.ensure_future(reply.given())
        for _ in range(2):  # the second comes when the receipt was refused as well
            with pytest.raises(Unavailable):
                await engine.write(lambda _: None)
    await given
    await house.later(minutes=5)
    await house.settles()
    assert house.world.calls(SEND) == []
    assert all(row.state is OutboxState.SENT for row in await house.outbox(qin))
