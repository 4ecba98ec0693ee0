"""Customer messages and the sign of typing (Official Account: custom/send, custom/typing)."""

from collections.abc import Callable, Mapping
from typing import Final

from tests.weixin.server.calls import Call
from tests.weixin.server.errors import OK, Json, Refusal
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import CONTACT, TYPING
from tests.weixin.server.shown import Shown

LIMIT: Final = 2048
SEND: Final = {
    "touser": str,
    "msgtype": str,
    "text": {"content": str},
    "image": {"media_id": str},
    "msgmenu": {
        "head_content": str,
        "list": [{"id": (str, int), "content": str}],
        "tail_content": str,
    },
    "customservice": {"kf_account": str},
}
TYPE: Final = {"touser": str, "command": str}


def _checked(content: object) -> str:
    if not isinstance(content, str) or not content:
        raise Refusal(44004)
    if len(content.encode()) > LIMIT:
        raise Refusal(45002)
    return content


def _text(account: OfficialAccount, said: Json) -> Shown:
    return Shown("text", _checked(said.get("content")), "custom", account.world.now)


def _image(account: OfficialAccount, said: Json) -> Shown:
    medium = account.media.find(str(said.get("media_id", "")))
    return Shown("image", medium.name, "custom", account.world.now, content=medium.content)


def _menu(account: OfficialAccount, said: Json) -> Shown:
    listed = said.get("list")
    if not isinstance(listed, list) or not listed:
        raise Refusal(40035)
    items = tuple((str(one.get("id", "")), str(one.get("content", ""))) for one in listed)
    if not all(id and content for id, content in items):
        raise Refusal(40035)
    if len({id for id, _ in items}) < len(items):
        account.world.violated("two items of one menu have one id")
    head, tail = str(said.get("head_content", "")), str(said.get("tail_content", ""))
    _checked("".join([head, *(content for _, content in items), tail]))
    text = "\n".join(part for part in (head, tail) if part)
    return Shown("menu", text, "custom", account.world.now, items, below=tail)


KINDS: Final[Mapping[str, Callable[[OfficialAccount, Json], Shown]]] = {
    "text": _text,
    "image": _image,
    "msgmenu": _menu,
}


def send(account: OfficialAccount, call: Call) -> Json:
    user, kind = account.follower(call.body.get("touser", "")), call.body.get("msgtype", "")
    if kind not in KINDS:
        raise Refusal(40008)
    said = call.body.get(kind)
    if not isinstance(said, dict):
        raise Refusal(44002)
    shown = KINDS[kind](account, said)
    user.windows.spends(account.world.now)
    user.show(shown)
    return OK


def typing(account: OfficialAccount, call: Call) -> Json:
    user, command = account.follower(call.body.get("touser", "")), call.body.get("command")
    now = account.world.now
    if command not in {"Typing", "CancelTyping"}:
        raise Refusal(45072)
    if user.last_contact is None or now - user.last_contact > CONTACT:
        raise Refusal(45080)
    if command == "Typing" and user.typing:
        raise Refusal(45081)
    user.typing_until = now + TYPING if command == "Typing" else None
    account.world.changes.tell()
    return OK
