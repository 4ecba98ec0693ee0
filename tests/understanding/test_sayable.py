"""What a messenger brings beside the words themselves is left out before they are read."""

import pytest

from bot.intents.normal import sayable


@pytest.mark.parametrize(
    "text",
    [
        "压\u200b力表",
        "压力\ufeff表",
        "\u200e压力表",
        "压\u200d力表",
        "压\u0007力表",
        "压\u2060力\u00ad表",
    ],
)
def test_signs_without_width_inside_a_word_are_left_out(text: str) -> None:
    assert sayable(text) == "压力表"


def test_a_face_stays_in_one_piece() -> None:
    assert sayable("👨\u200d🔧师傅") == "👨\u200d🔧师傅"
