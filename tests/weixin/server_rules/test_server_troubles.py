"""What a test lets go wrong, and callbacks behind a real server."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest
import requests
import uvicorn
from wechatpy import WeChatClient, create_reply, parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.enterprise.crypto import WeChatCrypto as WecomCrypto
from wechatpy.exceptions import WeChatClientException

from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import User
from tests.weixin.server_rules.calling import Api
from tests.weixin.server_rules.conftest import KEY
from tests.weixin.server_rules.listener import Listener

pytestmark = pytest.mark.asyncio

SEND = "message/custom/send"


@pytest.fixture
def user(account: OfficialAccount) -> User:
    return account.user("覃晓燕")


@asynccontextmanager
async def served(listener: Listener) -> AsyncIterator[str]:
    """The listener behind a server of its own."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        config = uvicorn.Config(listener, lifespan="off", log_level="critical", ws="none")
        server = uvicorn.Server(config)
        task = asyncio.create_task(server._serve([door]))
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}/wechat"
        finally:
            listener.released.set()
            server.should_exit = True
            await task


async def test_a_call_fails_as_often_as_it_is_told_to(api: Api, user: User) -> None:
    await user.follows()
    api.world.fails(SEND, -1, times=2, said="busy")
    answers = [await api.says(user.openid, str(number)) for number in range(3)]
    assert answers == [-1, -1, 0]
    assert [one.text for one in user.shown] == ["2"]
    assert len(api.world.calls(SEND)) == len(api.world.calls(f"/cgi-bin/{SEND}")) == 3
    assert api.world.calls(SEND)[0]["text"] == {"content": "0"}
    assert api.world.paths().count("stable_token") == 3


async def test_a_dropped_call_did_nothing_and_a_lost_answer_did_it_all(
    api: Api, user: User
) -> None:
    await user.follows()
    api.world.drops(SEND)
    with pytest.raises(httpx.TransportError):
        await api.says(user.openid, "一")
    assert user.shown == []
    api.world.loses(SEND)
    with pytest.raises(httpx.TransportError):
        await api.says(user.openid, "二")
    assert [one.text for one in user.shown] == ["二"]


async def test_a_call_that_hangs_is_never_answered(api: Api, user: User) -> None:
    await user.follows()
    token = (await api.token())["access_token"]
    api.world.hangs(SEND)
    with pytest.raises(httpx.ReadTimeout):
        await api.client.post(
            api.address(SEND), params={"access_token": token}, json={}, timeout=0.2
        )
    assert await api.says(user.openid, "一") == 0


async def test_a_call_that_stalls_did_it_all_and_is_never_answered(api: Api, user: User) -> None:
    await user.follows()
    token = (await api.token())["access_token"]
    api.world.stalls(SEND)
    said = {"touser": user.openid, "msgtype": "text", "text": {"content": "一"}}
    with pytest.raises(httpx.ReadTimeout):
        await api.client.post(
            api.address(SEND), params={"access_token": token}, json=said, timeout=0.2
        )
    assert [one.text for one in user.shown] == ["一"]


async def test_a_body_that_is_no_json_and_a_get_where_a_post_belongs_are_refused(
    api: Api,
) -> None:
    token = {"access_token": (await api.token())["access_token"]}
    broken = await api.client.post(api.address(SEND), params=token, content=b"{")
    assert broken.json()["errcode"] == 47001
    assert (await api.client.get(api.address(SEND), params=token)).json()["errcode"] == 43002
    assert (await api.get("menu/paint"))["errcode"] == 40035
    assert api.world.violations() == ("there is no menu/paint",)


async def test_who_waits_hears_of_it_or_what_stands_there_instead(api: Api, user: User) -> None:
    await user.follows()
    waiting = asyncio.create_task(user.hears("您好"))
    await api.says(user.openid, "您好")
    first = await waiting
    waiting = asyncio.create_task(user.hears("您好", after=first))
    await api.says(user.openid, "您好，又见面了")
    assert (await waiting).text == "您好，又见面了"


async def test_worlds_do_not_meet(api: Api, user: User, corp: Corp, app: App) -> None:
    del app
    other = type(api.world)(0, api.world.address, api.world.registry)
    await user.follows()
    await api.says(user.openid, "您好")
    assert other.paths() == []
    assert corp.world.calls(SEND)


async def test_a_callback_on_a_real_server_is_cut_off_and_hears_what_calls_led_to(
    api: Api, account: OfficialAccount, user: User, listener: Listener
) -> None:
    async with served(listener) as url:
        account.callback, account.client = url, None
        await user.follows()
        listener.answers.extend([None, ""])
        assert (await user.writes("您好")).tries == 2
        template = account.adds_template("办结通知", {"thing1": "事项"})
        data = {"thing1": {"value": "校准"}}
        body = {"touser": user.openid, "template_id": template, "data": data}
        before = len(listener.came)
        await api.code("message/template/send", body)
        await listener.hears(before + 1)
    assert "msg_signature" in listener.came[-1][0]


async def test_nobody_at_the_address_is_as_bad_as_silence(
    account: OfficialAccount, user: User
) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        account.callback, account.client = f"http://127.0.0.1:{door.getsockname()[1]}/", None
        pushed = await user.follows()
    assert (pushed.status, pushed.tries) == (None, 3)
    assert [one.via for one in user.shown] == ["system"]


@pytest.mark.parametrize("mode", ["safe", "plain"])
async def test_an_address_proves_itself_by_its_echo(
    account: OfficialAccount, listener: Listener
) -> None:
    listener.answers.append("something else")
    assert not await account.checks_url()
    listener.echoes = lambda asked: asked["echostr"]
    assert await account.checks_url()


async def test_an_address_at_wecom_opens_the_echo(app: App, listener: Listener) -> None:
    crypto = WecomCrypto(app.token, KEY, app.corp.corp_id)

    def opened(asked: dict[str, str]) -> str:
        signed = (asked["msg_signature"], asked["timestamp"], asked["nonce"])
        return str(crypto.check_signature(*signed, asked["echostr"]))

    listener.echoes = opened
    assert await app.checks_url()
    listener.echoes = lambda asked: opened(asked) + "\n"
    assert not await app.checks_url()


async def test_wechatpy_reads_the_push_and_its_sealed_reply_is_shown(
    account: OfficialAccount, user: User, listener: Listener
) -> None:
    crypto = WeChatCrypto(account.token, KEY, account.app_id)
    await user.follows()
    await user.writes("压力表要校准")
    params, body = listener.came[-1]
    signed = (params["msg_signature"], params["timestamp"], params["nonce"])
    message = parse_message(crypto.decrypt_message(body, *signed))
    assert (message.content, message.source) == ("压力表要校准", user.openid)
    reply = create_reply("好的", message).render()
    listener.answers.append(crypto.encrypt_message(reply, "2", "1"))
    await user.writes("谢谢")
    assert [(one.text, one.via) for one in user.shown] == [("好的", "passive")]


@pytest.fixture
def wechatpy(account: OfficialAccount) -> Iterator[WeChatClient]:
    client = WeChatClient(account.app_id, account.app_secret, timeout=5, auto_retry=False)
    client.API_BASE_URL = f"{account.world.address}/cgi-bin/"
    with requests.Session() as session:
        session.trust_env = False
        client._http = session
        yield client


async def test_wechatpys_client_is_served_and_refused(
    api: Api, wechatpy: WeChatClient, user: User
) -> None:
    await user.follows()
    token = (await api.token())["access_token"]
    wechatpy.session.set(wechatpy.access_token_key, token)
    await asyncio.to_thread(wechatpy.message.send_text, user.openid, "您好")
    menu = {"head_content": "请选择", "list": [{"id": "1", "content": "满意"}]}
    menu["tail_content"] = ""
    await asyncio.to_thread(wechatpy.message.send_msg_menu, user.openid, menu)
    assert [one.kind for one in user.shown] == ["text", "menu"]
    told = await asyncio.to_thread(wechatpy.user.get, user.openid)
    assert told["subscribe"] == 1
    made = await asyncio.to_thread(wechatpy.media.upload, "image", ("a.jpg", b"picture"))
    fetched = await asyncio.to_thread(wechatpy.media.download, made["media_id"])
    assert fetched.content == b"picture"
    await user.unfollows()
    with pytest.raises(WeChatClientException) as refused:
        await asyncio.to_thread(wechatpy.message.send_text, user.openid, "您好")
    assert refused.value.errcode == 45015
    assert api.world.violations() == ()
