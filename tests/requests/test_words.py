"""Every state, action and role has its word, and every state its place in the reports."""

import pytest

from core.people import ROLE_LABELS, SYSTEM, Role, may_settle
from core.refusals import Refused
from core.requests.actions import ACTIONS, Action
from core.requests.request import ProposalKind
from core.requests.status import BEFORE_SERVICE, GROUPS, HELD, LABELS, OPEN, Group, Status, in_group
from tests.requests.cast import CAST, request_in


def test_every_word_has_a_label() -> None:
    assert set(LABELS) == set(GROUPS) == set(Status)
    assert set(ACTIONS) == set(Action)
    labels = [member.label for kind in (Status, Action, ProposalKind, Role) for member in kind]
    assert all(labels)
    assert set(ROLE_LABELS) == set(Role)


def test_reports_count_what_the_labels_of_the_data_say() -> None:
    open_ones = [status for status in Status if status.group is Group.OPEN]
    assert open_ones[0] is Status.SUBMITTED
    assert open_ones[-1] is Status.SUSPENDED
    assert in_group(Group.INCOMPLETE) == {Status.DRAFT}
    assert in_group(Group.CANCELLED) == {Status.DROPPED, Status.WITHDRAWN}
    assert in_group(Group.ENDED) == {
        Status.ENDED,
        Status.EVALUATED,
        Status.CLOSED,
        Status.ARCHIVED,
    }


def test_what_is_held_is_open_and_claimed() -> None:
    assert {Status.SUBMITTED} == OPEN - HELD
    assert {Status.IN_SERVICE} == OPEN - BEFORE_SERVICE


def test_a_suspended_request_knows_whether_it_was_being_served() -> None:
    assert request_in(Status.IN_SERVICE).serving
    assert request_in(Status.SUSPENDED).serving
    assert not request_in(Status.SUSPENDED, resumes_to=Status.RECEIVED).serving


def test_the_system_is_nobody_of_the_staff() -> None:
    assert SYSTEM.is_system
    assert not SYSTEM.is_staff


@pytest.mark.parametrize(
    ("who", "concerned", "may"),
    [("head", ["s-li"], True), ("head", ["s-head"], False), ("owner", [], False)],
)
def test_nobody_judges_in_their_own_cause(who: str, concerned: list[str], may: bool) -> None:
    assert may_settle(CAST[who], concerned) is may


def test_a_refusal_says_labels_and_names_and_never_an_id() -> None:
    no = Refused(
        "{status}的单由{owner}负责，{other}不变。", status=Status.DRAFT, owner="s-1", other="x"
    )
    assert no.sentence({"s-1": "李工"}) == "草稿的单由李工负责，x不变。"
    assert no.sentence() == "草稿的单由s-1负责，x不变。"
