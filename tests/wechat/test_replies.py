"""A passive reply is the XML that the platform documents, whatever is said in it."""

from datetime import UTC, datetime
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.replies import TextReply, deserialize_reply

from bot.channels.wechat.replies import text_reply
from bot.weixin.xml import cleaned, read_xml

TO, FROM = "otFpruAK8D-E6EfStSYonYSBZ8_4", "gh_123456789abc"
AT: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ADDRESS: Final = {"source": FROM, "target": TO, "time": int(AT.timestamp())}


@pytest.mark.parametrize("words", ["您好", "👨‍👩‍👧‍👦", "<b>&amp;", "一\n二", "a" * 2000])
def test_a_text_is_what_the_library_would_write(words: str) -> None:
    ours = text_reply(TO, FROM, AT, words)

    assert read_xml(ours.encode()) == read_xml(
        TextReply(content=words, **ADDRESS).render().encode()
    )
    assert deserialize_reply(ours).content == words


def test_an_end_of_section_breaks_nothing() -> None:
    assert read_xml(text_reply(TO, FROM, AT, "a]]>b").encode())["Content"] == "a]]>b"


@pytest.mark.parametrize("words", ["", " ", "\n", "\x00", "\ud83d"])
def test_an_empty_text_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="words"):
        text_reply(TO, FROM, AT, words)


@given(st.text().filter(lambda text: cleaned(text).strip()))
def test_whatever_is_said_arrives(text: str) -> None:
    assert read_xml(text_reply(TO, FROM, AT, text).encode())["Content"] == cleaned(text)
