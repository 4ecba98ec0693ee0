"""Group chats that an app made, and group robots."""

import re
from typing import TYPE_CHECKING, Final

from tests.weixin.server.calls import Call
from tests.weixin.server.corp.cards import checked
from tests.weixin.server.corp.pace import Pace
from tests.weixin.server.errors import OK, Json, Refusal
from tests.weixin.server.shown import Screen, Shown
from tests.weixin.server.surroundings import Surroundings

if TYPE_CHECKING:
    from tests.weixin.server.corp.corporation import App, Corp

ID: Final = re.compile(r"[0-9a-zA-Z]{1,32}")
LEAST, MOST = 2, 2000
NAME: Final = 50
TEXT_BYTES: Final = 2048
MARKDOWN_BYTES: Final = 4096
TITLE_BYTES: Final = 128
DESCRIPTION_BYTES: Final = 512
ROBOT_A_MINUTE: Final = 20
CREATE: Final = {"name": str, "owner": str, "userlist": [str], "chatid": str}
UPDATE: Final = {
    "chatid": str,
    "name": str,
    "owner": str,
    "add_user_list": [str],
    "del_user_list": [str],
}


class Chat:
    """A group chat; nobody but its app can write into it by the API, and the app hears nothing."""

    def __init__(self, app: "App", chatid: str, name: str, owner: str) -> None:
        self.app = app
        self.chatid = chatid
        self.name = name
        self.owner = owner
        self.members: list[str] = []
        self.screen = Screen(app.world.changes)

    @property
    def shown(self) -> list[Shown]:
        return self.screen.shown

    async def hears(self, words: str, *, after: Shown | None = None) -> Shown:
        return await self.screen.hears(words, after=after)


class Robot:
    """A robot of a group (消息推送), which knows no buttons."""

    def __init__(self, world: Surroundings, key: str) -> None:
        self.world = world
        self.key = key
        self.pace = Pace(ROBOT_A_MINUTE)
        self.screen = Screen(world.changes)

    @property
    def address(self) -> str:
        return f"{self.world.address}/cgi-bin/webhook/send?key={self.key}"

    @property
    def shown(self) -> list[Shown]:
        return self.screen.shown

    async def hears(self, words: str, *, after: Shown | None = None) -> Shown:
        return await self.screen.hears(words, after=after)


def _known(app: "App", userids: object) -> list[str]:
    if not isinstance(userids, list):
        raise Refusal(86006)
    members = [app.sees(str(userid)) for userid in userids]
    found = [member.userid for member in members if member is not None]
    if len(found) < len(userids):
        raise Refusal(86216)
    return found


def create(app: "App", call: Call) -> Json:
    if not app.root:
        raise Refusal(60011)
    chatid = call.body.get("chatid") or f"chat{app.world.number}x{app.world.count()}"
    if not isinstance(chatid, str) or not ID.fullmatch(chatid):
        raise Refusal(86001)
    if chatid in app.corp.chats:
        raise Refusal(86215)
    members, name = _known(app, call.body.get("userlist")), call.body.get("name", "")
    if not LEAST <= len(members) <= MOST:
        raise Refusal(86006)
    if len(name) > NAME:
        raise Refusal(86004)
    owner = call.body.get("owner", members[0])
    if owner not in members:
        raise Refusal(86005)
    chat = Chat(app, chatid, name, owner)
    chat.members = members
    app.corp.chats[chatid] = chat
    return {**OK, "chatid": chatid}


def own(app: "App", chatid: object) -> Chat:
    chat = app.corp.chats.get(str(chatid))
    if chat is None:
        raise Refusal(86003)
    if chat.app is not app:
        raise Refusal(86008)
    return chat


def get(app: "App", call: Call) -> Json:
    chat = own(app, call.query.get("chatid"))
    told: Json = {"chatid": chat.chatid, "name": chat.name, "owner": chat.owner}
    return {**OK, "chat_info": {**told, "userlist": list(chat.members), "chat_type": 0}}


def update(app: "App", call: Call) -> Json:
    chat = own(app, call.body.get("chatid"))
    added = _known(app, call.body.get("add_user_list", []))
    leaving = set(call.body.get("del_user_list", []))
    members = [one for one in dict.fromkeys([*chat.members, *added]) if one not in leaving]
    if not LEAST <= len(members) <= MOST:
        raise Refusal(86006)
    owner = call.body.get("owner", chat.owner)
    if owner not in members:
        raise Refusal(86005)
    chat.members, chat.owner, chat.name = members, owner, call.body.get("name", chat.name)
    return OK


def limited(content: object, most: int, errcode: int) -> str:
    if not isinstance(content, str) or not content:
        raise Refusal(44004)
    if len(content.encode()) > most:
        raise Refusal(errcode)
    return content


def textcard(said: Json) -> str:
    """The words of a text card: title, description, the button's."""
    if not said.get("url"):
        raise Refusal(40058)
    title = limited(said.get("title"), TITLE_BYTES, 40058)
    described = limited(said.get("description"), DESCRIPTION_BYTES, 40058)
    return "\n".join((title, described, said.get("btntxt", "详情")))


def through_robot(corp: "Corp", call: Call) -> Json:
    """webhook/send: text, markdown and cards that only tell."""
    robot = corp.robots[call.query["key"]]
    kind = call.body.get("msgtype", "")
    said = call.body.get(kind)
    if not isinstance(said, dict):
        raise Refusal(40008)
    if not robot.pace.takes(corp.world.now):
        raise Refusal(45009)
    robot.screen.show(_robots(corp, kind, said))
    return OK


def _robots(corp: "Corp", kind: str, said: Json) -> Shown:
    if kind == "text":
        text = limited(said.get("content"), TEXT_BYTES, 40058)
    elif kind in {"markdown", "markdown_v2"}:
        text = limited(said.get("content"), MARKDOWN_BYTES, 40058)
    elif kind == "template_card":
        if checked(said)["card_type"] not in {"text_notice", "news_notice"}:
            raise Refusal(40058)
        main = said.get("main_title", {})
        text = "\n".join(
            (main.get("title", ""), main.get("desc", ""), said.get("sub_title_text", ""))
        )
    else:
        raise Refusal(40008)
    url = said.get("card_action", {}).get("url", "") if kind == "template_card" else ""
    return Shown(kind, text, "robot", corp.world.now, url=url)
