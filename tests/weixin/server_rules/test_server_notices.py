"""Template messages, consented notices, and what is told of their arrival."""

from datetime import timedelta

import pytest

from tests.weixin.server import Misused
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import User
from tests.weixin.server.sealing import Seal
from tests.weixin.server.xml import Read, read, word
from tests.weixin.server_rules.calling import Api
from tests.weixin.server_rules.listener import Listener

pytestmark = pytest.mark.asyncio

FIELDS = {"character_string1": "编号", "thing2": "事项", "phrase3": "状态", "time4": "时间"}
DATA = {
    "character_string1": {"value": "HY-2026-0007"},
    "thing2": {"value": "压力表校准"},
    "phrase3": {"value": "已办结"},
    "time4": {"value": "2026年11月23日 10:00"},
}


@pytest.fixture
def user(account: OfficialAccount) -> User:
    return account.user("覃晓燕")


@pytest.fixture
def record(account: OfficialAccount) -> str:
    return account.adds_template("办结通知", FIELDS)


@pytest.fixture
def notice(account: OfficialAccount) -> str:
    return account.adds_template("服务评价提醒", {"thing1": "事项"}, consented=True)


def last(account: OfficialAccount, listener: Listener) -> Read:
    fields = read(listener.came[-1][1])
    assert fields is not None
    opened = read(Seal(account.aes_key, account.app_id).open(word(fields, "Encrypt")))
    assert opened is not None
    return opened


async def test_a_template_message_reaches_a_follower_at_any_time(
    api: Api, account: OfficialAccount, user: User, record: str, listener: Listener
) -> None:
    await user.follows()
    api.world.passes(timedelta(days=30))
    url = "https://station.example/rate"
    body = {"touser": user.openid, "template_id": record, "url": url, "data": DATA}
    answer = await api.post("message/template/send", body)
    assert answer["errcode"] == 0
    assert (user.shown[-1].via, user.shown[-1].url) == ("template", url)
    assert "编号：HY-2026-0007" in user.shown[-1].text
    await account.settles()
    told = last(account, listener)
    assert told["Event"] == "TEMPLATESENDJOBFINISH"
    assert (told["MsgID"], told["Status"]) == (str(answer["msgid"]), "success")


async def test_who_blocks_templates_sees_none_and_the_event_says_so(
    api: Api, account: OfficialAccount, user: User, record: str, listener: Listener
) -> None:
    await user.follows()
    user.blocks_templates = True
    body = {"touser": user.openid, "template_id": record, "data": DATA}
    assert await api.code("message/template/send", body) == 0
    assert user.shown == []
    await account.settles()
    assert last(account, listener)["Status"] == "failed:user block"


async def test_a_template_message_needs_a_follower_a_template_and_a_verified_account(
    api: Api, account: OfficialAccount, user: User, record: str, notice: str
) -> None:
    body = {"touser": user.openid, "template_id": record, "data": DATA}
    path = "message/template/send"
    assert await api.code(path, body) == 43004
    await user.follows()
    assert await api.code(path, {**body, "template_id": notice}) == 40037
    assert await api.code(path, {**body, "touser": "o-nobody"}) == 40003
    account.verified = False
    assert await api.code(path, body) == 48001


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("thing2", "字" * 21),
        ("thing2", ""),
        ("character_string1", "编号七"),
        ("phrase3", "已经办结完毕"),
        ("time4", "明天"),
    ],
)
async def test_values_keep_to_what_their_field_takes(
    api: Api, user: User, record: str, field: str, value: str
) -> None:
    await user.follows()
    data = {**DATA, field: {"value": value}}
    body = {"touser": user.openid, "template_id": record, "data": data}
    answer = await api.post("message/template/send", body)
    assert answer["errcode"] == 47003
    assert field in answer["errmsg"]


async def test_one_consent_is_good_for_one_notice_whenever_it_comes(
    api: Api, account: OfficialAccount, user: User, notice: str, listener: Listener
) -> None:
    body = {"touser": user.openid, "template_id": notice, "data": {"thing1": {"value": "校准"}}}
    path = "message/subscribe/bizsend"
    await user.follows()
    assert await api.code(path, body) == 43101
    await user.consents(notice)
    told = last(account, listener)
    assert told["Event"] == "subscribe_msg_popup_event"
    assert told["SubscribeMsgPopupEvent"] == {
        "List": {"TemplateId": notice, "SubscribeStatusString": "accept", "PopupScene": "1"}
    }
    api.world.passes(timedelta(days=60))
    assert [await api.code(path, body) for _ in range(2)] == [0, 43101]
    assert [one.via for one in user.shown] == ["subscribe"]
    await user.consents(notice, accept=False)
    assert await api.code(path, body) == 43101


async def test_one_cannot_consent_to_a_template_message(user: User, record: str) -> None:
    with pytest.raises(Misused):
        await user.consents(record)
