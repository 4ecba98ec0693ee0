"""What WeCom's API serves, and the small calls."""

from collections.abc import Mapping
from typing import Final

from tests.weixin.server.calls import ANY, Answer, Call, Route
from tests.weixin.server.corp import chats, messages
from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.errors import OK, Json, Refusal

ROBOT: Final = {
    "msgtype": str,
    "text": {"content": str, "mentioned_list": [str], "mentioned_mobile_list": [str]},
    "markdown": {"content": str},
    "markdown_v2": {"content": str},
    "template_card": ANY,
}


def _token(corp: Corp, call: Call) -> Json:
    app = corp.apps.get(call.query.get("corpsecret", ""))
    if app is None:
        raise Refusal(40001)
    now = corp.world.now
    return {**OK, **app.tokens.lasting(now).answer(now)}


def _person(app: App, call: Call) -> Json:
    userid = call.query.get("userid", "")
    member = app.corp.members.get(userid.lower())
    if member is None:
        raise Refusal(60111)
    if app.sees(userid) is None:
        raise Refusal(60011)
    told = {"userid": member.userid, "name": member.name, "department": [1], "status": 1}
    return {**OK, **told}


def _app(app: App, call: Call) -> Json:
    if call.query.get("agentid") != str(app.agent_id):
        raise Refusal(40056)
    parties = {"partyid": [1] if app.root else []}
    return {
        **OK,
        "agentid": app.agent_id,
        "name": "质量服务站",
        "allow_partys": parties,
        "close": 0,
    }


def _addresses(app: App, call: Call) -> Json:
    del app, call
    return {**OK, "ip_list": ["127.0.0.1"]}


def _upload(app: App, call: Call) -> Json:
    told = app.corp.media.upload(call)
    return {**OK, **told, "created_at": str(told["created_at"])}


def _fetch(app: App, call: Call) -> Answer:
    return app.corp.media.fetch(call)


OPEN: Final[Mapping[str, Route]] = {
    "gettoken": Route(_token, "GET", token=False),
    "webhook/send": Route(chats.through_robot, shape=ROBOT, token=False),
}
ROUTES: Final[Mapping[str, Route]] = {
    "message/send": Route(messages.send, shape=messages.SEND),
    "message/update_template_card": Route(messages.update_card, shape=messages.UPDATE),
    "appchat/create": Route(chats.create, shape=chats.CREATE),
    "appchat/update": Route(chats.update, shape=chats.UPDATE),
    "appchat/get": Route(chats.get, "GET"),
    "appchat/send": Route(messages.send_to_chat, shape=messages.APPCHAT),
    "user/get": Route(_person, "GET"),
    "agent/get": Route(_app, "GET"),
    "media/upload": Route(_upload),
    "media/get": Route(_fetch, "GET"),
    "getcallbackip": Route(_addresses, "GET"),
}
