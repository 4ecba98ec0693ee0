"""What the account answers into the connection of a push, and whether a phone can show it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from tests.weixin.server.errors import Refusal
from tests.weixin.server.pushing import Pushed
from tests.weixin.server.sealing import Unsealable, signature
from tests.weixin.server.shown import Shown
from tests.weixin.server.xml import Read, read, word

if TYPE_CHECKING:
    from tests.weixin.server.official.account import OfficialAccount
    from tests.weixin.server.official.users import User

LIMIT: Final = 2048
NAMES: Final = ("ToUserName", "FromUserName", "CreateTime", "MsgType")


class Unusable(Exception):
    """The answer is none, so that the person reads that the account is out of service."""


def judged(account: "OfficialAccount", user: "User", pushed: Pushed) -> Shown | None:
    """What the person sees of an answer: nothing, if that is what it says."""
    if pushed.status is None:
        raise Unusable("no answer in time")
    if pushed.status != 200:
        raise Unusable(f"status {pushed.status}")
    if pushed.body in {"", "success"}:
        return None
    fields = read(pushed.body)
    if fields is None:
        raise Unusable("neither XML nor success")
    if "Encrypt" in fields:
        fields = _opened(account, fields)
    elif account.mode == "safe":
        raise Unusable("not sealed in safe mode")
    return _shown(account, user, fields)


def _opened(account: "OfficialAccount", fields: Read) -> Read:
    sealed, stamp, once = (word(fields, name) for name in ("Encrypt", "TimeStamp", "Nonce"))
    if account.mode == "plain":
        raise Unusable("sealed in plain mode")
    if word(fields, "MsgSignature") != signature(account.token, stamp, once, sealed):
        raise Unusable("wrong signature")
    try:
        opened = read(account.seal.open(sealed))
    except Unsealable as error:
        raise Unusable(str(error)) from error
    if opened is None:
        raise Unusable("what was sealed is no XML")
    return opened


def _shown(account: "OfficialAccount", user: "User", fields: Read) -> Shown:
    missing = [name for name in NAMES if not word(fields, name)]
    if missing or not word(fields, "CreateTime").isdigit():
        raise Unusable(f"without {missing or 'a time'}")
    if word(fields, "ToUserName") != user.openid:
        raise Unusable("addressed to somebody else")
    if word(fields, "FromUserName") != account.original_id:
        raise Unusable("from somebody else")
    kind = word(fields, "MsgType")
    if kind not in KINDS:
        raise Unusable(f"of no kind that there is: {kind}")
    return KINDS[kind](account, fields)


def _text(account: "OfficialAccount", fields: Read) -> Shown:
    content = word(fields, "Content")
    if not content.strip():
        raise Unusable("empty content")
    if len(content.encode()) > LIMIT:
        raise Unusable(f"{len(content.encode())} bytes")
    return Shown("text", content, "passive", account.world.now)


def _image(account: "OfficialAccount", fields: Read) -> Shown:
    image = fields.get("Image")
    try:
        medium = account.media.find(word(image, "MediaId") if isinstance(image, dict) else "")
    except Refusal as refusal:
        raise Unusable(refusal.errmsg) from refusal
    return Shown("image", medium.name, "passive", account.world.now, content=medium.content)


KINDS: Final[Mapping[str, Callable[["OfficialAccount", Read], Shown]]] = {
    "text": _text,
    "image": _image,
}
