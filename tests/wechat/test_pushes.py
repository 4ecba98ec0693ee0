"""A push is read as what happened, with one id however often it comes."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy import parse_message

from bot.channels.wechat.happenings import Happening, TemplateSent, Written
from bot.channels.wechat.pushes import EVENTS, NotAPush, read_push
from bot.weixin.xml import read_xml, written
from tests.wechat.recorded import HAPPENED, OPENID, RECORDED, SECONDS, event, pushed

MISSING: Final = ("ToUserName", "FromUserName", "CreateTime", "MsgType")
SENT: Final = written({"SubscribeMsgSentEvent": {"List": {"ErrorCode": "-1"}}})
NAMES: Final = st.sampled_from(
    ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Event", "MsgId", "EventKey", "Content",
     "Location_X", "Location_Y", "FileTotalLen", "MediaId", "SubscribeMsgPopupEvent", "List",
     "SubscribeMsgSentEvent", "ErrorCode", "bizmsgmenuid", "Title"]
)  # fmt: skip
WORDS: Final = (
    st.text()
    | st.sampled_from([*EVENTS, "text", "voice", "location", "file", "link", "event", OPENID])
    | st.integers().map(str)
    | st.sampled_from(["nan", "inf", "1e400", "-0", "٣", "1_0", " 7 ", "9" * 5000])
)
TREES: Final = st.recursive(
    WORDS, lambda inner: st.dictionaries(NAMES, inner, max_size=4) | st.lists(inner, max_size=3)
)


def read(body: bytes) -> Happening:
    return read_push(read_xml(body))


def without_id(happening: Happening) -> Happening:
    """Messages keep theirs."""
    return happening if isinstance(happening, Written) else replace(happening, id="")


@pytest.mark.parametrize("name", RECORDED)
def test_a_push_is_read_as_what_happened(name: str) -> None:
    assert without_id(read(RECORDED[name])) == HAPPENED[name]


@pytest.mark.parametrize("name", RECORDED)
def test_the_library_reads_the_same(name: str) -> None:
    """As far as it goes: an empty text it reads as none, and it takes blanks away."""
    ours, theirs = read(RECORDED[name]), parse_message(RECORDED[name])

    assert (ours.sender, ours.account) == (theirs.source, theirs.target)
    assert int(ours.at.timestamp()) == theirs.time
    if isinstance(ours, Written):
        assert ours.id == f"m{theirs.id}"
        if hasattr(theirs, "content") and name != "sticker":
            assert ours.text.strip() == (theirs.content or "")
        if hasattr(theirs, "media_id"):
            assert ours.media == theirs.media_id
        if hasattr(theirs, "label"):
            assert ours.spot is not None
            assert ours.spot.label == theirs.label
    if isinstance(ours, TemplateSent):
        assert (ours.message, ours.status) == (str(theirs.id), theirs.status)
        assert ours.has_arrived == (theirs.status == "success")


@pytest.mark.parametrize("name", RECORDED)
def test_what_is_pushed_again_has_the_same_id(name: str) -> None:
    assert read(RECORDED[name]).id == read(RECORDED[name]).id


def test_ids_are_short_and_of_one_form() -> None:
    form = re.compile(rf"m[0-9]{{1,20}}|e{SECONDS}\.[A-Za-z_]+\.[0-9a-f]{{16}}")

    for body in RECORDED.values():
        assert form.fullmatch(read(body).id)


def test_events_of_one_second_are_told_apart() -> None:
    bodies = [
        event("CLICK", "<EventKey>progress</EventKey>"),
        event("CLICK", "<EventKey>hours</EventKey>"),
        event("SCAN", "<EventKey>progress</EventKey>"), RECORDED["template"],
        RECORDED["template_blocked"], RECORDED["consent"], RECORDED["taken_back"],
        event("CLICK", "<EventKey>progress</EventKey>", at=SECONDS + 1),
    ]  # fmt: skip

    assert len({read(body).id for body in bodies}) == len(bodies)


def test_a_message_without_a_usable_number_has_an_id_all_the_same() -> None:
    once, twice = (read(pushed("text", "<Content>a</Content>", id=id)) for id in ("", "x" * 99))

    assert once.id == twice.id
    assert once.id.startswith(f"e{SECONDS}.")


def test_the_capitals_of_an_event_are_not_looked_at() -> None:
    for name in EVENTS:
        kinds = {type(read(event(said, SENT))) for said in (name, name.upper())}
        assert len(kinds) == 1


@pytest.mark.parametrize("name", MISSING)
def test_what_lacks_a_field_is_no_push(name: str) -> None:
    fields = dict(read_xml(RECORDED["text"]))
    del fields[name]

    with pytest.raises(NotAPush, match=name):
        read_push(fields)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FromUserName", "a/b"), ("FromUserName", "a.b"), ("FromUserName", "x" * 65),
        ("FromUserName", {"A": "1"}), ("CreateTime", "yesterday"), ("CreateTime", "-1"),
        ("CreateTime", "9" * 20), ("CreateTime", "١"), ("MsgType", ["text", "text"]),
    ],
)  # fmt: skip
def test_what_has_another_form_is_no_push(name: str, value: Any) -> None:
    with pytest.raises(NotAPush, match=name):
        read_push({**read_xml(RECORDED["text"]), name: value})


@pytest.mark.parametrize("degrees", ["", "north", "nan", "1e400", "361"])
def test_a_place_without_degrees_is_no_push(degrees: str) -> None:
    with pytest.raises(NotAPush, match="Location_X"):
        read_push({**read_xml(RECORDED["location"]), "Location_X": degrees})


@pytest.mark.parametrize("code", ["", "none", "--1", "١"])
def test_a_result_without_a_code_is_no_push(code: str) -> None:
    sent = {"SubscribeMsgSentEvent": {"List": {"ErrorCode": code}}}

    with pytest.raises(NotAPush, match="ErrorCode"):
        read_push({**read_xml(RECORDED["notice_sent"]), **sent})


def test_a_refusal_does_not_repeat_what_was_said() -> None:
    with pytest.raises(NotAPush) as no:
        read_push({**read_xml(RECORDED["text"]), "CreateTime": "13900001111x"})

    assert "139" not in str(no.value)


@given(st.dictionaries(NAMES, TREES), st.booleans())
def test_whatever_comes_is_read_or_refused_and_nothing_else(
    fields: dict[str, Any], is_addressed: bool
) -> None:
    address = {"ToUserName": "gh_1", "FromUserName": OPENID, "CreateTime": str(SECONDS)}

    with suppress(NotAPush):
        assert read_push(fields | address if is_addressed else fields).id
