"""Complaints, opinions and bad ratings are the head's, and never of the person concerned."""

from typing import Any

from core.bad_ratings import BadRatingCase, CaseState, Finding
from core.context import CaseFile
from core.due import DueKind
from core.feedback import Feedback, FeedbackKind
from core.parties import Words
from core.requests.status import Status
from tests.room.rooms import MONDAY, Room, held, request


def feedback(number: str = "HY-TS-2026-0003", **more: Any) -> Feedback:
    given = {"request": "i7-1", "concerned": ("li",)} | more
    return Feedback(
        "f1", number, given.pop("kind", FeedbackKind.COMPLAINT), "hy", "web:c1", "p1",
        given.pop("request"), "w9", MONDAY, **given,
    )  # fmt: skip


def bad_rating(**more: Any) -> BadRatingCase:
    given = {"concerned": ("li",), "owner": "zhou"} | more
    return BadRatingCase(
        "i7-1.1", "i7-1", "hy", "web:c1", given["concerned"], (1, 10), given["owner"], MONDAY
    )


def room_with(*cases: Feedback | BadRatingCase) -> Room:
    room = Room().with_(held(7))
    about = request(7, Status.RECEIVED)
    room.more["cases"] = tuple(
        CaseFile(case, "上门太慢，打13800001207没人接" if isinstance(case, Feedback) else "", about)
        for case in cases
    )
    return room


def test_the_head_sees_what_is_open_with_numbers_scrubbed() -> None:
    room = room_with(feedback(), bad_rating())
    told = room.says("zhou", "投诉")
    assert told[0] == "待办的投诉共1件："
    assert told[1].startswith("HY-TS-2026-0003（HY-2026-0007）：上门太慢")
    assert "13800001207" not in told[1]
    assert "待回访" in room.says("zhou", "差评")[1]
    assert room.says("zhou", "意见") == ["现在没有待办的意见。"]


def test_others_do_not_see_them() -> None:
    assert room_with(feedback()).says("li", "投诉") == ["投诉、意见和差评由站长查看和办结。"]


def test_who_is_concerned_is_told_only_that_there_is_something() -> None:
    told = room_with(feedback(concerned=("zhou",))).says("zhou", "投诉")
    assert told == ["现在没有待办的投诉。\n另有1件与您本人有关，由其他负责人办理。"]


def test_closing_by_the_button_tells_the_enterprise() -> None:
    room = room_with(feedback())
    room.presses("zhou", "case:f1:close", "已换人并致歉")
    (closed,) = room.of(Feedback)
    assert closed.closed_by == "zhou"
    assert room.told_enterprise() == ["您的投诉HY-TS-2026-0003已有处理结果：已换人并致歉"]
    assert room.of(Words)[0].id == closed.note


def test_closing_without_a_note_asks_for_it() -> None:
    room = room_with(feedback())
    assert "请写明要告知对方的处理结果" in room.presses("zhou", "case:f1:close")[0]
    room.says("zhou", "已换人并致歉")
    assert room.of(Feedback)[0].closed_at == MONDAY


def test_the_person_concerned_cannot_close() -> None:
    room = room_with(feedback(concerned=("zhou",)))
    told = room.presses("zhou", "case:f1:close", "没有的事")
    assert told == ["这件事由站长处理，而且不能由当事人自己处理。"]
    assert room.of(Feedback) == []
    room = room_with(bad_rating(concerned=("zhou",), owner="zheng"))
    assert "由其他人处理" in room.says("zhou", "办结差评 7 误会")[0]


def test_the_escalation_contact_closes_what_concerns_the_head() -> None:
    room = room_with(bad_rating(concerned=("zhou",), owner="zheng"))
    assert len(room.says("zheng", "差评")) == 2
    room.says("zheng", "办结差评 7 已回访并改进")
    (closed,) = room.of(BadRatingCase)
    assert closed.state is CaseState.CLOSED
    assert room.told_enterprise() == ["您对HY-2026-0007的评价我们已核实处理：已回访并改进"]


def test_closing_by_words_takes_the_short_number() -> None:
    room = room_with(feedback())
    assert "例如" in room.says("zhou", "办结投诉")[0]
    assert "没有找到" in room.says("zhou", "办结投诉 9 好了")[0]
    room.says("zhou", "办结投诉 3 已换人并致歉")
    assert room.of(Feedback)[0].closed_by == "zhou"


def test_a_request_with_an_open_complaint_is_not_closed() -> None:
    room = room_with(feedback())
    more = {"received_at": MONDAY, "replied_at": MONDAY, "ended_at": MONDAY}
    rated = held(7).request
    rated = request(7, Status.EVALUATED, owner="li", evaluated_at=MONDAY, **more)
    room.with_(type(held(7))(rated, None, ""))
    assert room.says("li", "办结 7") == ["还有投诉没有办完，由站长处理后再办结。"]


def test_a_call_back_and_the_mending_are_recorded_by_words() -> None:
    room = room_with(bad_rating())
    assert room.says("zhou", "记录回访") == [
        "请写单号，例如“记录回访 7”；回访可以写上核实结果：属实、误评或恶意。"
    ]
    (told,) = room.says("zhou", "记录回访 7 属实")
    assert told == "HY-2026-0007的差评已记下，现在是“已核实”，核实结果：属实。"
    (case,) = room.of(BadRatingCase)
    assert (case.contacted_at, case.finding) == (MONDAY, Finding.VALID)
    room.more["cases"] = (CaseFile(case, "", request(7)),)
    room.says("zhou", "记录整改 7")
    (case,) = room.of(BadRatingCase)
    assert (case.state, case.fixed_at) == (CaseState.FIXED, MONDAY)
    assert room.told_enterprise() == []


def test_the_reminders_end_with_what_was_recorded() -> None:
    room = room_with(bad_rating())
    room.presses("zhou", "case:i7-1.1:call")
    (off,) = room.decision.calls_off
    assert off.kinds == (DueKind.BAD_RATING_CONTACT,)
    (case,) = room.of(BadRatingCase)
    room.more["cases"] = (CaseFile(case, "", request(7)),)
    room.presses("zhou", "case:i7-1.1:fix")
    assert DueKind.BAD_RATING_FIX in room.decision.calls_off[0].kinds
    (mended,) = room.of(BadRatingCase)
    assert (mended.finding, mended.state) == (Finding.VALID, CaseState.FIXED)


def test_each_step_has_its_button_while_it_is_still_to_be_done() -> None:
    room = room_with(bad_rating())
    room.says("zhou", "差评")
    labels = [choice.label for one in room.decision.says for choice in one.choices]
    assert labels == ["记录回访", "办结并答复"]
    room.presses("zhou", "case:i7-1.1:call")
    labels = [choice.label for one in room.decision.says for choice in one.choices]
    assert labels == ["记录回访", "记录整改", "办结并答复"]


def test_mending_before_the_call_and_steps_of_others_are_refused() -> None:
    room = room_with(bad_rating())
    assert "这件差评现在是“待回访”，不能完成整改。" in room.says("zhou", "记录整改 7")[0]
    assert "由周岚处理" in room.says("wang", "记录回访 7")[0]
    assert "由其他人处理" in room.says("li", "记录回访 7 误评")[0]
    assert "没有找到" in room.says("zhou", "记录回访 9")[0]
