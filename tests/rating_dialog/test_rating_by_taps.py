"""Rating by buttons: one question at a time, nothing chosen beforehand, everything changeable."""

from dataclasses import replace

from core.due import DueKind
from core.rating import RatingEventType, RatingStatus
from core.rating_items import ITEMS, Level, Solved
from core.requests.status import Status
from tests.rating_dialog.chat import SERVED, RatedChat


def test_the_first_question_is_printed_as_on_the_form(chat: RatedChat) -> None:
    assert chat.text.endswith("1. " + ITEMS[0].label)
    assert chat.labels == ["1★", "2★", "3★", "4★", "5★", "跳过", "先不评"]


def test_the_rest_is_offered_only_after_stars_were_given(chat: RatedChat) -> None:
    chat.tap("4★")
    assert "其余同分（4★）" in chat.labels
    assert chat.rating.items == {1: 4}
    chat.tap("其余同分（4★）")
    assert chat.rating.items == {1: 4, 2: 4, 3: 4, 4: 4}
    assert chat.text.endswith("5. " + ITEMS[4].label)
    assert chat.labels == ["是", "否", "跳过", "先不评"]


def test_all_items_then_the_opinion_then_thanks_with_all_that_was_given(chat: RatedChat) -> None:
    for label in ("5★", "4★", "3★", "5★", "是", "满意"):
        chat.tap(label)
    assert chat.rating.status is RatingStatus.SUBMITTED
    assert chat.request.status is Status.EVALUATED
    assert chat.labels == ["跳过"]
    chat.say("教材能提前发就更好了")
    assert chat.rating.opinion
    assert "意见记下了" in chat.text
    assert "服务站专业性：★★★☆☆" in chat.text
    assert "都可以改" in chat.text


def test_technicians_are_rated_only_where_one_served(chat: RatedChat) -> None:
    served = replace(SERVED, technician="chen")
    other = RatedChat(chat.lexicon, served=served).invited()
    assert "一共10项" in other.text
    assert "一共6项" in chat.text
    other.tap("5★")
    other.tap("其余同分（5★）")
    assert set(other.rating.items) == {1, 2, 3, 4, 6, 7, 8, 9}


def test_an_old_button_changes_the_old_answer_and_the_old_value_is_kept(chat: RatedChat) -> None:
    old = chat.last.choices
    chat.tap("5★")
    chat.tap("5★")
    chat.press(old[2].does)
    assert chat.rating.items == {1: 3, 2: 5}
    changed = [one for one in chat.events if one.type is RatingEventType.CHANGED]
    assert [(one.item, one.value, one.old) for one in changed] == [(1, "3", "5")]
    assert "改好了" in chat.text


def test_a_double_tap_is_one_answer(chat: RatedChat) -> None:
    button = chat.last.choices[4].does
    chat.press(button)
    chat.press(button)
    given = [one for one in chat.events if one.type is RatingEventType.GIVEN]
    assert len(given) == 1
    assert chat.text.endswith("2. " + ITEMS[1].label)


def test_a_skipped_item_stays_without_an_answer(chat: RatedChat) -> None:
    chat.tap("跳过")
    assert chat.rating.items == {}
    assert chat.text.endswith("2. " + ITEMS[1].label)


def test_who_skips_everything_has_returned_nothing(chat: RatedChat) -> None:
    for _ in range(7):
        chat.tap("跳过")
    assert chat.rating.status is RatingStatus.INVITED
    assert chat.request.status is Status.ENDED
    assert "不评了" in chat.text


def test_it_may_wait_and_goes_on_where_it_stopped(chat: RatedChat) -> None:
    chat.tap("5★")
    chat.tap("先不评")
    assert "不急" in chat.text
    assert chat.say("5") is not None
    assert chat.rating.items == {1: 5}
    assert chat.text.endswith("2. " + ITEMS[1].label)


def test_submitting_calls_the_reminders_off_and_leaves_the_closing(chat: RatedChat) -> None:
    for label in ("5★", "5★", "5★", "5★", "是", "非常满意"):
        chat.tap(label)
    kinds = {due.kind for due in chat.rows.values() if due.object == chat.rating.id}
    assert kinds == {DueKind.RATING_CLOSE}
    assert chat.rating.items[5] is Solved.YES
    assert chat.rating.items[10] is Level.VERY_SATISFIED


def test_the_room_hears_the_sum_and_no_single_mark(chat: RatedChat) -> None:
    for label in ("5★", "4★", "3★", "5★", "是", "满意"):
        chat.tap(label)
    (told,) = [text for text in chat.room() if "评价" in text]
    assert told == "企业已评价：4项共17星（满分20星）。"


def test_a_button_of_a_rating_that_is_long_gone_is_answered(chat: RatedChat) -> None:
    chat.press("rate:i0-1.1:1:5")
    assert "已经结束" in chat.text
    assert chat.rating.items == {}


def test_a_button_of_a_release_that_offered_something_else_gives_nothing(chat: RatedChat) -> None:
    for does in (f"rate:{chat.rating.id}:1:great", f"rate:{chat.rating.id}:speed:5"):
        chat.press(does)
    assert chat.rating.items == {}
