"""All marks in one line, in the order of the form."""

from dataclasses import replace

import pytest

from core.rating_items import Level, Mark, Solved
from tests.rating_dialog.chat import SERVED, RatedChat

STATION: dict[int, Mark] = {1: 5, 2: 5, 3: 5, 4: 4}


@pytest.mark.parametrize(
    "words",
    [
        "5 5 5 4 是 非常满意", "5，5，5，4，是，非常满意。", "5、5、5、4、解决了、非常满意",
        "５ ５ ５ ４ 是 非常满意", "五 五 五 四 是的 十分满意", "5星 5星 5分 4星 是 很满意",
        "5\n5\n5\n4\n是\n非常满意",
    ],
)  # fmt: skip
def test_a_row_is_a_mark_for_each_item(chat: RatedChat, words: str) -> None:
    chat.say(words)
    assert chat.rating.items == {**STATION, 5: Solved.YES, 10: Level.VERY_SATISFIED}


@pytest.mark.parametrize(
    ("words", "solved", "level"),
    [
        ("1 2 3 4 否 不满意", Solved.NO, Level.DISSATISFIED),
        ("1 2 3 4 没有 一般", Solved.NO, Level.FAIR),
        ("1 2 3 4 是 满意", Solved.YES, Level.SATISFIED),
    ],
)
def test_each_mark_is_taken_as_it_is(
    chat: RatedChat, words: str, solved: Solved, level: Level
) -> None:
    chat.say(words)
    assert chat.rating.items == {1: 1, 2: 2, 3: 3, 4: 4, 5: solved, 10: level}


def test_a_row_that_is_too_short_gives_the_items_from_the_one_asked(chat: RatedChat) -> None:
    chat.say("5 4")
    assert chat.rating.items == {1: 5, 2: 4}
    chat.say("3 2 否")
    assert chat.rating.items == {1: 5, 2: 4, 3: 3, 4: 2, 5: Solved.NO}


def test_a_whole_row_begins_with_the_first_item_whatever_was_asked(chat: RatedChat) -> None:
    chat.say("1")
    chat.say("5 5 5 4 是 非常满意")
    assert chat.rating.items == {**STATION, 5: Solved.YES, 10: Level.VERY_SATISFIED}


def test_where_a_technician_served_the_row_has_ten(chat: RatedChat) -> None:
    served = replace(SERVED, technician="chen")
    rated = RatedChat(chat.lexicon, served=served).invited()
    rated.say("5 5 5 4 是 3 3 3 2 满意")
    assert rated.rating.items == {
        **STATION, 5: Solved.YES, 6: 3, 7: 3, 8: 3, 9: 2, 10: Level.SATISFIED,
    }  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["5 5 5 6 是 非常满意", "5 5 5 4 也许 非常满意", "5 5 5 4 4 非常满意", "5 5 5 5 5 5 5 5"],
)
def test_a_row_with_a_mark_that_does_not_fit_gives_none_of_the_stars(
    chat: RatedChat, words: str
) -> None:
    chat.say(words)
    assert not {1, 2, 3, 4} & set(chat.rating.items)
