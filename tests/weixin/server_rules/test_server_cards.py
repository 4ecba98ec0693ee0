"""Template cards: whole or refused, pressed, and changed once a code."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.weixin.server import Misused
from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.corp.members import Member
from tests.weixin.server.sealing import Seal, signature
from tests.weixin.server.xml import Fields, Read, read, word, write
from tests.weixin.server_rules.calling import Api
from tests.weixin.server_rules.listener import Listener

pytestmark = pytest.mark.asyncio

BUTTONS = [{"text": "接单", "key": "claim", "style": 1}, {"text": "转派", "key": "pass"}]
CARD: dict[str, Any] = {
    "card_type": "button_interaction",
    "main_title": {"title": "HY-2026-0007", "desc": "压力表校准"},
    "horizontal_content_list": [{"keyname": "企业", "value": "某某公司"}],
    "task_id": "HY-2026-0007@1",
    "button_list": BUTTONS,
}
TAKEN: dict[str, Any] = {
    "card_type": "button_interaction",
    "main_title": {"title": "HY-2026-0007", "desc": "李工已接单"},
    "button_list": [{"text": "回复", "key": "reply"}],
}


@pytest.fixture
def li(corp: Corp, app: App) -> Member:
    del app
    return corp.member("li", "李工")


@pytest.fixture
def wang(corp: Corp, app: App) -> Member:
    del app
    return corp.member("wang", "王工")


def sent(app: App, card: dict[str, Any], to: str = "li|wang") -> dict[str, Any]:
    body = {"touser": to, "msgtype": "template_card", "agentid": app.agent_id}
    return {**body, "template_card": card}


def update(app: App, code: str, **more: Any) -> dict[str, Any]:
    return {"agentid": app.agent_id, "response_code": code, **more}


def reply(app: App, member: Member, said: Fields) -> str:
    names: Fields = {"ToUserName": member.userid, "FromUserName": app.corp.corp_id}
    sealed = app.seal.close(write({**names, "CreateTime": 1, **said}))
    signed = signature(app.token, "1", "2", sealed)
    return write({"Encrypt": sealed, "MsgSignature": signed, "TimeStamp": "1", "Nonce": "2"})


def last(app: App, listener: Listener) -> Read:
    params, body = listener.came[-1]
    envelope = read(body)
    assert envelope is not None
    assert word(envelope, "ToUserName") == app.corp.corp_id
    sealed = word(envelope, "Encrypt")
    signed = (app.token, params["timestamp"], params["nonce"], sealed)
    assert params["msg_signature"] == signature(*signed)
    opened = read(Seal(app.aes_key, app.corp.corp_id).open(sealed))
    assert opened is not None
    return opened


async def test_a_press_tells_who_pressed_what_with_a_code_of_its_own(
    wecom: Api, app: App, li: Member, wang: Member, listener: Listener
) -> None:
    answer = await wecom.post("message/send", sent(app, CARD))
    assert await wecom.code("message/send", sent(app, CARD)) == 42014
    codes = {answer["response_code"]}
    for member in (li, wang):
        await member.presses(member.card("压力表"), "claim")
        told = last(app, listener)
        assert (told["FromUserName"], told["EventKey"]) == (member.userid, "claim")
        assert (told["TaskId"], told["CardType"]) == (CARD["task_id"], "button_interaction")
        assert told["AgentID"] == str(app.agent_id)
        codes.add(word(told, "ResponseCode"))
    assert len(codes) == 3


async def test_a_code_changes_the_card_once_within_seventy_two_hours(
    wecom: Api, app: App, li: Member, wang: Member, listener: Listener
) -> None:
    code = (await wecom.post("message/send", sent(app, CARD)))["response_code"]
    path = "message/update_template_card"
    change = update(app, code, atall=1, template_card=TAKEN)
    assert [await wecom.code(path, change) for _ in range(2)] == [0, 72024]
    assert [member.cards[0].buttons for member in (li, wang)] == [(("reply", "回复"),)] * 2
    await li.presses(li.card("李工已接单"), "reply")
    pressed = word(last(app, listener), "ResponseCode")
    app.world.passes(timedelta(hours=72))
    grey = update(app, pressed, userids=["li"], button={"replace_name": "已办结"})
    assert await wecom.code(path, grey) == 72024
    await li.presses(li.card("李工已接单"), "reply")
    grey["response_code"] = word(last(app, listener), "ResponseCode")
    assert await wecom.code(path, grey) == 0
    assert [member.cards[0].replaced for member in (li, wang)] == ["已办结", ""]
    with pytest.raises(Misused):
        await li.presses(li.cards[0], "reply")


async def test_two_may_press_at_the_same_time_and_an_old_card_is_pressed_late(
    wecom: Api, app: App, li: Member, wang: Member, listener: Listener
) -> None:
    code = (await wecom.post("message/send", sent(app, CARD)))["response_code"]
    old = wang.card("压力表")
    await asyncio.gather(li.presses(li.cards[0], "claim"), wang.presses(old, "claim"))
    assert len(listener.came) == 2
    change = update(app, code, atall=1, template_card=TAKEN)
    assert await wecom.code("message/update_template_card", change) == 0
    await wang.presses(old, "claim")
    assert len(listener.came) == 3


async def test_the_answer_to_a_press_may_be_the_cards_next_state(
    wecom: Api, app: App, li: Member, wang: Member, listener: Listener
) -> None:
    await wecom.post("message/send", sent(app, CARD))
    card: Fields = {
        "CardType": "button_interaction",
        "MainTitle": {"Title": "HY-2026-0007", "Desc": "李工已接单"},
        "HorizontalContentList": [{"KeyName": "企业", "Value": "某某公司"}],
        "ButtonList": [{"Text": "回复", "Style": 1, "Key": "reply"}],
    }
    listener.answers.append(
        reply(app, li, {"MsgType": "update_template_card", "TemplateCard": card})
    )
    await li.presses(li.cards[0], "claim")
    assert li.cards[0].buttons == (("reply", "回复"),)
    assert wang.cards[0].buttons == (("claim", "接单"), ("pass", "转派"))
    button: Fields = {"MsgType": "update_button", "Button": {"ReplaceName": "李工已接单"}}
    listener.answers.append(reply(app, wang, button))
    await wang.presses(wang.cards[0], "claim")
    assert wang.cards[0].replaced == "李工已接单"
    assert app.world.violations() == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"main_title": {"title": ""}}, 40058),
        ({"button_list": []}, 40058),
        ({"button_list": BUTTONS * 4}, 40058),
        ({"button_list": [BUTTONS[0], BUTTONS[0]]}, 40058),
        ({"button_list": [{"text": "接单"}]}, 40058),
        ({"button_list": [{"text": "接单", "key": "k" * 1025}]}, 40058),
        ({"task_id": "编号"}, 42014),
        ({"task_id": "t" * 129}, 42014),
        ({"horizontal_content_list": [{"keyname": "a"}] * 7}, 40058),
        ({"horizontal_content_list": [{"value": "a"}]}, 40058),
        ({"card_type": "poem"}, 40058),
        ({"card_type": "text_notice"}, 40058),
    ],
)
async def test_a_card_that_is_not_whole_is_refused(
    wecom: Api, app: App, li: Member, changed: dict[str, Any], code: int
) -> None:
    assert await wecom.code("message/send", sent(app, {**CARD, **changed}, "li")) == code
    assert li.shown == []


async def test_a_card_with_buttons_needs_an_app_with_a_callback(
    wecom: Api, app: App, li: Member
) -> None:
    app.callback = ""
    assert await wecom.code("message/send", sent(app, CARD, li.userid)) == 40058


async def test_a_notice_only_tells_and_has_no_code(wecom: Api, app: App, li: Member) -> None:
    notice: dict[str, Any] = {"card_type": "text_notice", "main_title": {"title": "请评价"}}
    notice |= {"card_action": {"type": 1, "url": "https://station.example"}}
    assert "response_code" not in await wecom.post("message/send", sent(app, notice, "li"))
    assert li.cards == ()
    assert li.shown[-1].url == "https://station.example"


async def test_a_member_writes_enters_and_clicks(app: App, li: Member, listener: Listener) -> None:
    listener.answers.append(reply(app, li, {"MsgType": "text", "Content": "已记录"}))
    pushed = await li.writes("转告企业")
    told = last(app, listener)
    assert (told["MsgType"], told["Content"]) == ("text", "转告企业")
    assert (pushed.shown, li.shown[-1].via) == (li.shown[-1], "passive")
    await li.enters()
    assert last(app, listener)["Event"] == "enter_agent"
    await li.clicks("mine")
    assert (last(app, listener)["Event"], last(app, listener)["EventKey"]) == ("click", "mine")


async def test_wecom_repeats_what_is_not_answered_with_200(
    app: App, li: Member, listener: Listener
) -> None:
    listener.answers.extend([500, 403, ""])
    assert (await li.writes("您好")).tries == 3
    listener.answers.extend([500, 500, 500])
    assert (await li.writes("您好")).status == 500
    assert len(app.world.violations()) == 1
    listener.answers.append("success")
    await li.writes("您好")
    assert len(app.world.violations()) == 2
