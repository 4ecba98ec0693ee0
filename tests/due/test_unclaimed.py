"""What nobody claims climbs from the group to the head to the escalation contact."""

import json
from pathlib import Path

import pytest

from core.due import DueKind
from core.requests.actions import Action
from core.requests.status import Status
from core.settings import StationSettings
from tests.due.house import ROOM, WANG, ZHAO, House, open_house
from tests.time.moments import at

UNCLAIMED = "没有人接单"


def test_the_group_hears_after_half_an_hour_then_the_head_then_the_contact(house: House) -> None:
    house.file(at("2026-11-23 09:00"))
    house.pass_until(at("2026-11-24 18:00"))
    assert house.told(ROOM, UNCLAIMED) == [at("2026-11-23 09:30")]
    assert house.told(ROOM, UNCLAIMED, only=ZHAO.id)[0] == at("2026-11-23 11:00")
    assert house.told(ROOM, "一直没有人接单", only=WANG.id) == [at("2026-11-23 14:30")]


@pytest.mark.parametrize(
    ("filed", "heard"),
    [
        ("2026-11-23 22:00", "2026-11-24 09:30"),
        ("2026-11-28 11:00", "2026-11-30 09:30"),
        ("2026-11-23 17:20", "2026-11-24 09:20"),
        ("2026-11-23 11:50", "2026-11-23 13:50"),
        ("2026-10-01 10:00", "2026-10-08 09:30"),
    ],
    ids=["at night", "at the weekend", "before closing", "before lunch", "on a holiday"],
)
def test_only_working_time_counts(house: House, filed: str, heard: str) -> None:
    house.file(at(filed))
    house.pass_until(at(heard))
    assert house.told(ROOM, UNCLAIMED) == [at(heard)]


def test_the_group_can_claim_from_the_reminder(house: House) -> None:
    request = house.file(at("2026-11-23 09:00"))
    house.pass_until(at("2026-11-23 09:30"))
    (message,) = [one for _, one in house.said(ROOM) if one.choices and one.thread == request]
    assert [choice.does for choice in message.choices] == ["act:claim"]


def test_a_claim_ends_it(house: House) -> None:
    request = house.file(at("2026-11-23 09:00"))
    house.staff(Action.CLAIM, request, at("2026-11-23 09:20"))
    house.pass_until(at("2026-11-23 17:00"))
    assert house.told(ROOM, UNCLAIMED) == []


def test_who_claims_and_says_nothing_gives_it_back_and_it_climbs_again(house: House) -> None:
    request = house.file(at("2026-11-23 09:00"))
    house.staff(Action.CLAIM, request, at("2026-11-23 09:00"))
    house.pass_until(at("2026-11-25 09:30"))
    assert house.request(request).status is Status.SUBMITTED
    assert house.request(request).owner == ""
    assert house.told(ROOM, UNCLAIMED) != []


def test_the_first_reply_is_asked_of_the_owner_and_the_head(house: House) -> None:
    request = house.file(at("2026-11-23 09:00"))
    house.staff(Action.CLAIM, request, at("2026-11-23 10:00"))
    house.pass_until(at("2026-11-24 10:00"))
    assert house.told(ROOM, "李敏，HY-2026-0001还没有答复企业") == [at("2026-11-24 10:00")]
    assert house.told(ROOM, "李敏还没有答复企业", only=ZHAO.id) == [at("2026-11-24 10:00")]


def test_each_rung_is_kept_with_the_request(house: House) -> None:
    house.file(at("2026-11-23 09:00"))
    house.pass_until(at("2026-11-23 15:00"))
    reminded = house.connection.execute(
        "SELECT \"values\" FROM request_event WHERE type = 'reminded' ORDER BY at"
    )
    assert [json.loads(row[0])["rung"] for row in reminded] == ["group", "head", "contact"]
    assert house.rows(DueKind.UNCLAIMED) == []


def test_while_no_contact_is_named_the_head_hears_once_more(tmp_path: Path) -> None:
    with open_house(tmp_path, StationSettings(code="HY")) as house:
        house.file(at("2026-11-23 09:00"))
        house.pass_until(at("2026-11-23 15:00"))
        assert house.told(ROOM, "请您指派", only=ZHAO.id) == [
            at("2026-11-23 11:00"),
            at("2026-11-23 14:30"),
        ]
