"""Asking for a notice on a page, what somebody answers there, and what comes back of notices."""

import hashlib

import pytest

from bot.channels.wechat.consents import Asking
from core.consents import Consents
from core.conversations import OutboxState
from core.rating import Rating
from storage.windows import Windows
from tests.wechat import way
from tests.wechat.house import House
from tests.wechat.test_notices import NOTICE, RECORD, ends_late, notice_of
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

TICKET = "/cgi-bin/ticket/getticket"
PAGE = "https://zhan.example.cn/r/abc?from=x"


async def consents(house: House, qin: User) -> Consents:
    windows, template = Windows(house.stage.engine.schema), notice_of(house)
    return await house.stage.engine.read(
        lambda each: windows.consents(each, house.chat(qin), template)
    )


async def rating(house: House, qin: User) -> Rating:
    await way.filed(house, qin)
    await way.served(house, qin)
    query = house.stage.engine.schema.of(Rating).query()
    ratings: list[Rating] = list(await house.stage.engine.read(query.all))
    [found] = ratings
    return found


async def test_a_page_is_signed_for_the_account_of_its_enterprise(house: House, qin: User) -> None:
    asked, asker = await rating(house, qin), house.service.asker
    asking = await asker.asking(asked.id, PAGE)
    assert asking
    ticket = house.account.ticket.current
    assert ticket
    said = (
        f"jsapi_ticket={ticket.value}&noncestr={asking.nonce}&timestamp={asking.timestamp}"
        f"&url={PAGE}"
    )
    assert asking == Asking(
        house.account.app_id, notice_of(house), int(house.stage.clock.now().timestamp()),
        asking.nonce, hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest(),
    )  # fmt: skip
    assert ticket.value not in repr(asker)


async def test_a_ticket_is_used_as_long_as_it_is_good(house: House, qin: User) -> None:
    asked, asker = await rating(house, qin), house.service.asker
    first, second = await asker.asking(asked.id, PAGE), await asker.asking(asked.id, PAGE)
    assert first
    assert second
    assert first.nonce != second.nonce
    assert len(house.world.calls(TICKET)) == 1
    await house.later(hours=2)
    assert await asker.asking(asked.id, PAGE)
    assert len(house.world.calls(TICKET)) == 2


async def test_where_nothing_can_be_signed_the_page_asks_for_nothing(
    house: House, qin: User
) -> None:
    asked, asker = await rating(house, qin), house.service.asker
    house.world.fails(TICKET, 48001)
    assert await asker.asking(asked.id, PAGE) is None
    assert await asker.asking("unknown", PAGE) is None
    assert await asker.asking(asked.id, PAGE)


async def test_a_yes_counts_once_however_often_it_comes(house: House, qin: User) -> None:
    await qin.follows()
    for _ in range(3):
        assert (await qin.consents(notice_of(house))).body == "success"
    assert (await consents(house, qin)).left == 1
    await house.later(seconds=1)
    await qin.consents(notice_of(house))
    assert (await consents(house, qin)).left == 2


async def test_a_no_is_none_and_takes_a_yes_back(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house), accept=False)
    assert (await consents(house, qin)).left == 0
    await house.later(seconds=1)
    await qin.consents(notice_of(house))
    assert (await consents(house, qin)).left == 1
    said = {"TemplateId": notice_of(house), "SubscribeStatusString": "reject"}
    await qin.sends(
        {
            "MsgType": "event", "Event": "subscribe_msg_change_event",
            "SubscribeMsgChangeEvent": {"List": said},
        }
    )  # fmt: skip
    assert (await consents(house, qin)).left == 0


async def test_a_yes_to_anothers_template_is_none_to_ours(house: House, qin: User) -> None:
    await qin.follows()
    other = house.account.adds_template("别的", {"thing1": "x"}, consented=True)
    await qin.consents(other)
    assert (await consents(house, qin)).left == 0


async def test_who_leaves_takes_all_with_them(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    await qin.unfollows()
    assert (await consents(house, qin)).left == 0


async def sent(house: House, qin: User, code: int, status: str) -> None:
    """What became of the notice is told."""
    said = {
        "TemplateId": notice_of(house), "MsgID": "1", "ErrorCode": str(code),
        "ErrorStatus": status,
    }  # fmt: skip
    pushed = await qin.sends(
        {
            "MsgType": "event", "Event": "subscribe_msg_sent_event",
            "SubscribeMsgSentEvent": {"List": said},
        }
    )  # fmt: skip
    assert pushed.body == "success"
    await house.settles()


async def test_a_notice_that_arrived_changes_nothing(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    await ends_late(house, qin)
    before = await house.outbox(qin)
    await sent(house, qin, 0, "success")
    assert await house.outbox(qin) == before


async def test_a_notice_that_did_not_arrive_waits_for_the_next_contact(
    house: House, qin: User
) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    await ends_late(house, qin)
    await sent(house, qin, 43101, "user refuse to accept the msg")
    assert OutboxState.STRANDED in {one.state for one in await house.outbox(qin)}
    await house.later(hours=1)
    await qin.writes("你好")
    await qin.hears("想请您评一评")
    await house.settles()
    assert len(house.world.calls(NOTICE)) == 1


async def test_results_of_what_nobody_sent_change_nothing(house: House, qin: User) -> None:
    await qin.follows()
    before = await house.outbox(qin)
    await sent(house, qin, 43101, "refused")
    for status in ("success", "failed:user block", "failed: system failed"):
        said = {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": "7"}
        assert (await qin.sends({**said, "Status": status})).body == "success"
    await house.settles()
    assert await house.outbox(qin) == before


async def test_a_result_that_comes_again_is_told_once(house: House, qin: User) -> None:
    await ends_late(house, qin)
    [key] = [one.key for one in await house.outbox(qin) if one.key.startswith("record:")]
    said = {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": key.rpartition(".")[2]}
    for _ in range(2):
        await qin.sends({**said, "Status": "failed:user block"})
        await house.settles()
    assert (await house.room()).count("企业拒收了通知") == 1
    assert len(house.world.calls(RECORD)) == 1
