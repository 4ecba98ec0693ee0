"""What a page sends is read or refused; what it is sent holds nothing that it must not see."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.desk import Row, Seat
from bot.channels.web.frames import Say, read_frame, row_json
from core.messages import Asks, Choice
from tests.web.memory_desk import START

SEAT = Seat("web/HY/v1", "v1", "HY")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(["id", "n", "text", "thread", "after", "message", "choice", "upto", "words"])
KINDS = st.sampled_from(["hello", "say", "press", "image", "seen", "typing", "earlier", "thread"])


@given(st.text() | VALUES.map(json.dumps))
def test_anything_may_come_in_and_nothing_raises(raw: str) -> None:
    read_frame(raw)


@given(KINDS, st.dictionaries(KEYS, VALUES))
def test_a_frame_with_wrong_values_is_no_frame_or_a_whole_one(kind: str, values: object) -> None:
    assert isinstance(values, dict)
    frame = read_frame(json.dumps({"t": kind, **values}))

    assert frame is None or frame.model_dump()["t"] == kind


@pytest.mark.parametrize("id", ["", "x" * 65, "a b", "<b>", None, 7])
def test_an_id_is_short_and_plain(id: object) -> None:
    assert read_frame(json.dumps({"t": "say", "id": id, "n": 1, "text": "你好"})) is None


def test_control_characters_and_number_marks_are_not_words() -> None:
    frame = read_frame(
        json.dumps({"t": "say", "id": "a", "n": 1, "text": " 压\x00力\ue0001\ue001表\n"})
    )

    assert isinstance(frame, Say)
    assert frame.text == "压力1表"


def test_a_reader_sees_neither_what_buttons_do_nor_who_somebody_is() -> None:
    choice = Choice("c1", "接单", "claim:HY-2026-0007", Asks("text", "说明"))
    row = Row(7, START, by="someone-else", who="李雪", choices=(choice,), echo="abc")

    sent = row_json(row, SEAT)

    assert sent["choices"] == [
        {"id": "c1", "label": "接单", "asks": {"kind": "text", "label": "说明"}}
    ]
    assert "claim" not in json.dumps(sent)
    assert "someone-else" not in json.dumps(sent)
    assert (sent["mine"], sent["echo"]) == (False, "")


def test_one_knows_ones_own_words_again() -> None:
    sent = row_json(Row(7, START, by="v1", echo="abc", image="p/1"), SEAT)

    assert (sent["mine"], sent["echo"], sent["assistant"]) == (True, "abc", False)
    assert sent["image"] == "/pictures/p%2F1?station=HY"
