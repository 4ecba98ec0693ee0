"""WeCom: what an app sends to members, into its chats and through robots."""

from datetime import timedelta
from typing import Any

import pytest

from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.corp.members import Member
from tests.weixin.server_rules.calling import Api

pytestmark = pytest.mark.asyncio


@pytest.fixture
def li(corp: Corp, app: App) -> Member:
    del app
    return corp.member("LiGong", "李工")


@pytest.fixture
def wang(corp: Corp, app: App) -> Member:
    del app
    return corp.member("wang", "王工")


def text(app: App, to: str, content: str, **more: Any) -> dict[str, Any]:
    body = {"touser": to, "msgtype": "text", "agentid": app.agent_id}
    return {**body, "text": {"content": content}, **more}


async def test_a_message_reaches_whom_it_names_and_tells_whom_it_does_not(
    wecom: Api, app: App, li: Member, wang: Member
) -> None:
    answer = await wecom.post("message/send", text(app, "LiGong|wang|Zhao", "有新需求"))
    assert (answer["errcode"], answer["invaliduser"]) == (0, "zhao")
    assert [one.text for one in (*li.shown, *wang.shown)] == ["有新需求", "有新需求"]
    assert await wecom.code("message/send", text(app, "zhao", "有新需求")) == 81013
    app.visible = frozenset({"wang"})
    answer = await wecom.post("message/send", text(app, "LiGong|wang", "第二"))
    assert answer["invaliduser"] == "ligong"
    assert (await wecom.get("user/get", userid="LiGong"))["errcode"] == 60011
    assert (await wecom.get("user/get", userid="wang"))["name"] == "王工"
    assert (await wecom.get("user/get", userid="zhao"))["errcode"] == 60111


async def test_a_long_text_loses_its_end_and_a_long_markdown_is_refused(
    wecom: Api, app: App, li: Member
) -> None:
    assert await wecom.code("message/send", text(app, "LiGong", "字" * 683)) == 0
    assert li.shown[-1].text == "字" * 682
    assert wecom.world.violations() == ("a text of 2049 bytes was cut",)
    body = text(app, "LiGong", "", msgtype="markdown", markdown={"content": "字" * 683})
    assert await wecom.code("message/send", body) == 45002


async def test_more_than_thirty_a_minute_are_dropped_without_a_word(
    wecom: Api, app: App, li: Member
) -> None:
    token = (await wecom.token())["access_token"]
    for number in range(31):
        body = text(app, "LiGong", str(number))
        assert await wecom.code("message/send", body, token=token) == 0
    assert len(li.shown) == 30
    assert len(wecom.world.violations()) == 1
    wecom.world.passes(timedelta(minutes=1))
    assert await wecom.code("message/send", text(app, "LiGong", "又")) == 0
    assert li.shown[-1].text == "又"


async def test_equal_messages_are_dropped_only_where_that_is_asked_for(
    wecom: Api, app: App, li: Member
) -> None:
    for check in (0, 0, 1, 1):
        body = text(app, "LiGong", "您好", enable_duplicate_check=check)
        assert await wecom.code("message/send", body) == 0
    assert len(li.shown) == 3
    wecom.world.passes(timedelta(minutes=30))
    body = text(app, "LiGong", "您好", enable_duplicate_check=1)
    assert await wecom.code("message/send", body) == 0
    assert len(li.shown) == 4


async def test_a_chat_is_written_to_by_the_app_that_made_it(
    wecom: Api, corp: Corp, app: App, li: Member, wang: Member
) -> None:
    body = {"name": "质量服务站", "userlist": ["LiGong", "wang"], "chatid": "HY1"}
    assert await wecom.code("appchat/create", body) == 0
    assert await wecom.code("appchat/create", body) == 86215
    said: dict[str, Any] = {
        "chatid": "HY1",
        "msgtype": "markdown",
        "markdown": {"content": "**新需求**"},
    }
    assert await wecom.code("appchat/send", said) == 0
    assert (await corp.chat("HY1").hears("新需求")).kind == "markdown"
    card: dict[str, Any] = {
        "title": "新需求",
        "description": "压力表",
        "url": "https://station.example",
    }
    said = {"chatid": "HY1", "msgtype": "textcard", "textcard": card}
    assert await wecom.code("appchat/send", said) == 0
    assert corp.chat("HY1").shown[-1].url == "https://station.example"
    other = corp.app("token2", app.aes_key)
    token = (await wecom.token(corpsecret=other.secret))["access_token"]
    assert await wecom.code("appchat/send", said, token=token) == 86008
    assert await wecom.code("appchat/send", {**said, "chatid": "HY2"}) == 86003
    assert (await wecom.get("appchat/get", chatid="HY1"))["chat_info"]["owner"] == "LiGong"
    assert li.shown == wang.shown == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"chatid": "HY-1"}, 86001),
        ({"chatid": "H" * 33}, 86001),
        ({"userlist": ["LiGong"]}, 86006),
        ({"userlist": ["LiGong", "zhao"]}, 86216),
        ({"owner": "zhao"}, 86005),
        ({"name": "站" * 51}, 86004),
    ],
)
async def test_chats_have_limits(
    wecom: Api, li: Member, wang: Member, changed: dict[str, Any], code: int
) -> None:
    body = {"userlist": [li.userid, wang.userid], **changed}
    assert await wecom.code("appchat/create", body) == code


async def test_a_chat_needs_an_app_whose_range_is_the_whole_corporation(
    wecom: Api, app: App, li: Member, wang: Member
) -> None:
    app.root = False
    assert await wecom.code("appchat/create", {"userlist": [li.userid, wang.userid]}) == 60011


async def test_members_come_and_go(wecom: Api, corp: Corp, li: Member, wang: Member) -> None:
    corp.member("zhao", "赵工")
    made = await wecom.post("appchat/create", {"userlist": [li.userid, wang.userid]})
    body = {"chatid": made["chatid"], "add_user_list": ["zhao"], "del_user_list": ["wang"]}
    assert await wecom.code("appchat/update", body) == 0
    assert corp.chat(made["chatid"]).members == ["LiGong", "zhao"]
    body = {"chatid": made["chatid"], "del_user_list": ["zhao"]}
    assert await wecom.code("appchat/update", body) == 86006


async def test_a_chat_takes_no_template_card(wecom: Api, li: Member, wang: Member) -> None:
    made = await wecom.post("appchat/create", {"userlist": [li.userid, wang.userid]})
    body = {"chatid": made["chatid"], "msgtype": "template_card", "template_card": {}}
    assert await wecom.code("appchat/send", body) == 40008


async def test_in_chats_more_than_two_hundred_a_minute_are_dropped(
    wecom: Api, corp: Corp, li: Member, wang: Member
) -> None:
    made = await wecom.post("appchat/create", {"userlist": [li.userid, wang.userid]})
    body = {"chatid": made["chatid"], "msgtype": "text", "text": {"content": "一"}}
    token = (await wecom.token())["access_token"]
    for _ in range(201):
        assert await wecom.code("appchat/send", body, token=token) == 0
    assert len(corp.chat(made["chatid"]).shown) == 200
    assert len(wecom.world.violations()) == 2


async def test_a_robot_says_twenty_a_minute_and_knows_no_buttons(wecom: Api, corp: Corp) -> None:
    robot = corp.robot()

    async def says(body: dict[str, Any]) -> int:
        answered = await wecom.client.post(robot.address, json=body)
        return int(answered.json()["errcode"])

    words = {"msgtype": "markdown", "markdown": {"content": "新需求"}}
    assert [await says(words) for _ in range(21)] == [0] * 20 + [45009]
    assert len(robot.shown) == 20
    corp.world.passes(timedelta(minutes=1))
    notice: dict[str, Any] = {"card_type": "text_notice", "main_title": {"title": "新需求"}}
    notice |= {"card_action": {"type": 1, "url": "https://station.example"}}
    assert await says({"msgtype": "template_card", "template_card": notice}) == 0
    assert robot.shown[-1].url == "https://station.example"
    buttons: dict[str, Any] = {"card_type": "button_interaction", "main_title": {"title": "新需求"}}
    buttons |= {"task_id": "t", "button_list": [{"text": "接单", "key": "claim"}]}
    assert await says({"msgtype": "template_card", "template_card": buttons}) == 40058
    assert await says({"msgtype": "text", "text": {"content": "a" * 2049}}) == 40058
    unknown = wecom.address("webhook/send?key=guessed")
    assert (await wecom.client.post(unknown, json=words)).json()["errcode"] == 93000
