"""From the XML of a push to what happened.

It is read by hand: the library knows neither the events of subscription notices nor the id of a
message menu, gives no text where an element is empty, and no id to events. A test holds every
value to what its types say. What has no sender, account or moment is refused as a whole.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from bot.channels.wechat.happenings import (
    Answer,
    Clicked,
    Consent,
    Followed,
    Happening,
    Kind,
    Left,
    Located,
    Notice,
    NoticeSent,
    Other,
    Scanned,
    Spot,
    TemplateSent,
    Viewed,
    Written,
)
from bot.weixin.xml import each_of, inside, words_of

Fields = Mapping[str, Any]
Origin = tuple[str, str, str, datetime]
"""What every happening begins with: id, sender, account, moment."""

OPENID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
NUMBER: Final = re.compile(r"[0-9]{1,20}")
LAST_SECOND: Final = 253_402_300_799
"""The end of the year 9999, in Unix time."""
SCENE: Final = "qrscene_"
STICKER: Final = "【收到不支持的消息类型，暂无法显示】"
"""The words that come instead of a sticker, as if somebody had typed them."""

TELLS_APART: Final = (
    "MsgType", "EventKey", "Ticket", "MsgID", "MenuId", "SubscribeMsgPopupEvent",
    "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent",
)  # fmt: skip
"""What two events of one person in one second differ in."""


class NotAPush(Exception):
    """The platform does not push this. It names the field, never what stood in it."""


def read_push(fields: Fields) -> Happening:
    """Read one push. Raise `NotAPush`, and nothing else, for what is none."""
    event = words_of(fields, "Event")
    kind = words_of(fields, "MsgType")
    if not kind:
        raise NotAPush("MsgType")
    origin = _origin(fields)
    if kind != "event":
        return _written(fields, origin, kind)
    read = EVENTS.get(event.casefold())
    return read(fields, origin) if read else Other(*origin, event)


def _origin(fields: Fields) -> Origin:
    sender, account = words_of(fields, "FromUserName"), words_of(fields, "ToUserName")
    if not OPENID.fullmatch(sender):
        raise NotAPush("FromUserName")
    if not account:
        raise NotAPush("ToUserName")
    seconds = words_of(fields, "CreateTime").strip()
    if not NUMBER.fullmatch(seconds) or int(seconds) > LAST_SECOND:
        raise NotAPush("CreateTime")
    return _id(fields, seconds), sender, account, datetime.fromtimestamp(int(seconds), UTC)


def _id(fields: Fields, seconds: str) -> str:
    """Messages have a number; events are known by sender, moment and what they are about
    (Official Account: receiving event pushes, on repetition)."""
    number = words_of(fields, "MsgId")
    if NUMBER.fullmatch(number):
        return f"m{number}"
    about = json.dumps([fields.get(name) for name in TELLS_APART], sort_keys=True)
    return f"e{seconds}.{words_of(fields, 'Event')}.{sha256(about.encode()).hexdigest()[:16]}"


def _written(fields: Fields, origin: Origin, named: str) -> Written:
    kind = _kind(fields, named)
    size = words_of(fields, "FileTotalLen")
    return Written(
        *origin,
        kind,
        text=words_of(fields, TEXT_FIELDS[kind]) if kind in TEXT_FIELDS else "",
        media=words_of(fields, "MediaId"),
        url=words_of(fields, "Url"),
        name=words_of(fields, "Title") if kind is Kind.FILE else "",
        size=int(size) if NUMBER.fullmatch(size) else 0,
        spot=_spot(fields) if kind is Kind.LOCATION else None,
        menu=words_of(fields, "bizmsgmenuid"),
    )


def _kind(fields: Fields, named: str) -> Kind:
    if named not in set(Kind) or words_of(fields, "Content").strip() == STICKER:
        return Kind.UNKNOWN
    return Kind(named)


def _spot(fields: Fields) -> Spot:
    latitude, longitude = (_degrees(fields, name) for name in ("Location_X", "Location_Y"))
    return Spot(latitude, longitude, words_of(fields, "Label"))


def _degrees(fields: Fields, name: str) -> float:
    try:
        degrees = float(words_of(fields, name))
    except ValueError:
        raise NotAPush(name) from None
    if not -360 <= degrees <= 360:  # as also what is no number at all
        raise NotAPush(name)
    return degrees


def _followed(fields: Fields, origin: Origin) -> Followed:
    """A key that is no scene tells of another way (a payment, say)."""
    key = words_of(fields, "EventKey")
    return Followed(*origin, key.removeprefix(SCENE) if key.startswith(SCENE) else "")


def _template_sent(fields: Fields, origin: Origin) -> TemplateSent:
    return TemplateSent(*origin, words_of(fields, "MsgID"), words_of(fields, "Status"))


def _consent(fields: Fields, origin: Origin) -> Consent:
    """The documentation gives a change the element of the pop-up; accounts report one of its own
    name."""
    lists = (inside(fields, f"SubscribeMsg{which}Event") for which in ("Popup", "Change"))
    return Consent(
        *origin,
        tuple(
            Answer(words_of(one, "TemplateId"), words_of(one, "SubscribeStatusString") == "accept")
            for parent in lists
            for one in each_of(parent, "List")
        ),
    )


def _notice_sent(fields: Fields, origin: Origin) -> NoticeSent:
    found = each_of(inside(fields, "SubscribeMsgSentEvent"), "List")
    return NoticeSent(*origin, tuple(map(_notice, found)))


def _notice(one: Fields) -> Notice:
    code = words_of(one, "ErrorCode").strip()
    if not NUMBER.fullmatch(code.removeprefix("-")):
        raise NotAPush("ErrorCode")
    template, message = words_of(one, "TemplateId"), words_of(one, "MsgID")
    return Notice(template, message, int(code), words_of(one, "ErrorStatus"))


TEXT_FIELDS: Final = {
    Kind.TEXT: "Content",
    Kind.VOICE: "Recognition",
    Kind.LINK: "Title",
}

EVENTS: Final[Mapping[str, Callable[[Fields, Origin], Happening]]] = {
    "subscribe": _followed,
    "unsubscribe": lambda _fields, origin: Left(*origin),
    "scan": lambda fields, origin: Scanned(*origin, words_of(fields, "EventKey")),
    "click": lambda fields, origin: Clicked(*origin, words_of(fields, "EventKey")),
    "view": lambda fields, origin: Viewed(*origin, words_of(fields, "EventKey")),
    "location": lambda _fields, origin: Located(*origin),
    "templatesendjobfinish": _template_sent,
    "subscribe_msg_popup_event": _consent,
    "subscribe_msg_change_event": _consent,
    "subscribe_msg_sent_event": _notice_sent,
}
