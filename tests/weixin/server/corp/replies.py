"""What an app answers into the connection of a push: nothing, words, or the card's next state."""

import re
from typing import TYPE_CHECKING, Any, Final

from tests.weixin.server.corp.cards import checked
from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.pushing import Pushed
from tests.weixin.server.sealing import Unsealable, signature
from tests.weixin.server.shown import Shown
from tests.weixin.server.xml import Fields, Read, read, word

if TYPE_CHECKING:
    from tests.weixin.server.corp.corporation import App
    from tests.weixin.server.corp.members import Member

HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
NAMES: Final = {"KeyName": "keyname"}
NUMBERS: Final = frozenset({"type", "style", "desc_color"})


def taken(app: "App", member: "Member", pushed_fields: Fields, pushed: Pushed) -> Shown | None:
    """Do what an answer says; what is of no use is noted, for nobody is told of it."""
    fields = _answer(app, pushed)
    if fields is None:
        return None
    kind = word(fields, "MsgType")
    if kind in {"update_button", "update_template_card"}:
        _updates(app, member, pushed_fields, fields)
        return None
    if kind != "text" or not word(fields, "Content"):
        app.world.violated(f"a reply of no kind that there is: {kind}")
        return None
    if pushed_fields.get("Event") == "template_card_event":
        app.world.violated("a press is answered by a card or by nothing")
        return None
    return Shown("text", word(fields, "Content"), "passive", app.world.now)


def _answer(app: "App", pushed: Pushed) -> Read | None:
    if pushed.status != 200:
        app.world.violated(f"a push was not taken: {pushed.status}")
        return None
    fields = _opened(app, pushed.body) if pushed.body else None
    if pushed.body and fields is None:
        app.world.violated("a reply was neither empty nor sealed XML")
    return fields


def _opened(app: "App", body: str) -> Read | None:
    envelope = read(body)
    if envelope is None:
        return None
    sealed, stamp, once = (word(envelope, name) for name in ("Encrypt", "TimeStamp", "Nonce"))
    if word(envelope, "MsgSignature") != signature(app.token, stamp, once, sealed):
        return None
    try:
        return read(app.seal.open(sealed))
    except Unsealable:
        return None


def _updates(app: "App", member: "Member", of: Fields, fields: Read) -> None:
    card = app.cards.get(str(of.get("TaskId", "")))
    if card is None or member.userid not in card.views:
        app.world.violated("a card was updated where none was pressed")
        return
    button, whole = fields.get("Button"), fields.get("TemplateCard")
    if isinstance(button, dict) and word(button, "ReplaceName"):
        card.greys([member.userid], word(button, "ReplaceName"))
    elif isinstance(whole, dict):
        try:
            card.becomes([member.userid], checked(_as_json(whole), fresh=False))
        except Refusal:
            app.world.violated("the card of a reply is not whole")
    else:
        app.world.violated("the update of a card says nothing")
    app.world.changes.tell()


def _as_json(fields: Read) -> Json:
    """The card in the words of message/send."""
    return {_name(name): _value(name, value) for name, value in fields.items()}


def _name(name: str) -> str:
    return NAMES.get(name) or HUMP.sub("_", name).lower()


def _value(name: str, value: Any) -> Any:
    if name.endswith("List"):
        listed = value if isinstance(value, list) else [value]
        return [_as_json(one) for one in listed]
    if isinstance(value, dict):
        return _as_json(value)
    return int(value) if _name(name) in NUMBERS and str(value).isdigit() else value
