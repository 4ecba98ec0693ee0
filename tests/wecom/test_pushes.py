"""What WeCom pushes, read: the documented kinds, and what is none of ours."""

import contextlib
from datetime import UTC, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.account_settings import WecomAccount
from bot.channels.wecom.happenings import CardPressed, Clicked, Happening, Other, Written
from bot.channels.wecom.inbounds import inbound_of, media_in
from bot.channels.wecom.pushes import NotAPush, read_push
from core.messages import Attachment, InboundKind

CORP: Final = "wx5823bf96d3bd56c7"
AGENT: Final = 1000002
AT: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ACCOUNT: Final = WecomAccount(
    corp_id=CORP, agent_id=AGENT, secret="s", token="QDG6eK", aes_key="a" * 43, station="hy"
)
HEAD: Final = {
    "ToUserName": CORP,
    "FromUserName": "li.gong",
    "CreateTime": str(int(AT.timestamp())),
    "AgentID": str(AGENT),
}


def pushed(**fields: str) -> Happening:
    return read_push({**HEAD, **fields}, CORP, AGENT)


def event(name: str, **fields: str) -> Happening:
    return pushed(MsgType="event", Event=name, **fields)


@pytest.mark.parametrize(
    ("fields", "kind", "text", "media"),
    [
        ({"MsgType": "text", "Content": " 我的待办 "}, InboundKind.TEXT, "我的待办", ""),
        ({"MsgType": "text", "Content": ""}, InboundKind.TEXT, "", ""),
        ({"MsgType": "image", "MediaId": "m1", "PicUrl": "u"}, InboundKind.IMAGE, "", "m1"),
        ({"MsgType": "voice", "MediaId": "m2", "Format": "amr"}, InboundKind.VOICE, "", "m2"),
        ({"MsgType": "video", "MediaId": "m3"}, InboundKind.FILE, "", "m3"),
        (
            {"MsgType": "location", "Location_X": "30.5", "Location_Y": "114.2", "Label": "汉阳"},
            InboundKind.TEXT,
            "位置：30.5,114.2 汉阳",
            "",
        ),
        ({"MsgType": "link", "Title": "标准", "Url": "u"}, InboundKind.TEXT, "标准 u", ""),
        ({"MsgType": "to come"}, InboundKind.FILE, "", ""),
    ],
)
def test_every_kind_of_message_is_read(
    fields: dict[str, str], kind: InboundKind, text: str, media: str
) -> None:
    read = pushed(MsgId="7", **fields)
    assert read == Written("li.gong", AT, "m7", kind, text, media)


def test_a_press_and_a_click_are_read_and_all_else_is_let_be() -> None:
    told = {"EventKey": "claim", "TaskId": "12@room", "ResponseCode": "code"}
    press = event("template_card_event", CardType="button_interaction", **told)
    assert isinstance(press, CardPressed)
    assert (press.key, press.task, press.code) == ("claim", "12@room", "code")
    click = event("click", EventKey="mine")
    assert isinstance(click, Clicked)
    assert inbound_of(click, ACCOUNT, AT).text == "我的待办"
    assert event("enter_agent") == Other("enter_agent")


def test_the_same_press_again_has_the_same_id_and_another_has_not() -> None:
    first = event("template_card_event", EventKey="claim", TaskId="12@room", ResponseCode="a")
    again = event("template_card_event", EventKey="claim", TaskId="12@room", ResponseCode="a")
    other = event("template_card_event", EventKey="reply", TaskId="12@room", ResponseCode="a")
    assert isinstance(first, CardPressed)
    assert isinstance(again, CardPressed)
    assert isinstance(other, CardPressed)
    assert first.id == again.id != other.id


@pytest.mark.parametrize(
    "wrong",
    [
        {"ToUserName": "another"},
        {"AgentID": "7"},
        {"FromUserName": ""},
        {"CreateTime": ""},
        {"CreateTime": "soon"},
        {"CreateTime": "9" * 400},
        {"CreateTime": str(2**39)},
        {"MsgId": ""},
    ],
)
def test_what_is_not_for_this_app_or_not_whole_is_no_push(wrong: dict[str, str]) -> None:
    with pytest.raises(NotAPush):
        pushed(**{"MsgType": "text", "MsgId": "7", "Content": "x", **wrong})


@given(
    st.dictionaries(
        st.sampled_from(
            ["ToUserName", "FromUserName", "CreateTime", "AgentID", "MsgType", "Event", "MsgId"]
        ),
        st.one_of(st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text())),
    )
)
def test_whatever_is_pushed_is_read_or_refused(fields: dict[str, object]) -> None:
    with contextlib.suppress(NotAPush):
        read_push({**HEAD, "MsgType": "text", **fields}, CORP, AGENT)


def test_a_member_writes_in_their_own_chat_by_their_own_account() -> None:
    inbound = inbound_of(pushed(MsgType="image", MsgId="7", MediaId="m1"), ACCOUNT, AT)  # type: ignore[arg-type]
    assert inbound.chat == f"{CORP}.{AGENT}.@li.gong"
    assert inbound.sender == f"{CORP}.li.gong"
    assert inbound.station == "hy"
    assert inbound.attachment == Attachment(f"wecom:{CORP}.{AGENT}:m1", "image")
    assert media_in(inbound.attachment.reference) == "m1"
    assert media_in("0123.jpg") == ""
