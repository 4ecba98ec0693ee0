"""Reading what WeCom pushes. Receiving messages and events: format of messages, of events."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from bot.channels.wecom.happenings import CardPressed, Clicked, Happening, Other, Written
from bot.intents.normal import sayable
from bot.weixin.xml import words_of
from core.messages import InboundKind

Fields = Mapping[str, Any]

EVENT: Final = "event"
CARD_PRESSED: Final = "template_card_event"
CLICKED: Final = "click"
SPOT: Final = "位置：{latitude},{longitude} {label}"
LINK: Final = "{title} {url}"
LATEST: Final = 2**40
DIGEST_LETTERS: Final = 16


class NotAPush(Exception):
    """Nothing that WeCom would push. It says what is missing, never what stood there."""


def read_push(fields: Fields, corp_id: str, agent_id: int) -> Happening:
    """What happened, at this app of this corporation."""
    if words_of(fields, "ToUserName") != corp_id:
        raise NotAPush("another corporation")
    if words_of(fields, "AgentID") not in ("", str(agent_id)):
        raise NotAPush("another app")
    if words_of(fields, "MsgType") != EVENT:
        return _written(fields)
    name = words_of(fields, "Event")
    read = EVENTS.get(name)
    return read(fields) if read else Other(name)


def _written(fields: Fields) -> Written:
    kind = words_of(fields, "MsgType")
    message = _needed(fields, "MsgId")
    return Written(
        _needed(fields, "FromUserName"),
        _at(fields),
        f"m{message}",
        KINDS.get(kind, InboundKind.FILE),
        sayable(WORDS[kind](fields)) if kind in WORDS else "",
        words_of(fields, "MediaId"),
    )


def _card_pressed(fields: Fields) -> CardPressed:
    return CardPressed(
        _needed(fields, "FromUserName"),
        _at(fields),
        _event_id(fields),
        _needed(fields, "TaskId"),
        _needed(fields, "EventKey"),
        words_of(fields, "ResponseCode"),
    )


def _clicked(fields: Fields) -> Clicked:
    key = _needed(fields, "EventKey")
    return Clicked(_needed(fields, "FromUserName"), _at(fields), _event_id(fields), key)


def _event_id(fields: Fields) -> str:
    """Events have no number: of one member in one second, the same again is the same."""
    names = ("Event", "EventKey", "TaskId")
    told = "\n".join(words_of(fields, name) for name in names)
    digest = sha256(told.encode("utf-8", "replace")).hexdigest()[:DIGEST_LETTERS]
    return f"e{_needed(fields, 'CreateTime')}.{digest}"


def _needed(fields: Fields, name: str) -> str:
    found = words_of(fields, name)
    if not found:
        raise NotAPush(name)
    return found


def _at(fields: Fields) -> datetime:
    told = _needed(fields, "CreateTime")
    if not (told.isascii() and told.isdecimal() and int(told[:20]) < LATEST):
        raise NotAPush("CreateTime")
    try:
        return datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError):
        raise NotAPush("CreateTime") from None


def _spot(fields: Fields) -> str:
    names = {"latitude": "Location_X", "longitude": "Location_Y", "label": "Label"}
    return SPOT.format(**{key: words_of(fields, name) for key, name in names.items()})


def _link(fields: Fields) -> str:
    return LINK.format(title=words_of(fields, "Title"), url=words_of(fields, "Url"))


KINDS: Final = {
    "text": InboundKind.TEXT,
    "image": InboundKind.IMAGE,
    "voice": InboundKind.VOICE,
    "location": InboundKind.TEXT,
    "link": InboundKind.TEXT,
}
"""Everything else is a file."""
WORDS: Final[Mapping[str, Callable[[Fields], str]]] = {
    "text": lambda fields: words_of(fields, "Content"),
    "location": _spot,
    "link": _link,
}
EVENTS: Final[Mapping[str, Callable[[Fields], Happening]]] = {
    CARD_PRESSED: _card_pressed,
    CLICKED: _clicked,
}
