"""A bad rating opens a case in the same turn, for somebody who was not rated."""

from dataclasses import replace

import pytest

from core.bad_ratings import BadRatingCase, CaseState, CaseStep, Told, take_step
from core.due import DueKind
from core.people import Actor
from core.rating_items import Solved
from core.settings import StationSettings
from tests.rating_dialog.chat import HEAD, OWNER, RatedChat, station

CONTACT = replace(HEAD, id="wang", name="王科长", roles=())


@pytest.mark.parametrize("words", ["两星", "没解决", "不满意"])
def test_each_kind_of_bad_mark_opens_a_case_for_the_head(chat: RatedChat, words: str) -> None:
    chat.say(words)
    assert chat.case is not None
    assert chat.case.owner == HEAD.id
    (told,) = chat.room(only=HEAD.id)
    assert chat.request.number in told
    assert "办结差评" in told


def test_a_case_is_called_back_and_mended_by_its_deadlines(chat: RatedChat) -> None:
    chat.tap("1★")
    kinds = {due.kind for due in chat.rows.values()}
    assert {DueKind.BAD_RATING_CONTACT, DueKind.BAD_RATING_FIX} <= kinds
    chat.fall_due(DueKind.BAD_RATING_CONTACT)
    assert "还没有回访" in chat.room(only=HEAD.id)[-1]


def test_the_head_who_served_does_not_look_into_it(chat: RatedChat) -> None:
    house = station(StationSettings(escalation_contact=CONTACT.id), OWNER, HEAD, CONTACT)
    served = replace(chat.served, technician=HEAD.id)
    other = RatedChat(chat.lexicon, house, served).invited()
    other.tap("2★")
    assert other.case is not None
    assert other.case.owner == CONTACT.id
    assert other.room(only=HEAD.id) == []


def test_where_nobody_is_left_the_room_hears_that_somebody_is_needed(chat: RatedChat) -> None:
    house = station(StationSettings(), OWNER)
    other = RatedChat(chat.lexicon, house).invited()
    other.tap("1★")
    assert other.case is not None
    assert other.case.owner == ""
    assert any("请在设置里填写上级联系人" in text for text in other.room())


def test_a_rating_has_one_case_that_learns_of_every_further_bad_mark(chat: RatedChat) -> None:
    chat.tap("2★")
    chat.say("没解决")
    chat.press(f"rate:{chat.rating.id}:1:5")
    chat.press(f"rate:{chat.rating.id}:1:1")
    assert chat.case is not None
    assert chat.case.items == (1, 5)
    assert chat.rating.items[5] is Solved.NO
    first, further = chat.room(only=HEAD.id)
    assert "又有差评" not in first
    assert further == f"{chat.request.number}又有差评（是否解决 否），请一并处理。"


def test_the_group_is_not_told_which_mark_was_bad(chat: RatedChat) -> None:
    chat.tap("1★")
    assert not any("★" in text or "差评" in text for text in chat.room())


def test_three_stars_are_no_bad_rating(chat: RatedChat) -> None:
    chat.tap("3★")
    assert chat.case is None


@pytest.mark.parametrize(("words", "item"), [("文明性1星", 4), ("没解决", 5), ("总体不满意", 10)])
def test_a_bad_mark_after_the_case_was_closed_opens_it_again(
    chat: RatedChat, words: str, item: int
) -> None:
    chat.tap("2★")
    _close(chat)
    chat.say(words)
    case = chat.case
    assert case is not None
    assert (case.is_open, case.state) == (True, CaseState.OPENED)
    assert (case.items, case.owner, case.opened_at) == ((1, item), HEAD.id, chat.now)
    first, again = chat.room(only=HEAD.id)
    assert "收到差评" in first
    assert "收到差评" in again
    contact = [due for due in chat.rows.values() if due.kind is DueKind.BAD_RATING_CONTACT]
    assert any(due.base_at == chat.now for due in contact)


def test_the_same_bad_mark_said_again_does_not_open_it_again(chat: RatedChat) -> None:
    chat.tap("2★")
    _close(chat)
    chat.press(f"rate:{chat.rating.id}:1:1")
    assert chat.case is not None
    assert not chat.case.is_open


def test_a_mark_that_turns_bad_again_opens_it_again(chat: RatedChat) -> None:
    chat.tap("2★")
    _close(chat)
    chat.press(f"rate:{chat.rating.id}:1:5")
    chat.press(f"rate:{chat.rating.id}:1:1")
    assert chat.case is not None
    assert chat.case.is_open
    assert len(chat.room(only=HEAD.id)) == 2


def _close(chat: RatedChat) -> None:
    assert chat.case is not None
    by = Actor(HEAD.id, frozenset(HEAD.roles), "hy")
    closed = take_step(chat.case, CaseStep.CLOSE, by, chat.now, Told(words="w"))
    chat.kept[BadRatingCase, closed.id] = closed
