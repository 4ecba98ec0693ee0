"""Buttons stand as few rows as can be read, and what they carry is read back."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards import CONNECTED, SEE_CONTACT, SEE_PICTURES
from bot.channels.telegram.keyboards import data_of, keyboard_of, press_of, width_of
from bot.messengers.splitting import is_blank
from core.messages import Choice, Press
from tests.telegram.drawn_words import CHOICES


def labelled(*labels: str) -> list[list[str]]:
    """How buttons with these labels stand."""
    choices = [Choice(str(n), label, "") for n, label in enumerate(labels)]
    return [[key.label for key in row] for row in keyboard_of(choices, 1)]


@given(CHOICES, st.integers(1, 10**15))
def test_a_keyboard_is_read_back_and_within_the_limits(choices: tuple[Choice, ...], n: int) -> None:
    rows = keyboard_of(choices, n)
    keys = [key for row in rows for key in row]

    assert [press_of(key.data) for key in keys] == [Press(n, one.id) for one in choices[:100]]
    assert all(1 <= len(key.data.encode()) <= 64 for key in keys)
    assert all(not is_blank(key.label) and width_of(key.label) <= 36 for key in keys)
    assert all(1 <= len(row) <= 5 for row in rows)


@given(st.text(st.characters()) | st.from_regex(r"[0-9]{1,25}:[a-z.]{0,70}", fullmatch=True))
@example("1:" + "a" * 62)
def test_what_is_read_of_a_button_is_what_one_of_ours_carries(data: str) -> None:
    press = press_of(data)

    assert press is None or data_of(press.message, press.choice) == data


@pytest.mark.parametrize(
    "data",
    ["", ":", "7", "7:", ":claim", "0:claim", "07:claim", "-7:claim", "7 :claim", "七:claim",
     "٣:claim", "7:a\n", "7:\x00", "7:\ud800", "7:" + "a" * 63, "9" * 19 + ":a"],
)  # fmt: skip
def test_a_forged_button_is_none(data: str) -> None:
    assert press_of(data) is None


@pytest.mark.parametrize("id", ["", "a" * 63, "类" * 21, "a\nb", "\ud800", "a\u2028"])
def test_a_choice_that_no_button_can_carry_is_an_error(id: str) -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        keyboard_of((Choice(id, "接单", ""),), 7)


@pytest.mark.parametrize("n", [0, -1, 10**18])
def test_a_message_has_a_place_in_its_chat(n: int) -> None:
    with pytest.raises(ValueError, match="no button can carry"):
        keyboard_of((Choice("claim", "接单", ""),), n)


def test_stars_stand_in_one_row_and_what_else_can_be_done_below() -> None:
    assert labelled("1★", "2★", "3★", "4★", "5★", "其余同分（5★）", "跳过", "先不评") == [
        ["1★", "2★", "3★", "4★", "5★"],
        ["其余同分（5★）", "跳过"],
        ["先不评"],
    ]


def test_a_card_with_every_action_takes_a_row_for_three() -> None:
    labels = [*(action.label for action in CONNECTED), SEE_CONTACT.label, SEE_PICTURES.label]
    rows = labelled(*labels)

    assert [label for row in rows for label in row] == labels
    assert len(rows) <= len(labels) / 3 + 2


def test_a_long_label_is_cut_and_stands_alone() -> None:
    assert labelled("字" * 30, "好") == [["字" * 17 + "…"], ["好"]]


def test_a_label_is_on_one_line_and_its_id_stands_for_none() -> None:
    assert labelled(" 接\n单 ", "\u200b") == [["接 单", "1"]]


def test_what_is_beyond_a_keyboard_is_left_out() -> None:
    rows = labelled(*("接单" for _ in range(101)))

    assert sum(len(row) for row in rows) == 100
