"""Every row of the table of moves can be taken, by those it names and by nobody else."""

import pytest

from core.people import Actor, Role
from core.refusals import Refused
from core.requests.act import act, available, begin, may
from core.requests.actions import ACTIONS, SPOKEN, Action
from core.requests.command import Command
from core.requests.status import Status
from core.requests.transitions import BIRTH, MOVES, TRANSITIONS
from tests.requests.cases import BY_ROW, CASES, Case
from tests.requests.cast import CAST, FOREIGN, GOOD, REQUEST, hour

ROWS = {row.id: row for row in TRANSITIONS}


def test_every_row_has_a_name_of_its_own_and_a_case() -> None:
    assert len(ROWS) == len(TRANSITIONS)
    assert set(BY_ROW) == set(ROWS) - {BIRTH.id}


def test_the_table_has_every_rule_of_the_standard_reading() -> None:
    rules = {row.id[:3] for row in TRANSITIONS}
    assert rules >= {f"T{n:02}" for n in range(1, 42)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_each_row_leads_where_it_says(case: Case) -> None:
    row = ROWS[case.row]
    acted = act(case.request, case.command(), GOOD, event_id="e-1")
    (event,) = acted.events
    assert event.type is row.event
    assert acted.request.status is case.to
    assert row.to in (case.to, None)
    assert event.values["words"] == "words-9"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_each_row_serves_those_it_names_and_refuses_everybody_else(case: Case) -> None:
    for name, somebody in CAST.items():
        command = case.command(somebody)
        if name in case.by.split():
            assert act(case.request, command, GOOD, event_id="e-1").events
        else:
            with pytest.raises(Refused) as no:
                act(case.request, command, GOOD, event_id="e-1")
            assert no.value.sentence()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_nobody_of_another_station_moves_anything(case: Case) -> None:
    for somebody in FOREIGN:
        with pytest.raises(Refused) as no:
            act(case.request, case.command(somebody), GOOD, event_id="e-1")
        assert no.value.msgid == "这张单不属于您所在的服务站。"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_a_button_is_drawn_for_those_who_may_and_for_nobody_else(case: Case) -> None:
    for name, somebody in CAST.items():
        drawn = may(case.request, case.action, somebody, hour(8), GOOD) is None
        shown = case.action in available(case.request, (somebody,), hour(8), GOOD)
        assert shown is (drawn and case.action in SPOKEN.values())
        if name in case.by.split():
            assert drawn
        elif not somebody.is_staff:
            assert not drawn


@pytest.mark.parametrize(("name", "begins"), [("asker", True), ("owner", True), ("head", True)])
def test_a_need_is_begun_by_who_asks_or_by_staff(name: str, begins: bool) -> None:
    acted = begin(REQUEST, Command(Action.DRAFT, CAST[name], hour(0)), event_id="e-1")
    assert (acted.request.status is Status.DRAFT) is begins
    assert acted.request.owner == (CAST[name].person if CAST[name].is_staff else "")


@pytest.mark.parametrize("name", ["stranger", "provider", "centre", "administrator", "system"])
def test_nobody_else_begins_a_need(name: str) -> None:
    with pytest.raises(Refused):
        begin(REQUEST, Command(Action.DRAFT, CAST[name], hour(0)), event_id="e-1")


@pytest.mark.parametrize("status", list(Status))
def test_what_the_table_does_not_name_cannot_happen(status: Status) -> None:
    request = next((case.request for case in CASES if case.request.status is status), None)
    if request is None:
        assert not MOVES[status]
        return
    everybody = Actor("p-ke", frozenset(Role), "hy", provider="lab-1")
    for action in set(Action) - set(MOVES[status]):
        with pytest.raises(Refused) as no:
            act(request, Command(action, everybody, hour(8)), GOOD, event_id="e-1")
        assert no.value.values["status"] is status
        assert no.value.values["action"] is action


def test_what_the_system_does_by_itself_cannot_be_typed() -> None:
    unspoken = {action for action in Action if action not in SPOKEN.values()}
    assert unspoken == {
        Action.REMIND,
        Action.RELEASE,
        Action.MISS,
        Action.REACH,
        Action.ABSORB,
        Action.EXPIRE,
    }


def test_no_two_actions_share_a_word() -> None:
    words = [
        word
        for wording in ACTIONS.values()
        if wording.alias
        for word in (wording.word, wording.alias, *wording.also)
    ]
    assert len(words) == len(set(words)) == len(SPOKEN)
