"""The machine's clock was ahead and is put right: work goes on, and no history runs backwards."""

from datetime import timedelta

import pytest

from bot.acting import Told
from core.requests.actions import Action
from tests.due.house import CHAT, House
from tests.time.moments import at

MONDAY = at("2026-11-23 09:00")


@pytest.mark.parametrize("ahead", [timedelta(minutes=90), timedelta(days=2)])
def test_a_request_filed_by_a_clock_ahead_can_be_served_at_once(
    house: House, ahead: timedelta
) -> None:
    key = house.file(MONDAY + ahead)
    house.staff(Action.CLAIM, key, MONDAY)
    house.staff(Action.REPLY, key, MONDAY, Told(note="可以办。"))
    request = house.request(key)
    assert request.requested_at == request.received_at == request.replied_at == MONDAY + ahead


def test_what_was_due_by_a_clock_ahead_is_done_once(house: House) -> None:
    house.end(MONDAY)
    house.pass_until(MONDAY + timedelta(days=2))
    invited = house.told(CHAT, "想请您评")
    house.pass_until(MONDAY)
    house.pass_until(MONDAY + timedelta(days=2))
    assert house.told(CHAT, "想请您评") == invited
    assert len(invited) == 1
