"""Asking for a rating when no message may be sent: by a notice, by the record, by another chat."""

import pytest

from core.conversations import Chat, ChatKind, Said
from core.links import Link
from core.messages import text_of
from core.requests.status import Status
from storage.connections import Connection
from storage.outgoing import Ahead
from tests.wechat import way
from tests.wechat.house import ORIGIN, House
from tests.weixin.server.official.users import User

pytestmark = pytest.mark.asyncio

CUSTOM = "/cgi-bin/message/custom/send"
NOTICE = "/cgi-bin/message/subscribe/bizsend"
RECORD = "/cgi-bin/message/template/send"
PIGEON = "pigeon:7"


async def ends_late(house: House, qin: User) -> None:
    """A service ends when nobody has been heard of for two days; the rating is asked for."""
    await way.filed(house, qin)
    await way.claimed(house, qin)
    await house.stage.unfetched(f"预约 {way.FIRST} 11月25日10:00")
    await qin.hears("您看可以吗")
    await qin.presses("可以")
    await house.later(hours=49)
    await house.settles()
    await house.stage.unfetched(f"开始 {way.FIRST}")
    await house.stage.unfetched(f"结束 {way.FIRST} 6块压力表校准合格，证书已交")
    await house.settles()
    await house.later(hours=1)
    await house.settles()


def notice_of(house: House) -> str:
    return house.settings.accounts[0].notice_template


async def test_a_notice_that_was_consented_to_leads_to_the_page(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    await ends_late(house, qin)
    [shown] = [one for one in qin.shown if one.via == "subscribe"]
    assert shown.url.startswith(f"{ORIGIN}/r/")
    assert way.FIRST in shown.text
    assert house.world.calls(RECORD) == []
    assert "微信订阅通知" in await house.room()
    assert house.world.violations() == ()


async def test_one_consent_is_one_notice(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    await ends_late(house, qin)
    await house.later(days=4)
    await house.settles()
    assert len(house.world.calls(NOTICE)) == 1
    assert len([one for one in qin.shown if one.via == "subscribe"]) == 1


async def test_a_consent_that_is_told_again_counts_once(house: House, qin: User) -> None:
    await qin.follows()
    template = notice_of(house)
    for _ in range(2):
        # Told again within the same second, as a repeated push is.
        await qin.consents(template)
    await ends_late(house, qin)
    await house.later(days=4)
    await house.settles()
    assert len(house.world.calls(NOTICE)) == 1


async def test_without_consent_the_record_of_the_service_leads_there(
    house: House, qin: User
) -> None:
    await ends_late(house, qin)
    [shown] = [one for one in qin.shown if one.via == "template"]
    assert shown.url.startswith(f"{ORIGIN}/r/")
    assert "计量检测服务" in shown.text
    await house.later(days=5)
    await house.settles()
    assert len(house.world.calls(RECORD)) == 1
    assert "微信办结通知" in await house.room()
    assert house.world.violations() == ()


async def test_a_consent_that_wechat_does_not_know_of_is_none(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    house.world.fails(NOTICE, 43101, times=10)
    await ends_late(house, qin)
    assert len(house.world.calls(NOTICE)) == 1
    assert [one.via for one in qin.shown if one.via in ("template", "subscribe")] == ["template"]


async def test_a_record_that_does_not_arrive_waits_for_the_next_contact(
    house: House, qin: User
) -> None:
    qin.blocks_templates = True
    await ends_late(house, qin)
    assert "企业拒收了通知" in await house.room()
    await qin.writes("进度")
    await house.settles()
    assert sum("想请您评一评" in one.text for one in qin.shown) == 1


async def test_the_failure_of_another_notice_takes_nothing_back(house: House, qin: User) -> None:
    await qin.follows()
    await qin.consents(notice_of(house))
    await ends_late(house, qin)
    for template, hours in (("of somebody else", 0), (notice_of(house), 1)):
        await house.later(hours=hours)
        lost = {"TemplateId": template, "MsgID": "5", "ErrorCode": "43101", "ErrorStatus": "no"}
        event = {"MsgType": "event", "Event": "subscribe_msg_sent_event"}
        await qin.sends({**event, "SubscribeMsgSentEvent": {"List": lost}})
    await qin.writes("进度")
    await house.settles()
    assert not [one for one in qin.shown if "想请您评一评" in one.text]


async def test_where_no_way_is_open_the_question_comes_with_the_next_contact(
    house: House, qin: User
) -> None:
    house.world.fails(RECORD, 48001, times=100)
    await ends_late(house, qin)
    assert not [one for one in qin.shown if one.via == "template"]
    await qin.writes("你好")
    await qin.hears("想请您评一评")
    await house.settles()
    for label in way.STARS:
        await qin.presses(label)
    await house.settles()
    [request] = await house.requests()
    assert request.status is Status.EVALUATED


class Loft:
    """A messenger that is served, and has not set out yet."""

    channel = "pigeon"

    async def ahead(self, limit: int) -> Ahead:
        return Ahead((PIGEON,)[:limit], limit, None)

    async def deliver(self, chat: str) -> None:
        raise AssertionError(chat)

    def leave(self) -> None:
        pass


async def links(house: House, qin: User) -> None:
    """Somebody of the same enterprise has a chat at another messenger."""
    engine, now = house.stage.engine, house.stage.clock.now()

    def link(connection: Connection) -> None:
        schema = engine.schema
        schema.of(Chat).save(connection, Chat(PIGEON, "pigeon", ChatKind.PRIVATE, "hy"))
        for chat in (house.chat(qin), PIGEON):
            schema.of(Link).save(connection, Link(chat, "circle", now))

    await engine.write(link)


async def test_another_chat_of_the_enterprise_is_written_to(house: House, qin: User) -> None:
    engine = house.stage.engine
    engine.couriers["pigeon"] = Loft()
    await way.filed(house, qin)
    await way.claimed(house, qin)
    await links(house, qin)
    await house.later(hours=49)
    await house.settles()
    await house.stage.unfetched(f"回复 {way.FIRST} 证书下周一出")
    await house.settles()
    query = engine.schema.of(Said).query("chat", order="n")
    told = await engine.read(lambda each: query.all(each, PIGEON))
    assert [text_of(one.message) for one in told].count("证书下周一出") == 1
    assert not [one for one in qin.shown if "证书下周一出" in one.text]
    assert "另一个聊天" in await house.room()


async def test_a_messenger_that_is_not_served_is_no_way(house: House, qin: User) -> None:
    await way.filed(house, qin)
    await links(house, qin)
    await house.later(hours=49)
    await house.stage.unfetched(f"回复 {way.FIRST} 证书下周一出")
    await house.settles()
    await qin.writes("在吗")
    await qin.hears("证书下周一出")
