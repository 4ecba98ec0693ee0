"""What an app sends to members and into its chats (message/send, appchat/send)."""

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from tests.weixin.server.calls import ANY, Call
from tests.weixin.server.corp import chats
from tests.weixin.server.corp.cards import ACTIVE, Card, checked, spent
from tests.weixin.server.errors import OK, Json, Refusal
from tests.weixin.server.shown import Shown

if TYPE_CHECKING:
    from tests.weixin.server.corp.corporation import App
    from tests.weixin.server.corp.members import Member

RECEIVERS: Final = 1000
CONTENT: Final = {
    "text": {"content": str, "mentioned_list": [str]},
    "image": {"media_id": str},
    "markdown": {"content": str},
    "textcard": {"title": str, "description": str, "url": str, "btntxt": str},
}
SEND: Final = {
    **CONTENT,
    "touser": str,
    "toparty": str,
    "totag": str,
    "msgtype": str,
    "agentid": int,
    "template_card": ANY,
    "safe": int,
    "enable_id_trans": int,
    "enable_duplicate_check": int,
    "duplicate_check_interval": int,
}
APPCHAT: Final = {**CONTENT, "chatid": str, "msgtype": str, "safe": int}
UPDATE: Final = {
    "userids": [str],
    "partyids": [int],
    "tagids": [int],
    "atall": int,
    "agentid": int,
    "response_code": str,
    "button": {"replace_name": str},
    "template_card": ANY,
    "enable_id_trans": int,
}


def _content(app: "App", call: Call, via: str) -> Shown:
    """What is shown of a message of a plain kind."""
    kind, now = call.body.get("msgtype", ""), app.world.now
    said = call.body.get(kind)
    if kind not in CONTENT or not isinstance(said, dict):
        raise Refusal(40008)
    if kind == "image":
        medium = app.corp.media.find(str(said.get("media_id", "")))
        return Shown("image", medium.name, via, now, content=medium.content)
    if kind == "textcard":
        return Shown("textcard", chats.textcard(said), via, now, url=said["url"])
    if kind == "markdown":
        text = chats.limited(said.get("content"), chats.TEXT_BYTES, 45002)
        return Shown("markdown", text, via, now)
    return Shown("text", _cut(app, said.get("content")), via, now)


def _cut(app: "App", content: object) -> str:
    """Text that is too long arrives without its end."""
    text = chats.limited(content, 10**6, 45002)
    raw = text.encode()
    if len(raw) <= chats.TEXT_BYTES:
        return text
    app.world.violated(f"a text of {len(raw)} bytes was cut")
    return raw[: chats.TEXT_BYTES].decode(errors="ignore")


def _receivers(app: "App", call: Call) -> "tuple[list[Member], list[str]]":
    asked = [each for each in str(call.body.get("touser", "")).split("|") if each]
    if asked == ["@all"]:
        asked = list(app.corp.members)
    if len(asked) > RECEIVERS:
        raise Refusal(40031)
    seen = {userid: app.sees(userid) for userid in asked}
    members = [member for member in seen.values() if member is not None]
    if not members:
        raise Refusal(81013)
    return members, [userid.lower() for userid, member in seen.items() if member is None]


def send(app: "App", call: Call) -> Json:
    if call.body.get("agentid") != app.agent_id:
        raise Refusal(40056)
    members, unknown = _receivers(app, call)
    answer: Json = {**OK, "invaliduser": "|".join(unknown), "msgid": f"msg-{app.world.count()}"}
    if call.body.get("msgtype") == "template_card":
        card = checked(call.body.get("template_card"))
        if card["card_type"] in ACTIVE:
            return answer | _interactive(app, members, card)
        shown = _notice(app, card)
    else:
        shown = _content(app, call, "app")
    if not _repeated(app, call):
        for member in _reached(app, members):
            member.screen.show(shown)
    return answer


def _repeated(app: "App", call: Call) -> bool:
    """Whether the sender asked to drop equal messages, and this is one."""
    if not call.body.get("enable_duplicate_check"):
        return False
    length = timedelta(seconds=call.body.get("duplicate_check_interval", 1800))
    told, now = json.dumps(call.body, sort_keys=True), app.world.now
    before = app.sent.get(told)
    app.sent[told] = now
    return before is not None and now - before < length


def _reached(app: "App", members: "list[Member]") -> "list[Member]":
    """Those who have not had too much within this minute; nobody is told of the others."""
    reached = [member for member in members if member.pace.takes(app.world.now)]
    for member in members:
        if member not in reached:
            app.world.violated(f"{member.userid} got more than 30 messages a minute: dropped")
    return reached


def _notice(app: "App", card: Json) -> Shown:
    main, url = card.get("main_title", {}), card["card_action"].get("url", "")
    text = "\n".join((main.get("title", ""), main.get("desc", ""), card.get("sub_title_text", "")))
    return Shown("card", text.strip(), "app", app.world.now, url=url)


def _interactive(app: "App", members: "list[Member]", view: Json) -> Json:
    task_id = view["task_id"]
    if task_id in app.cards:
        raise Refusal(42014)
    if not app.callback:
        raise Refusal(40058)
    card = Card(app, task_id)
    app.cards[task_id] = card
    for member in _reached(app, members):
        card.views[member.userid] = view
        seen = card.seen_by(member.userid)
        text = seen.text if seen else ""
        member.screen.show(Shown("card", text, "app", app.world.now, seen.buttons if seen else ()))
    return {"response_code": card.new_code("all")}


def update_card(app: "App", call: Call) -> Json:
    if call.body.get("agentid") != app.agent_id:
        raise Refusal(40056)
    whole = call.body.get("template_card")
    words = (call.body.get("button") or {}).get("replace_name")
    if whole is None and not words:
        raise Refusal(40058)
    view = checked(whole, fresh=False) if whole is not None else None
    card = spent(app, str(call.body.get("response_code", "")), app.world.now)
    asked = set(call.body.get("userids", ()))
    userids = [one for one in card.views if call.body.get("atall") or one in asked]
    if view is None:
        card.greys(userids, str(words))
    else:
        card.becomes(userids, view)
    app.world.changes.tell()
    unknown = sorted(asked - set(card.views))
    return {**OK, "invaliduser": unknown} if unknown else OK


def send_to_chat(app: "App", call: Call) -> Json:
    chat = chats.own(app, call.body.get("chatid"))
    shown = _content(app, call, "appchat")
    late = [userid for userid in chat.members if not _paced(app, userid)]
    for userid in late:
        app.world.violated(f"{userid} got more than 200 messages a minute in chats: dropped")
    if len(late) < len(chat.members):
        chat.screen.show(shown)
    return OK


def _paced(app: "App", userid: str) -> bool:
    return app.corp.members[userid.lower()].chat_pace.takes(app.world.now)
