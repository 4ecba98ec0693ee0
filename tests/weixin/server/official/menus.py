"""The account's menu (Official Account: menu/create, menu/get, menu/delete)."""

from typing import Any, Final

from tests.weixin.server.calls import Call
from tests.weixin.server.errors import OK, Json, Refusal
from tests.weixin.server.official.account import OfficialAccount

BUTTON: Final = {
    "type": str,
    "name": str,
    "key": str,
    "url": str,
    "media_id": str,
    "appid": str,
    "pagepath": str,
    "article_id": str,
}
SHAPE: Final = {"button": [{**BUTTON, "sub_button": [BUTTON]}]}
TOP, BELOW = 3, 5
TOP_BYTES, BELOW_BYTES = 16, 60
TOP_SHOWN, BELOW_SHOWN = 4, 8
KEY_BYTES: Final = 128
URL_BYTES: Final = 1024
NEEDS: Final = {
    "click": "key",
    "view": "url",
    "scancode_push": "key",
    "scancode_waitmsg": "key",
    "pic_sysphoto": "key",
    "pic_photo_or_album": "key",
    "pic_weixin": "key",
    "location_select": "key",
    "media_id": "media_id",
    "article_id": "article_id",
}
SIZES: Final = {"key": (KEY_BYTES, 40019), "url": (URL_BYTES, 40020)}


def _does(button: Json) -> None:
    """Check what pressing it does."""
    need = NEEDS.get(button.get("type", ""))
    if need is None:
        raise Refusal(40017)
    value = button.get(need)
    most, errcode = SIZES.get(need, (KEY_BYTES, 40035))
    if not isinstance(value, str) or not 0 < len(value.encode()) <= most:
        raise Refusal(errcode)


def _named(account: OfficialAccount, button: Any, *, below: bool) -> str:
    name = button.get("name") if isinstance(button, dict) else None
    most, errcode = (BELOW_BYTES, 40025) if below else (TOP_BYTES, 40018)
    if not isinstance(name, str) or not 0 < len(name.encode()) <= most:
        raise Refusal(errcode)
    if len(name) > (BELOW_SHOWN if below else TOP_SHOWN):
        account.world.violated(f"the menu shows {name} shortened")
    return name


def create(account: OfficialAccount, call: Call) -> Json:
    buttons = call.body.get("button")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= TOP:
        raise Refusal(40016)
    for button in buttons:
        _named(account, button, below=False)
        subs = button.get("sub_button") or []
        if not subs:
            _does(button)
        if len(subs) > BELOW:
            raise Refusal(40023)
        for sub in subs:
            _named(account, sub, below=True)
            _does(sub)
    account.menu = {"button": [{"sub_button": [], **each} for each in buttons]}
    return OK


def get(account: OfficialAccount, call: Call) -> Json:
    del call
    if account.menu is None:
        raise Refusal(46003)
    return {"menu": account.menu}


def delete(account: OfficialAccount, call: Call) -> Json:
    del call
    account.menu = None
    return OK
