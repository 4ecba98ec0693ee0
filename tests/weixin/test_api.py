"""Calls of the API over real HTTP: what goes out, what is tried again, what bad answers become."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any, Final

import pytest
import pytest_asyncio
from starlette.responses import Response

from bot.weixin.api import Api
from bot.weixin.errors import ApiError, Errcode, TooLarge, Unreached
from bot.weixin.wire import Call, File, Patience
from storage.writer import Writer
from tests.weixin.accounts import APP, OFFICIAL, SECRET, official, wecom
from tests.weixin.stand_in import HANGS, OK, Answer, StandIn, endless

SEND: Final = "cgi-bin/message/custom/send"
WORDS: Final = "电梯年检 ]]> 😀 & \u2028"
TEXT: Final = {"touser": "o1", "msgtype": "text", "text": {"content": WORDS}}
SHORT: Final = Patience(connect=1, silence=1, call=1, file=1)
INVALID: Final = {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid"}
BROKEN: Final[tuple[Answer, ...]] = (
    500, 502, 302, 404, 429, b"", b"{", b"[]", b"null", b"<html>busy</html>", b"\xff\xfe",
    b"[" * 200_000, b'{"errcode": "no"}', b'{"errcode": null}', b'{"errcode": 1e999}', endless(),
)  # fmt: skip
pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def api(stand_in: StandIn, writer: Writer) -> AsyncIterator[Api]:
    async with official(stand_in, writer.run) as api:
        yield api


async def test_a_call_goes_out_as_utf_8_with_the_token(api: Api, stand_in: StandIn) -> None:
    assert await api.post(SEND, TEXT, lang="zh_CN") == OK
    [sent] = stand_in.at("message/custom/send")
    assert (sent.method, sent.query) == ("POST", {"lang": "zh_CN", "access_token": "token1"})
    assert sent.json == TEXT
    assert WORDS.encode() in sent.body.replace(b"\\u2028", "\u2028".encode())
    assert "😀".encode() in sent.body
    assert sent.headers["content-type"].startswith("application/json")


async def test_half_a_character_stops_no_message(api: Api, stand_in: StandIn) -> None:
    await api.post(SEND, {"text": {"content": "好\ud83d"}})
    assert stand_in.at("message/custom/send")[0].json == {"text": {"content": "好?"}}


async def test_what_is_asked_for_comes_back(api: Api, stand_in: StandIn) -> None:
    stand_in.tells("user/info", '{"subscribe": 1, "remark": "一\t行"}')
    assert await api.get("cgi-bin/user/info", openid="o1") == {"subscribe": 1, "remark": "一\t行"}
    assert stand_in.at("user/info")[0].query == {"openid": "o1", "access_token": "token1"}


async def test_the_token_of_an_official_account_is_the_stable_one(
    api: Api, stand_in: StandIn
) -> None:
    await api.get("cgi-bin/menu/get")
    assert [one.json for one in stand_in.fetches] == [
        {
            "grant_type": "client_credential",
            "appid": OFFICIAL.app_id,
            "secret": SECRET,
            "force_refresh": False,
        }
    ]


async def test_each_app_at_wecom_has_a_token_of_its_own(stand_in: StandIn, writer: Writer) -> None:
    other = APP.model_copy(update={"agent_id": 1000003, "secret": SECRET[::-1]})
    async with wecom(stand_in, writer.run) as one, wecom(stand_in, writer.run, other) as two:
        for api in (one, two, one):
            await api.post("cgi-bin/message/send", {"touser": "li"})
    assert [one.query for one in stand_in.fetches] == [
        {"corpid": APP.corp_id, "corpsecret": SECRET},
        {"corpid": APP.corp_id, "corpsecret": SECRET[::-1]},
    ]


@pytest.mark.parametrize("code", [40001, 40014, 42001])
async def test_a_refused_token_is_fetched_anew_and_the_call_made_again(
    api: Api, stand_in: StandIn, code: int
) -> None:
    stand_in.tells("message/custom/send", {"errcode": code, "errmsg": "no"}, OK)
    assert await api.post(SEND, TEXT) == OK
    assert [one.token for one in stand_in.at("message/custom/send")] == ["token1", "token2"]
    assert stand_in.forced == [False, False, True]


async def test_a_refusal_without_end_ends(api: Api, stand_in: StandIn) -> None:
    stand_in.tells("message/custom/send", INVALID)
    for calls in (2, 4, 6):
        with pytest.raises(ApiError) as refused:
            await api.post(SEND, TEXT)
        assert refused.value.code == Errcode.INVALID_CREDENTIAL
        assert len(stand_in.at("message/custom/send")) == calls
    assert stand_in.forced.count(True) == 1


async def test_many_that_are_refused_at_once_fetch_one_token(api: Api, stand_in: StandIn) -> None:
    await api.get("cgi-bin/menu/get")
    stand_in.tells("message/custom/send", *[INVALID] * 20, OK)
    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(api.post(SEND, TEXT))
    assert stand_in.forced == [False, False, True]
    assert len(stand_in.at("message/custom/send")) == 40


@pytest.mark.parametrize("code", [-1, 45015, 45047, 45009, 48001, 40164, 99999])
async def test_any_other_refusal_stands(api: Api, stand_in: StandIn, code: int) -> None:
    stand_in.tells("message/custom/send", {"errcode": code, "errmsg": "no rid: 65"})
    with pytest.raises(ApiError, match=f"{code} no rid: 65") as refused:
        await api.post(SEND, TEXT)
    assert (refused.value.code, refused.value.said) == (code, "no rid: 65")
    assert len(stand_in.at("message/custom/send")) == 1


async def test_a_refused_secret_is_said_and_nothing_is_called(api: Api, stand_in: StandIn) -> None:
    stand_in.tells("stable_token", {"errcode": 40125, "errmsg": "invalid appsecret"})
    with pytest.raises(ApiError) as refused:
        await api.post(SEND, TEXT)
    assert refused.value.code == Errcode.WRONG_SECRET
    assert len(stand_in.asked) == 1


@pytest.mark.parametrize("answer", BROKEN, ids=lambda answer: str(answer)[:20])
async def test_an_answer_that_cannot_be_read_is_none(
    api: Api, stand_in: StandIn, answer: Answer
) -> None:
    stand_in.tells("message/custom/send", answer)
    with pytest.raises(Unreached):
        await api.post(SEND, TEXT)
    assert len(stand_in.at("message/custom/send")) == 1


async def test_nothing_is_sent_where_a_redirect_leads(api: Api, stand_in: StandIn) -> None:
    away = Response(status_code=307, headers={"location": f"{stand_in.address}/elsewhere"})
    stand_in.tells("message/custom/send", away)
    with pytest.raises(Unreached, match="307"):
        await api.post(SEND, TEXT)
    assert "/elsewhere" not in {one.path for one in stand_in.asked}


async def test_nobody_there_is_said(stand_in: StandIn, writer: Writer) -> None:
    stand_in.address = "http://127.0.0.1:1"
    async with official(stand_in, writer.run) as api:
        with pytest.raises(Unreached):
            await api.post(SEND, TEXT)


async def test_a_server_that_hangs_is_given_up_and_holds_up_no_other(
    stand_in: StandIn, writer: Writer
) -> None:
    stand_in.tells("message/custom/send", HANGS)
    async with (
        official(stand_in, writer.run, patience=SHORT) as hanging,
        wecom(stand_in, writer.run) as other,
    ):
        await hanging.get("cgi-bin/menu/get")
        calls = [asyncio.create_task(hanging.post(SEND, TEXT)) for _ in range(100)]
        await stand_in.came.wait()
        assert await other.get("cgi-bin/agent/get", agentid="1") == OK
        ends = await asyncio.gather(*calls, return_exceptions=True)
        assert {type(end) for end in ends} == {Unreached}


async def test_a_token_that_does_not_come_is_given_up(stand_in: StandIn, writer: Writer) -> None:
    stand_in.tells("stable_token", HANGS)
    async with official(stand_in, writer.run, patience=SHORT) as api:
        with pytest.raises(Unreached):
            await api.post(SEND, TEXT)


async def test_a_file_goes_up_under_its_name(api: Api, stand_in: StandIn) -> None:
    stand_in.tells("media/upload", {"type": "image", "media_id": "m1", "created_at": 1})
    up = await api.upload("cgi-bin/media/upload", "图片.png", b"\x89PNG\r\n\x00", type="image")
    assert up["media_id"] == "m1"
    [sent] = stand_in.at("media/upload")
    assert sent.query == {"type": "image", "access_token": "token1"}
    assert sent.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert 'name="media"; filename="图片.png"'.encode() in sent.body
    assert b"\r\n\r\n\x89PNG\r\n\x00\r\n" in sent.body


async def test_a_file_comes_down_whole(api: Api, stand_in: StandIn) -> None:
    named = {"content-disposition": 'attachment; filename="m1.jpg"'}
    stand_in.tells("media/get", INVALID, Response(b"\xff\xd8", 200, named, "image/jpeg"))
    file = await api.download("cgi-bin/media/get", 2, media_id="m1")
    assert (file.content, file.media_type, file.name) == (b"\xff\xd8", "image/jpeg", "m1.jpg")
    assert [one.query["media_id"] for one in stand_in.at("media/get")] == ["m1", "m1"]


async def test_a_text_file_is_no_refusal(api: Api, stand_in: StandIn) -> None:
    named = {"content-disposition": "attachment; filename=notes.txt"}
    stand_in.tells("media/get", Response(b'{"errcode": 1}', 200, named, "text/plain"))
    assert (await api.download("cgi-bin/media/get", 99)).content == b'{"errcode": 1}'


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
async def test_a_file_that_is_gone_is_refused(api: Api, stand_in: StandIn, kind: str) -> None:
    gone = b'{"errcode": 40007, "errmsg": "invalid media_id"}'
    stand_in.tells("media/get", Response(gone, media_type=kind))
    with pytest.raises(ApiError) as refused:
        await api.download("cgi-bin/media/get", 1 << 20)
    assert refused.value.code == Errcode.NO_SUCH_MEDIA


async def test_an_answer_about_a_file_is_no_file(api: Api, stand_in: StandIn) -> None:
    stand_in.tells("media/get", {"video_url": "http://127.0.0.1/"})
    with pytest.raises(Unreached):
        await api.download("cgi-bin/media/get", 1 << 20)


@pytest.mark.parametrize("answer", [endless(), Response(b"12345", media_type="image/png")])
async def test_a_file_is_not_taken_beyond_its_bytes(
    api: Api, stand_in: StandIn, answer: Response
) -> None:
    stand_in.tells("media/get", answer)
    with pytest.raises(TooLarge):
        await api.download("cgi-bin/media/get", 4)


async def test_what_wechatpy_describes_goes_the_same_way(api: Api, stand_in: StandIn) -> None:
    menu = {"head_content": "满意吗", "list": [{"id": "1", "content": "是"}], "tail_content": ""}
    stand_in.tells("message/custom/send", INVALID, OK)
    assert await api.make(api.calls.message.send_msg_menu("o1", menu)) == OK
    assert [one.token for one in stand_in.at("message/custom/send")] == ["token1", "token2"]
    assert stand_in.asked[-1].json == {"touser": "o1", "msgtype": "msgmenu", "msgmenu": menu}
    await api.make(api.calls.media.upload("image", ("a.png", b"x")))
    assert stand_in.asked[-1].query == {"type": "image", "access_token": "token2"}


async def test_what_wechatpy_describes_is_what_the_pages_say(
    api: Api, stand_in: StandIn, writer: Writer
) -> None:
    calls: Any = api.calls
    described: dict[str, Call] = {
        SEND: calls.message.send_text("o1", WORDS),
        "cgi-bin/message/template/send": calls.message.send_template("o1", "t", {}),
        "cgi-bin/message/subscribe/bizsend": calls.message.send_subscribe_message("o1", "t", {}),
        "cgi-bin/menu/create": calls.menu.create({"button": []}),
        "cgi-bin/qrcode/create": calls.qrcode.create({"action_name": "QR_LIMIT_STR_SCENE"}),
        "cgi-bin/media/upload": calls.media.upload("image", ("a.png", b"x")),
    }
    assert {path: (one.method, one.path) for path, one in described.items()} == {
        path: ("POST", path) for path in described
    }
    assert described[SEND].body == TEXT
    assert described["cgi-bin/media/upload"].file == File("a.png", b"x")
    async with wecom(stand_in, writer.run) as app:
        send = app.calls.message.send_text(APP.agent_id, ["li", "wang"], "好")
    assert (send.path, send.body["touser"]) == ("cgi-bin/message/send", "li|wang")


@pytest.mark.parametrize(
    ("path", "secret"), [("stable_token", SECRET), ("message/custom/send", "token1")]
)
async def test_nothing_says_the_token_or_the_secret(
    api: Api, stand_in: StandIn, path: str, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    stand_in.tells(path, 500, {"errcode": 48001, "errmsg": f"no right for {secret}"})
    told = [repr(api), repr(OFFICIAL)]
    for kind in (Unreached, ApiError):
        with pytest.raises(kind) as fault:
            await api.post(SEND, TEXT)
        told += [str(fault.value), repr(fault.value)]
        assert fault.value.__cause__ is None
    ours = [one for one in caplog.records if not one.name.startswith("uvicorn")]
    told += [one.getMessage() + str(one.__dict__) for one in ours]
    assert [one for one in told if "no right for ***" in one]
    assert any(one.name == "httpx" for one in ours)
    assert not [one for one in told if secret in one or WORDS in one]
