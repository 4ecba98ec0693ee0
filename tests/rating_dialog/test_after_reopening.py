"""A service that is taken up again: its rating is over, and the next end brings one of its own."""

from datetime import timedelta

import pytest

from bot.acting import Told, perform
from core.context import Dossier
from core.due import DueKind
from core.people import Actor, Role
from core.rating import Rating, RatingStatus
from core.requests.actions import Action
from core.requests.command import Facts
from core.requests.status import Status
from tests.rating_dialog.chat import OWNER, RatedChat

WAIT = "办完再请您评"
SPECIALIST = Actor(OWNER.id, frozenset({Role.SPECIALIST}), "hy")


@pytest.fixture
def again(chat: RatedChat) -> RatedChat:
    """The first item was given; then the owner reopens."""
    chat.say("4")
    reopen(chat)
    return chat


def reopen(chat: RatedChat) -> None:
    told = Told(note="还没修好", facts=Facts(reopen_open=True))
    act(chat, Action.REOPEN, told)


def act(chat: RatedChat, action: Action, told: Told) -> None:
    _, decision = perform(chat.context(), Dossier(chat.request), action, SPECIALIST, told)
    chat.apply(decision)


def rating_of(chat: RatedChat, cycle: int) -> Rating:
    found = chat.kept[Rating, f"{chat.request.id}.{cycle}"]
    assert isinstance(found, Rating)
    return found


@pytest.mark.parametrize(
    "words", ["5", "4星", "五星", "满意", "及时3星", "一颗星都不想给", "我要评价"]
)
def test_marks_wait_until_the_work_is_done_again(again: RatedChat, words: str) -> None:
    again.say(words)
    assert again.rating.items == {1: 4}
    assert WAIT in again.text
    assert again.last.choices == ()
    assert any(words in text and "未计入" in text for text in again.room())


@pytest.mark.parametrize(
    "words", ["问题还没解决", "还是没解决", "压力表要校准", "谢谢老师", "明天下午过来吗"]
)
def test_what_is_said_of_the_work_is_left_to_the_work(again: RatedChat, words: str) -> None:
    assert again.say(words) is None
    assert again.rating.items == {1: 4}


def test_a_complaint_with_a_star_is_a_complaint(again: RatedChat) -> None:
    again.say("我要投诉，一星")
    assert again.rating.items == {1: 4}
    assert "投诉已登记" in again.text


def test_a_second_figure_answers_whatever_was_asked_since(again: RatedChat) -> None:
    again.say("5")
    assert again.say("5") is None


@pytest.mark.parametrize("place", range(8))
def test_the_buttons_of_the_old_question_store_nothing(again: RatedChat, place: int) -> None:
    asked = next(one for one in reversed(again.said) if one.choices and not one.card)
    again.press(asked.choices[place].does)
    assert again.rating.items == {1: 4}
    assert again.rating.skipped == ()
    assert WAIT in again.text


def test_the_window_ends_at_once_and_what_was_given_stands(again: RatedChat) -> None:
    assert [due.kind for due in again.rows.values() if due.object == again.rating.id] == [
        DueKind.RATING_CLOSE
    ]
    again.fall_due(DueKind.RATING_CLOSE)
    assert again.rating.closed_at == again.now
    assert (again.rating.status, again.rating.items) == (RatingStatus.SUBMITTED, {1: 4})
    assert again.request.status is Status.RECEIVED
    again.say("5星")
    assert WAIT in again.text


def test_an_untouched_rating_was_not_returned(chat: RatedChat) -> None:
    reopen(chat)
    chat.fall_due(DueKind.RATING_CLOSE)
    assert (chat.rating.status, chat.rating.items) == (RatingStatus.NOT_RETURNED, {})


def test_the_next_end_of_the_service_brings_its_own_rating(again: RatedChat) -> None:
    again.now += timedelta(hours=2)
    act(again, Action.ANSWER, Told(note="修好了。"))
    again.fall_due(DueKind.RATING_INVITATION)
    again.say("5")
    assert rating_of(again, 2).items == {1: 5}
    assert rating_of(again, 1).items == {1: 4}
    again.press(f"rate:{again.request.id}.1:2:1")
    assert rating_of(again, 1).items == {1: 4}
    assert "请评这一次" in again.text
    assert again.labels[:5] == ["1★", "2★", "3★", "4★", "5★"]
