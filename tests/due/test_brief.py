"""The brief opens each working day of the group."""

from bot.acting import Told
from core.due import DueKind
from core.messages import text_of
from core.requests.act import Values
from core.requests.actions import Action
from tests.due.house import ROOM, House
from tests.time.moments import at


def briefs(house: House) -> list[str]:
    return [text_of(message) for _, message in house.said(ROOM) if "早上好" in text_of(message)]


def test_it_comes_each_working_morning_before_the_other_messages(house: House) -> None:
    house.fall(at("2026-11-20 12:00"))
    house.pass_until(at("2026-11-25 12:00"))
    assert house.told(ROOM, "早上好") == [
        at("2026-11-23 08:45"),
        at("2026-11-24 08:45"),
        at("2026-11-25 08:45"),
    ]
    assert len(house.rows(DueKind.DAILY_BRIEF)) == 1


def test_it_lists_what_is_in_work_with_its_age_what_is_late_and_who_comes(house: House) -> None:
    monday = at("2026-11-23 09:00")
    house.file(monday)
    request = house.file(monday)
    house.staff(Action.CLAIM, request, monday)
    house.staff(Action.REPLY, request, monday, Told(note="可以办。"))
    coming = Values(time=at("2026-11-25 14:00"))
    house.staff(Action.BOOK, request, monday, Told(values=coming))
    house.staff(Action.CONFIRM, request, monday, Told(values=Values(on_behalf=True)))
    late = house.serve(monday)
    house.connection.execute(
        "UPDATE request SET due_at = requested_at + 3600000000 WHERE id = ?", [late]
    )
    house.fall(monday)
    house.pass_until(at("2026-11-25 09:00"))
    last = briefs(house)[-1]
    assert "11月25日（周三）。在办3件" in last
    assert "待接收1件：HY-2026-0001（" in last
    assert "今日预约：14:00 HY-2026-0002（李敏）" in last
    assert "已逾期1件：HY-2026-0003（李敏）" in last


def test_an_empty_desk_is_said_too(house: House) -> None:
    house.fall(at("2026-11-22 12:00"))
    house.pass_until(at("2026-11-23 09:00"))
    assert briefs(house) == ["早上好，今天是11月23日（周一）。手上没有在办的单。"]


def test_a_brief_that_an_outage_held_until_night_is_left_out(house: House) -> None:
    house.fall(at("2026-11-20 12:00"))
    house.fall(at("2026-11-23 22:00"))
    assert briefs(house) == []
    house.pass_until(at("2026-11-24 09:00"))
    assert house.told(ROOM, "早上好") == [at("2026-11-24 08:45")]
