"""XML is read as it was meant, or refused; any text is safe in what is written."""

from contextlib import suppress
from typing import Any, Final

import pytest
import xmltodict  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from bot.weixin.xml import (
    DEEPEST,
    MOST_ELEMENTS,
    BadXml,
    cleaned,
    each_of,
    inside,
    read_xml,
    words_of,
    written,
)

CONSENT: Final = (
    b"<xml><CreateTime>1610969440</CreateTime><Event><![CDATA[subscribe_msg_popup_event]]></Event>"
    b"<SubscribeMsgPopupEvent>\n<List><TemplateId><![CDATA[T1]]></TemplateId></List>\n"
    b"<List><TemplateId><![CDATA[T2]]></TemplateId></List>\n</SubscribeMsgPopupEvent></xml>"
)
XXE: Final = (
    b'<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>'
)
LAUGHS: Final = (
    b'<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<xml><Content>&b;</Content></xml>"
)
BROKEN: Final = {
    "nothing": b"",
    "words": "你好".encode(),
    "json": b'{"xml": {}}',
    "half": b"<xml><Content>a</Content>",
    "crossed": b"<xml><a><b></a></b></xml>",
    "other root": b"<html><Content>a</Content></html>",
    "nested root": b"<a><xml/></a>",
    "two roots": b"<xml/><xml/>",
    "document type": b"<!DOCTYPE xml><xml/>",
    "outer document type": b'<!DOCTYPE xml SYSTEM "http://127.0.0.1:9/x.dtd"><xml/>',
    "outer entity": XXE,
    "entities of entities": LAUGHS,
    "undeclared entity": b"<xml><a>&f;</a></xml>",
    "no character": b"<xml><a>&#0;</a></xml>",
    "no text": b"<xml><a>\xff\xfe</a></xml>",
    "other encoding": "<xml><a>你</a></xml>".encode("gb18030"),
    "deep": b"<xml>" + b"<a>" * DEEPEST + b"</a>" * DEEPEST + b"</xml>",
    "many": b"<xml>" + b"<a/>" * MOST_ELEMENTS + b"</xml>",
    "bottomless": b"<xml>" + b"<a>" * 300_000,
}

NAMES: Final = st.from_regex("[A-Za-z][A-Za-z0-9_]{0,8}", fullmatch=True)
LEAVES: Final = st.text() | st.integers()
TREES: Final = st.recursive(
    LEAVES, lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=4), max_leaves=8
)
FIELDS: Final = st.dictionaries(NAMES, TREES, max_size=5)


def as_read(value: Any) -> Any:
    """What a written value is when it is read: everything is text that XML can hold."""
    if isinstance(value, dict):
        return {name: as_read(one) for name, one in value.items()}
    return cleaned(str(value))


def depth(value: Any) -> int:
    if not isinstance(value, dict):
        return 0
    return 1 + max(map(depth, value.values()), default=0)


def test_elements_are_read_by_name() -> None:
    assert read_xml(b"<xml><A>1</A><B><![CDATA[<x> & y]]></B><C> z </C></xml>") == {
        "A": "1", "B": "<x> & y", "C": " z ",
    }  # fmt: skip


def test_an_empty_element_is_an_empty_text() -> None:
    read = read_xml(b"<xml><A/><B></B><C><![CDATA[]]></C></xml>")

    assert read == {"A": "", "B": "", "C": ""}
    assert read_xml(b"<xml/>") == read_xml(b"<xml>words alone</xml>") == {}


def test_a_name_that_stands_several_times_is_a_list() -> None:
    event = inside(read_xml(CONSENT), "SubscribeMsgPopupEvent")

    assert event["List"] == [{"TemplateId": "T1"}, {"TemplateId": "T2"}]
    assert each_of(event, "List") == event["List"]


def test_one_of_several_and_none_are_looped_over_alike() -> None:
    read = read_xml(b"<xml><E><List><T>1</T></List></E><F><List/></F></xml>")

    assert each_of(inside(read, "E"), "List") == [{"T": "1"}]
    assert each_of(inside(read, "F"), "List") == []
    assert each_of(inside(read, "G"), "List") == []


def test_text_is_asked_for_where_something_else_stands() -> None:
    read = read_xml(CONSENT)

    assert words_of(read, "CreateTime") == "1610969440"
    assert words_of(read, "SubscribeMsgPopupEvent") == words_of(read, "missing") == ""
    assert inside(read, "CreateTime") == {}


def test_a_declaration_changes_nothing() -> None:
    body = '<?xml version="1.0" encoding="gb2312"?><xml><A>压力表👍🏽</A></xml>'

    assert read_xml(body.encode()) == {"A": "压力表👍🏽"}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_is_no_push_is_refused(body: bytes) -> None:
    with pytest.raises(BadXml):
        read_xml(body)


def test_a_refusal_does_not_repeat_what_was_said() -> None:
    with pytest.raises(BadXml) as no:
        read_xml("<xml><Content>我的电话13900001111</Content>".encode())

    assert "139" not in str(no.value)


@given(st.binary() | st.text().map(lambda text: f"<xml>{text}</xml>".encode()))
def test_whatever_is_read_nothing_else_is_raised(body: bytes) -> None:
    with suppress(BadXml):
        assert isinstance(read_xml(body), dict)


def test_what_is_written_is_one_line_of_elements() -> None:
    assert written({"To": "a", "At": 7, "Image": {"MediaId": "m"}, "List": [{"T": "1"}]}) == (
        "<xml><To><![CDATA[a]]></To><At>7</At><Image><MediaId><![CDATA[m]]></MediaId></Image>"
        "<List><T><![CDATA[1]]></T></List></xml>"
    )


@pytest.mark.parametrize(
    "text", ["]]>", "]]]]>>", "<![CDATA[x]]>", "&amp;", "👨‍👩‍👧‍👦", "检" * 20_000, " "]
)
def test_a_text_that_would_break_out_stays_inside(text: str) -> None:
    document = written({"Content": text, "After": "x"})

    assert read_xml(document.encode()) == {"Content": text, "After": "x"}
    assert xmltodict.parse(document, strip_whitespace=False)["xml"]["Content"] == text


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert cleaned("a\x00\x0b\ud83d\ufffe\x7fb\r\nc\rd\te") == "a\x7fb\nc\nd\te"


@given(FIELDS.filter(lambda fields: depth(fields) < DEEPEST))
def test_whatever_is_written_is_read_again(fields: dict[str, Any]) -> None:
    assert read_xml(written(fields).encode()) == as_read(fields)


@given(st.lists(st.fixed_dictionaries({"T": st.text()}), min_size=2, max_size=4))
def test_a_list_is_read_again(many: list[dict[str, str]]) -> None:
    read = read_xml(written({"List": many}).encode())

    assert each_of(read, "List") == [as_read(one) for one in many]
