"""What falls due while a request is being served, and that it stops where the request moves on."""

from bot.acting import Told
from core.due import DueKind, DueState
from core.requests.act import Values
from core.requests.actions import Action
from core.requests.status import Status
from tests.due.house import ROOM, ZHAO, House
from tests.time.moments import at

MONDAY = at("2026-11-23 09:00")


def appointed(house: House, day: str) -> str:
    request = house.file(MONDAY)
    house.staff(Action.CLAIM, request, MONDAY)
    house.staff(Action.REPLY, request, MONDAY, Told(note="可以办。"))
    house.staff(Action.BOOK, request, MONDAY, Told(values=Values(time=at(day))))
    told = Told(values=Values(on_behalf=True))
    house.staff(Action.CONFIRM, request, MONDAY, told)
    return request


def test_both_sides_are_reminded_the_afternoon_before(house: House) -> None:
    appointed(house, "2026-11-26 10:00")
    house.pass_until(at("2026-11-27 12:00"))
    assert house.told("web:c1", "提醒您：HY-2026-0001约在11月26日") == [at("2026-11-25 16:00")]
    assert house.told(ROOM, "李敏，HY-2026-0001约在11月26日") == [at("2026-11-25 16:00")]


def test_an_appointment_that_is_past_is_not_announced_after_an_outage(house: House) -> None:
    appointed(house, "2026-11-26 10:00")
    house.fall(at("2026-11-26 11:00"))
    assert house.told("web:c1", "提醒您") == []
    assert house.rows(DueKind.APPOINTMENT_EVE) == []


def test_a_service_is_followed_up_every_five_working_days(house: House) -> None:
    house.serve(MONDAY)
    house.pass_until(at("2026-12-08 12:00"))
    assert house.told("web:c1", "目前还顺利吗") == [at("2026-11-30 09:00"), at("2026-12-07 09:00")]
    assert house.told(ROOM, "该跟进了") == [at("2026-11-30 09:00"), at("2026-12-07 09:00")]


def test_a_service_that_has_ended_is_not_followed_up(house: House) -> None:
    request = house.serve(MONDAY)
    house.staff(Action.END, request, at("2026-11-24 10:00"), Told(note="办好了。"))
    house.pass_until(at("2026-12-08 12:00"))
    assert house.told("web:c1", "目前还顺利吗") == []


def test_the_due_date_is_chased_before_after_and_reported(house: House) -> None:
    request = house.file(MONDAY)
    house.staff(Action.CLAIM, request, MONDAY)
    house.staff(Action.REPLY, request, MONDAY, Told(note="可以办。"))
    house.staff(Action.BOOK, request, MONDAY, Told(values=Values(time=MONDAY)))
    house.staff(Action.CONFIRM, request, MONDAY, Told(values=Values(on_behalf=True)))
    planned = Told(values=Values(due=at("2026-12-02 10:00")))
    house.staff(Action.START, request, MONDAY, planned)
    house.pass_until(at("2026-12-10 12:00"))
    assert house.told(ROOM, "快到期了") == [at("2026-12-01 10:00")]
    assert house.told("web:c1", "已办理过半") != []
    assert house.told(ROOM, "已过计划完成时间") == [at("2026-12-03 10:00"), at("2026-12-09 10:00")]
    assert house.told(ROOM, "逾期未完成", only=ZHAO.id) == [at("2026-12-09 10:00")]


def test_the_end_of_a_suspension_is_told_to_the_owner(house: House) -> None:
    request = house.serve(MONDAY)
    told = Told(note="等样品", values=Values(time=at("2026-11-26 10:00")))
    house.staff(Action.SUSPEND, request, at("2026-11-23 10:00"), told)
    house.pass_until(at("2026-12-01 12:00"))
    assert house.told(ROOM, "请恢复办理") == [at("2026-11-26 10:00")]
    assert house.told("web:c1", "目前还顺利吗") == []
    assert house.request(request).status is Status.SUSPENDED


def test_what_was_done_is_never_done_again(house: House) -> None:
    appointed(house, "2026-11-26 10:00")
    house.pass_until(at("2026-11-25 16:00"))
    house.connection.execute("UPDATE due SET sends_at = 0 WHERE state = ?", [DueState.DONE])
    house.fall(at("2026-11-25 16:01"))
    assert len(house.told("web:c1", "提醒您")) == 1
