"""Words that judge without giving a mark are asked about in a sentence, and stored nowhere."""

import pytest

from core.messages import text_of
from core.rating_items import Level, Mark, Solved
from core.requests.status import Status
from tests.rating_dialog.chat import RatedChat

ASKED_BACK = "想听准您的意思"


@pytest.mark.parametrize(
    "words",
    [
        "服务态度一般般，其他都好",
        "没得说",
        "五角星",
        "五颗心",
        "5朵小红花",
        "❤❤❤❤❤",
        "良",
        "服务不好",
        "态度很满意",
    ],
)
def test_an_unclear_word_is_asked_about_in_a_sentence(chat: RatedChat, words: str) -> None:
    chat.say(words)
    assert chat.rating.items == {}
    assert text_of(chat.last).startswith(ASKED_BACK)
    assert chat.labels[:5] == ["1★", "2★", "3★", "4★", "5★"]
    assert [kind for kind, _ in chat.heard] == ["rating_unclear"]


@pytest.mark.parametrize("words", ["一颗星都不想给", "一星也不给", "连半颗星都不配", "一分都不值"])
def test_who_would_give_no_star_is_told_how_few_there_are(chat: RatedChat, words: str) -> None:
    chat.say(words)
    assert chat.rating.items == {}
    assert "听得出您不满意" in chat.text
    assert "最低是1星" in chat.text
    assert chat.labels[:5] == ["1★", "2★", "3★", "4★", "5★"]


@pytest.mark.parametrize("words", ["一颗星都不想给", "服务态度一般般，其他都好"])
def test_so_it_is_where_the_question_was_put_off(chat: RatedChat, words: str) -> None:
    chat.tap("先不评")
    chat.say(words)
    assert chat.rating.items == {}
    assert not chat.text.startswith("1.")


@pytest.mark.parametrize("words", ["我要评价", "评价一下", "我来打分"])
def test_who_merely_asks_to_rate_is_not_asked_what_was_meant(chat: RatedChat, words: str) -> None:
    chat.say(words)
    assert chat.text.startswith("1.")


@pytest.mark.parametrize("words", ["一分钱都不给", "五颗心脏起搏器", "中午", "a级"])
def test_what_is_like_no_mark_is_left_to_the_rest_of_the_conversation(
    chat: RatedChat, words: str
) -> None:
    assert chat.say(words) is None


@pytest.mark.parametrize(
    "words", ["满意", "十分满意", "满意，下次还来", "不满意", "一般", "都满意"]
)
def test_satisfaction_in_answer_to_stars_is_asked_about(chat: RatedChat, words: str) -> None:
    chat.say("5")
    chat.say(words)
    assert chat.rating.items == {1: 5}
    assert text_of(chat.last).startswith(ASKED_BACK)
    assert "2." in chat.text
    assert chat.case is None


def test_satisfaction_is_no_answer_to_whether_it_was_solved(chat: RatedChat) -> None:
    for label in ("5★", "其余同分（5★）"):
        chat.tap(label)
    chat.say("非常满意")
    assert 10 not in chat.rating.items
    assert chat.labels[:2] == ["是", "否"]


@pytest.mark.parametrize(
    ("words", "item"), [("态度很满意", 4), ("及时性满意", 2), ("对专业水平非常满意", 3)]
)
def test_satisfaction_with_one_thing_is_asked_about_that_thing(
    chat: RatedChat, words: str, item: int
) -> None:
    chat.say(words)
    assert chat.rating.items == {}
    assert f"{item}." in chat.text


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("总体满意", {10: Level.SATISFIED}),
        ("整体非常满意", {10: Level.VERY_SATISFIED}),
        ("解决了，满意", {5: Solved.YES, 10: Level.SATISFIED}),
    ],
)
def test_the_overall_item_is_answered_out_of_turn_where_it_is_named(
    chat: RatedChat, words: str, items: dict[int, Mark]
) -> None:
    chat.say("5")
    chat.say(words)
    assert chat.rating.items == {1: 5, **items}
    assert "总体评价" in chat.text


def test_a_second_word_of_satisfaction_does_not_change_the_first(chat: RatedChat) -> None:
    chat.say("不满意")
    chat.say("满意")
    assert chat.rating.items == {10: Level.DISSATISFIED}
    assert ASKED_BACK in chat.text


@pytest.mark.parametrize(
    ("words", "stars"), [("5⭐", 5), ("4⭐️", 4), ("3 ⭐ 吧", 3), ("⭐⭐", 2), ("4⭐⭐⭐⭐", 4)]
)
def test_a_figure_before_a_star_sign_counts_the_stars(
    chat: RatedChat, words: str, stars: int
) -> None:
    chat.say(words)
    assert chat.rating.items == {1: stars}


def test_it_moves_on_once_the_question_is_answered(chat: RatedChat) -> None:
    for words in ("五颗心", "5", "满意", "4", "5", "5", "解决了", "满意", "没有"):
        chat.say(words)
    assert chat.rating.items == {
        1: 5,
        2: 4,
        3: 5,
        4: 5,
        5: Solved.YES,
        10: Level.SATISFIED,
    }
    assert chat.request.status is Status.EVALUATED


@pytest.mark.parametrize("words", ["过得去吧", "还过得去", "说得过去", "凑合吧", "就那样吧"])
@pytest.mark.parametrize("then", ["那就选一般", "那就点“一般”吧", "按一般来", "一般好了"])
def test_what_is_vague_skips_nothing_and_comes_down_to_a_level(
    chat: RatedChat, words: str, then: str
) -> None:
    chat.say(words)
    assert (chat.rating.items, chat.rating.skipped) == ({}, ())
    chat.say(then)
    assert chat.rating.items == {10: Level.FAIR}
