"""A need left unfinished is reminded of once; a reception left silent ends, and both sides hear."""

from dataclasses import replace

from bot.due.conversation_rows import draft_left, draft_touched, handover_left, handover_touched
from core.context import Context
from core.decision import Decision
from core.dialogs.progress import Progress
from core.due import DueKind, DueState
from tests.due.house import CHAT, ROOM, House
from tests.time.moments import at

MONDAY = at("2026-11-23 09:00")
BEGUN = Progress(
    "i1", "intake", CHAT, "p.web.qin", "i1", MONDAY, {"need.1.detail": "压力表校准"},
    touched_at=MONDAY,
)  # fmt: skip


def begun(context: Context) -> Decision:
    return Decision(saves=(BEGUN,)) + draft_touched(context, BEGUN)


def test_an_unfinished_need_is_reminded_of_once_with_the_open_question(house: House) -> None:
    house.turn("qin", MONDAY, begun)
    house.pass_until(at("2026-11-27 18:00"))
    ((when, message),) = house.said()
    assert when == at("2026-11-23 11:00")
    assert "“压力表校准”还差一点" in message.lines[0].render()
    assert len(message.lines) > 1


def test_each_word_of_the_enterprise_moves_the_one_row(house: House) -> None:
    house.turn("qin", MONDAY, begun)
    house.turn("qin", at("2026-11-23 10:30"), begun)
    (row,) = house.rows(DueKind.IDLE_DRAFT)
    assert row.sends_at == at("2026-11-23 14:00")


def test_after_the_reminder_no_further_word_brings_another(house: House) -> None:
    house.turn("qin", MONDAY, begun)
    house.pass_until(at("2026-11-23 12:00"))
    house.turn("qin", at("2026-11-23 14:00"), begun)
    house.pass_until(at("2026-11-27 18:00"))
    assert len(house.told(CHAT, "还差一点")) == 1


def test_a_need_that_was_filed_or_dropped_is_not_reminded_of(house: House) -> None:
    house.turn("qin", MONDAY, begun)
    house.turn("qin", at("2026-11-23 09:10"), lambda _context: draft_left(BEGUN))
    house.pass_until(at("2026-11-24 18:00"))
    assert house.said() == []


def handed_over(context: Context) -> Decision:
    chat = replace(context.chat, handed_over_at=context.now)
    return Decision(saves=(chat,)) + handover_touched(context, chat)


def test_a_silent_reception_ends_and_both_sides_hear_of_it(house: House) -> None:
    house.turn("qin", MONDAY, handed_over)
    house.pass_until(at("2026-11-24 18:00"))
    assert house.told(CHAT, "人工接待先到这里") == [at("2026-11-23 17:30")]
    assert house.told(ROOM, "已自动结束") == [at("2026-11-23 17:30")]
    assert house.chat().handed_over_at is None


def test_the_need_that_was_open_is_asked_on_when_the_reception_ends(house: House) -> None:
    house.turn("qin", MONDAY, lambda context: begun(context) + handed_over(context))
    house.pass_until(at("2026-11-24 18:00"))
    ((_, message),) = house.said()
    assert "人工接待先到这里" in message.lines[0].render()
    assert len(message.lines) > 1


def test_a_word_of_the_staff_moves_the_end(house: House) -> None:
    house.turn("qin", MONDAY, handed_over)
    house.turn("li", at("2026-11-23 15:00"), lambda context: _spoken(context, house))
    (row,) = house.rows(DueKind.HANDOVER_END)
    assert row.due_at == at("2026-11-24 15:00")


def _spoken(context: Context, house: House) -> Decision:
    return handover_touched(context, house.chat())


def test_a_reception_that_was_ended_by_hand_is_not_ended_again(house: House) -> None:
    house.turn("qin", MONDAY, handed_over)
    house.turn("li", at("2026-11-23 15:00"), lambda _context: handover_left(house.chat()))
    house.pass_until(at("2026-11-25 18:00"))
    assert house.told(CHAT, "人工接待先到这里") == []
    assert len(house.rows(DueKind.HANDOVER_END, DueState.CALLED_OFF)) == 1


def test_a_draft_that_staff_attended_to_is_given_back(house: House) -> None:
    request = house.file(MONDAY)
    house.connection.execute(
        "UPDATE request SET status = 'draft', number = '', owner = 'li', handled_at_reception = 1"
    )
    house.turn("qin", MONDAY, handed_over)
    house.pass_until(at("2026-11-24 18:00"))
    draft = house.request(request)
    assert (draft.handled_at_reception, draft.owner) == (False, "")
    assert len(house.told(CHAT, "人工接待先到这里")) == 1


def test_a_draft_is_not_reminded_of_while_a_person_has_the_word(house: House) -> None:
    house.turn("qin", MONDAY, lambda context: begun(context) + handed_over(context))
    house.pass_until(at("2026-11-23 12:00"))
    assert house.said() == []
