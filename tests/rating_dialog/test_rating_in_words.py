"""Rating in words: what is understood, what is asked about, and what is no rating at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.due import DueKind
from core.rating import Rating, RatingStatus
from core.rating_items import ITEMS, Level, Mark, Solved
from core.refusals import Refused
from core.requests.request import ServiceRequest
from core.requests.status import Status
from tests.rating_dialog.chat import RatedChat


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("5", {1: 5}),
        ("五星", {1: 5}),
        ("⭐⭐⭐⭐", {1: 4}),
        ("四颗星", {1: 4}),
        ("满意", {10: Level.SATISFIED}),
        ("就给个满意吧", {10: Level.SATISFIED}),
        ("不满意", {10: Level.DISSATISFIED}),
        ("问题没解决，第三台到现在还没检", {5: Solved.NO}),
        ("及时3星，专业5星，文明5星", {2: 3, 3: 5, 4: 5}),
        ("总体满意，问题解决了", {5: Solved.YES, 10: Level.SATISFIED}),
        ("哦五分制啊，那5分", {1: 5}),
        ("都是五星", {1: 5, 2: 5, 3: 5, 4: 5}),
    ],
)
def test_words_are_marks_of_the_items_they_name(
    chat: RatedChat, words: str, items: dict[int, Mark]
) -> None:
    chat.say(words)
    assert chat.rating.items == items


@pytest.mark.parametrize("words", ["还行吧", "10分！", "6", "0星"])
def test_what_is_unclear_is_asked_about_and_not_written_down(chat: RatedChat, words: str) -> None:
    chat.say(words)
    assert chat.rating.items == {}
    assert chat.labels[:5] == ["1★", "2★", "3★", "4★", "5★"]
    ((kind, values),) = chat.heard
    assert kind == "rating_unclear"
    assert values["request"] == chat.request.id
    assert values["said"]


@pytest.mark.parametrize(
    "words",
    [
        "5台",
        "6块",
        "谢谢老师",
        "你们几点下班",
        "课讲得可以。再问个事，GB/T 1804还是现行的吗",
        "建议下次教材提前发，现场才拿到有点跟不上",
    ],
)
def test_what_is_no_rating_is_left_to_the_rest_of_the_conversation(
    chat: RatedChat, words: str
) -> None:
    assert chat.say(words) is None
    assert chat.rating.items == {}


def test_a_figure_answers_the_item_asked_and_no_other(chat: RatedChat) -> None:
    chat.say("5")
    chat.say("4")
    assert chat.rating.items == {1: 5, 2: 4}


def test_a_figure_where_yes_or_no_was_asked_is_asked_about(chat: RatedChat) -> None:
    for label in ("5★", "其余同分（5★）"):
        chat.tap(label)
    chat.say("5")
    assert 5 not in chat.rating.items
    assert chat.labels[:2] == ["是", "否"]
    chat.say("是的")
    assert chat.rating.items[5] is Solved.YES


def test_the_enterprise_may_rate_before_it_is_asked(chat: RatedChat) -> None:
    early = RatedChat(chat.lexicon).end()
    early.say("五星")
    assert early.rating.items == {1: 5}
    assert early.fall_due(DueKind.RATING_INVITATION).says == ()


def test_a_figure_before_anything_was_asked_rates_nothing(chat: RatedChat) -> None:
    early = RatedChat(chat.lexicon).end()
    early.say("5")
    assert early.rating.items == {}


def test_what_was_understood_is_noted_for_the_record(chat: RatedChat) -> None:
    chat.say("五星")
    chat.say("及时3星")
    chat.say("总体满意，问题解决了")
    request = chat.request.id
    assert chat.heard == [
        ("rating", {"request": request, "score": "5"}),
        ("rating_item", {"request": request, "item": "2", "value": "3"}),
        ("rating", {"request": request, "overall": "满意"}),
        ("rating_item", {"request": request, "item": "5", "value": "是"}),
    ]


def test_the_rest_in_words_counts_where_it_was_offered(chat: RatedChat) -> None:
    chat.say("其余同分")
    assert chat.rating.items == {}
    chat.say("五星")
    chat.say("其余同分")
    assert chat.rating.items == {1: 5, 2: 5, 3: 5, 4: 5}


def test_a_mark_is_changed_in_words_after_everything_was_given(chat: RatedChat) -> None:
    for label in ("5★", "其余同分（5★）", "是", "非常满意", "跳过"):
        chat.tap(label)
    chat.say("及时性改成4星")
    assert chat.rating.items[2] == 4
    assert "改好了" in chat.text


def test_an_opinion_may_praise_without_changing_a_mark(chat: RatedChat) -> None:
    for label in ("4★", "其余同分（4★）", "是", "满意"):
        chat.tap(label)
    chat.say("非常满意这次的老师，讲得特别细，希望检测再快一点")
    assert chat.rating.items[10] is Level.SATISFIED
    assert chat.rating.opinion


@pytest.mark.parametrize("words", ["没有", "没意见", "跳过"])
def test_an_opinion_may_be_left_out(chat: RatedChat, words: str) -> None:
    for label in ("4★", "其余同分（4★）", "是", "满意"):
        chat.tap(label)
    chat.say(words)
    assert not chat.rating.opinion
    assert "谢谢您的评价" in chat.text


def test_a_new_need_beside_stars_is_taken_in_and_the_stars_are_kept(chat: RatedChat) -> None:
    decision = chat.say("五星。再问个事，压力表校准找你们吗")
    assert chat.rating.items == {1: 5}
    assert decision is not None
    assert any(one.type == "need_opened" for one in decision.heard)


def test_a_complaint_beside_stars_is_a_complaint_too(chat: RatedChat) -> None:
    chat.say("我要投诉，一星")
    assert chat.rating.items == {1: 1}
    assert "投诉已登记" in chat.text


def test_stars_that_come_late_are_thanked_for_shown_and_not_stored(chat: RatedChat) -> None:
    button = chat.last.choices[4].does
    chat.now = chat.rating.closes_at + timedelta(minutes=1)
    before = chat.rating
    chat.say("五星")
    assert "谢谢" in chat.text
    assert any("五星" in text for text in chat.room())
    chat.press(button)
    assert any("服务站服务 ★★★★★" in text for text in chat.room())
    assert chat.rating == before


@pytest.mark.parametrize("words", ["满意", "非常满意", "态度很满意"])
def test_satisfaction_that_comes_late_is_thanked_for_too(chat: RatedChat, words: str) -> None:
    chat.say("5")
    chat.now = chat.rating.closes_at + timedelta(minutes=1)
    chat.say(words)
    assert "评价期已过" in chat.text
    assert any(words in text for text in chat.room())
    assert chat.rating.items == {1: 5}


def test_after_the_window_only_marks_are_heard(chat: RatedChat) -> None:
    chat.fall_due(DueKind.RATING_CLOSE)
    assert chat.rating.status is RatingStatus.NOT_RETURNED
    assert chat.say("压力表要校准") is None
    assert chat.say("还行吧") is None


def test_saying_so_brings_the_question_back(chat: RatedChat) -> None:
    chat.tap("先不评")
    chat.say("我要评价")
    assert chat.text.endswith("1. " + ITEMS[0].label)


@pytest.mark.parametrize(
    ("words", "labels"),
    [("基本满意吧", ["非常满意", "满意", "一般", "不满意"]), ("解决了一半", ["是", "否"])],
)
def test_a_doubt_is_asked_about_with_the_answers_of_its_own_item(
    chat: RatedChat, words: str, labels: list[str]
) -> None:
    chat.say(words)
    assert chat.rating.items == {}
    assert chat.labels[: len(labels)] == labels


def test_a_vague_word_is_asked_back_about_the_item_that_was_asked(chat: RatedChat) -> None:
    for label in ("4★", "其余同分（4★）"):
        chat.tap(label)
    chat.say("还行")
    assert chat.labels[:2] == ["是", "否"]
    chat.say("否")
    assert chat.rating.items[5] is Solved.NO


def test_with_another_request_in_work_it_is_the_one_that_is_not_solved(chat: RatedChat) -> None:
    chat.tap("先不评")
    other = replace(chat.request, id="i2-1", status=Status.IN_SERVICE)
    chat.kept[ServiceRequest, other.id] = other
    assert chat.say("问题还没解决") is None
    assert chat.rating.items == {}


def test_nobody_else_in_the_chat_rates_the_service(chat: RatedChat) -> None:
    chat.kept[Rating, chat.rating.id] = replace(chat.rating, person="somebody else")
    assert chat.say("五星") is None
    with pytest.raises(Refused):
        chat.press(f"rate:{chat.rating.id}:1:5")
    assert chat.rating.items == {}


def test_only_levels_and_yes_or_no_make_no_sum_of_stars(chat: RatedChat) -> None:
    for _ in range(4):
        chat.tap("跳过")
    chat.say("解决了，满意")
    assert chat.room()[-1] == "企业已评价。"


def test_skipping_or_putting_off_after_the_window_is_answered_and_tells_nobody(
    chat: RatedChat,
) -> None:
    skip, later = chat.last.choices[5].does, chat.last.choices[6].does
    chat.now = chat.rating.closes_at
    told = len(chat.room())
    for does in (skip, later):
        chat.press(does)
        assert "已经结束" in chat.text
    assert len(chat.room()) == told


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("师傅来得倒是准时，及时性5分", {2: 5}),
        ("及时性打5分，师傅准时", {2: 5}),
        ("师傅来得挺及时，态度4星", {4: 4}),
    ],
)
def test_a_remark_about_the_technician_leaves_the_mark_with_the_station(
    chat: RatedChat, words: str, items: dict[int, int]
) -> None:
    chat.say(words)
    assert chat.rating.items == items


def test_a_mark_for_a_technician_whom_the_form_does_not_ask_about_is_not_the_stations(
    chat: RatedChat,
) -> None:
    chat.say("师傅及时性5分")
    assert chat.rating.items == {}
