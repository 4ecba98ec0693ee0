"""Each guard alone can refuse: a command that would be served is broken in one point only."""

from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

import pytest

from core.refusals import Refused
from core.requests.act import act
from core.requests.actions import TOLD, Action, Told
from core.requests.attempt import Attempt
from core.requests.command import Command, Values
from core.requests.guards.declared import TELLS, Guard, at_this_station, back_dated_by_staff
from core.requests.request import Proposal, ProposalKind, Side
from core.requests.transitions import TRANSITIONS
from tests.requests.cases import BY_ROW, Case
from tests.requests.cast import CAST, GOOD, OTHER, hour

ROWS: Final = {row.id: row for row in TRANSITIONS}


@dataclass(frozen=True, slots=True)
class Broken:
    """A row's case with one thing wrong: in the request, in what is told, in the facts, or in who
    acts."""

    row: str
    request: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    by: dict[str, Any] = field(default_factory=dict)

    @property
    def attempt(self) -> Attempt:
        case = BY_ROW[self.row]
        told = cast(Values, dict(case.values) | self.told)
        by = replace(CAST[case.by.split()[0]], **self.by)
        return Attempt(
            replace(case.request, **self.request),
            case.command(by, values=told),
            replace(GOOD, **self.facts),
            by_phone=ROWS[self.row].by_phone,
        )


def untrained(row: str) -> Broken:
    return Broken(row, by={"trained": False})


PAST: Final = Proposal(ProposalKind.APPOINTMENT, Side.ENTERPRISE, hour(1), hour(2))
BROKEN: Final[dict[str, Broken]] = {
    "at_this_station": Broken("T40", by={"station": "wc"}),
    "back_dated_by_staff": Broken("T40", told={"entered_at": hour(9)}),
    "has_contact": Broken("T02a", {"contact": ""}),
    "has_category": Broken("T02a", {"category": ""}),
    "has_need": Broken("T41b", {"detail": ""}),
    "was_begun_by_staff": Broken("T02b", {"handled_at_reception": True}),
    "nobody_attends": Broken("T41a", {"owner": "s-wang"}),
    "at_reception": Broken("T41c", {"handled_at_reception": False}),
    "changes_something": Broken("T39a", told={"contact": "contact-1"}),
    "moment_is_known": Broken("T39c", told={"moment": "evaluated_at"}),
    "is_trained": untrained("T04a"),
    "is_on_duty": Broken("T04a", by={"on_duty": False}),
    "assignee_can_serve": Broken("T04b", facts={"assignee": None}),
    "is_owned": Broken("T06a", {"owner": ""}, by={"roles": CAST["head"].roles}),
    "owner_changes": Broken("T06a", told={"owner": "s-li"}, facts={"assignee": CAST["owner"]}),
    "nothing_answered": Broken("T06b", {"replied_at": hour(2)}),
    "not_yet_important": Broken("T29c", {"important": True}),
    "is_courtesy": Broken("T42b", told={"courtesy": False}),
    "is_substantive": Broken("T42a", told={"courtesy": True}),
    "not_yet_started": Broken("T42d", {"started_at": hour(3)}),
    "missed_the_first_answer": Broken("T42d", told={"time": hour(1)}),
    "not_yet_answered": Broken("T42e", {"replied_at": hour(2)}),
    "lies_ahead": Broken("T08c", {"proposal": PAST}),
    "no_appointment": Broken("T07", {"appointment": hour(9)}),
    "no_provider": Broken("T07", {"provider": "lab-1"}),
    "not_itself": Broken(
        "T36a", told={"request": "r-1"}, facts={"other": replace(OTHER, id="r-1")}
    ),
    "other_is_open": Broken("T36a", facts={"other": BY_ROW["T31"].request}),
    "of_the_same_enterprise": Broken("T36a", facts={"same_enterprise": False}),
    "enterprise_consented": Broken("T11", facts={"consented": False}),
    "provider_is_listed": Broken("T13", facts={"provider_listed": False}),
    "provider_covers_it": Broken("T13", facts={"provider_covers": False}),
    "provider_is_qualified": Broken("T19", facts={"provider_qualified": False}),
    "not_tried_before": Broken("T19", told={"provider": "lab-9"}),
    "has_provider": Broken("T26", {"provider": ""}),
    "terms_are_filled": Broken("T15d", {"due_at": None}),
    "has_technician": Broken("T22a", {"technician": ""}),
    "has_appointment": Broken("T09", {"appointment": None}),
    "not_yet_on_site": Broken("T22c", {"onsite_at": hour(3)}),
    "has_problem": Broken("T23c", {"problems": 0}),
    "provider_is_told": Broken("T23c", {"provider": "lab-1"}),
    "due_is_later": Broken("T23d", {"due_at": hour(120)}),
    "expected_is_ahead": Broken("T24a", told={"time": hour(8)}),
    "not_yet_serving": Broken("T33", {"resumes_to": BY_ROW["T09"].to}),
    "is_serving": Broken("T34b", {"resumes_to": BY_ROW["T11"].request.status}),
    "items_are_back": Broken("T34c", facts={"items_out": True}),
    "is_self_served": Broken("T25b", {"provider": "lab-1"}),
    "has_proof": Broken("T25b", facts={"proof_missing": "报告编号"}),
    "rating_is_complete": Broken("T27", facts={"rating_complete": False}),
    "rating_is_over": Broken("T28", facts={"rating_over": False}),
    "no_open_problem": Broken("T28", {"problems": 1}),
    "no_open_complaint": Broken("T29a", facts={"complaint_open": True}),
    "no_open_bad_rating": Broken("T29b", facts={"bad_rating_open": True}),
    "head_closes_important": Broken("T29a", {"important": True}),
    "important_is_reviewed": Broken("T28", {"important": True}),
    "may_still_reopen": Broken("T31", facts={"reopen_open": False}),
    "record_is_complete": Broken("T30", facts={"record_complete": False}),
    "centre_has_checked": Broken("T30", facts={"centre_checked": False}),
}

GUARDS: Final[dict[str, Guard]] = {
    guard.name: guard
    for guard in (
        at_this_station,
        back_dated_by_staff,
        *(guard for row in TRANSITIONS for guard in (*row.when, *row.only)),
    )
}
PROPOSALS: Final = {name for name in GUARDS if "_proposed_by_" in name}
CONFIRMATIONS: Final = {name for name in GUARDS if name.startswith("confirmed_by_")}
ASKS: Final = {guard.name for guard in TELLS.values()}


def refused_by(attempt: Attempt, row: str) -> list[str]:
    """Every guard of a row that says no, asked one by one."""
    asks = (TELLS[told] for told in ROWS[row].action.asks)
    every = (at_this_station, back_dated_by_staff, *ROWS[row].when, *ROWS[row].only, *asks)
    return sorted({guard.name for guard in every if not guard.holds(attempt)})


def test_no_guard_is_without_a_case() -> None:
    assert set(GUARDS) - PROPOSALS - CONFIRMATIONS - ASKS == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_each_guard_refuses_alone_and_says_why(name: str) -> None:
    attempt = BROKEN[name].attempt
    assert refused_by(attempt, BROKEN[name].row) == [name]
    assert GUARDS[name].holds(Broken(BROKEN[name].row).attempt)
    if name in ("is_courtesy", "is_substantive"):
        return  # these only choose between two rows
    with pytest.raises(Refused) as no:
        act(attempt.request, attempt.command, attempt.facts, event_id="e-1")
    assert no.value.msgid == GUARDS[name].sentence
    assert "{" not in no.value.sentence()


@pytest.mark.parametrize("name", sorted(PROPOSALS | CONFIRMATIONS))
def test_a_word_is_only_given_to_what_waits_for_it(name: str) -> None:
    row = next(row for row in TRANSITIONS if name in {guard.name for guard in row.when})
    attempt = Broken(row.id, {"proposal": None}).attempt
    assert name in refused_by(attempt, row.id)
    with pytest.raises(Refused) as no:
        act(attempt.request, attempt.command, attempt.facts, event_id="e-1")
    assert no.value.msgid == "现在没有等您确认的事项。"


def without(case: Case, told: Told) -> Command:
    keys = TOLD[told].keys
    values = {key: value for key, value in case.values.items() if key not in keys}
    note = "" if "note" in keys else "说明"
    return case.command(values=cast(Values, values), note=note)


TOLD_CASES: Final = [
    (case, told)
    for case in BY_ROW.values()
    for told in (*case.action.asks, *([Told.REASON] if case.row == "T17" else []))
]


@pytest.mark.parametrize(("case", "told"), TOLD_CASES, ids=lambda part: getattr(part, "row", part))
def test_what_must_be_told_is_asked_for(case: Case, told: Told) -> None:
    command = without(case, told)
    standing = [guard for guard in ROWS[case.row].only if not guard.told]
    attempt = Attempt(case.request, command, GOOD)
    assert all(guard.holds(attempt) for guard in standing)
    missing = [ask for ask in case.action.asks if not command.tells(ask)]
    assert set(missing) <= {ask for ask in Told if TOLD[ask].keys == TOLD[told].keys}
    with pytest.raises(Refused) as no:
        act(case.request, command, GOOD, event_id="e-1")
    assert no.value.msgid == TOLD[told].question


def test_every_question_is_asked_by_some_action() -> None:
    assert {told for action in Action for told in action.asks} | {Told.REASON} == set(Told)


SPECIALIST = CAST["colleague"]


@pytest.mark.parametrize(
    "unfit",
    [
        replace(SPECIALIST, trained=False),
        replace(SPECIALIST, on_duty=False),
        replace(SPECIALIST, roles=CAST["head"].roles),
        replace(SPECIALIST, station="wc"),
        CAST["owner"],
    ],
)
@pytest.mark.parametrize("row", ["T04b", "T06a"])
def test_nobody_unfit_is_given_a_request(unfit: Any, row: str) -> None:
    attempt = Broken(row, facts={"assignee": unfit}).attempt
    assert refused_by(attempt, row) == ["assignee_can_serve"]


@pytest.mark.parametrize(
    "other",
    [None, replace(OTHER, station="wc"), replace(OTHER, id="r-3"), BY_ROW["T30"].request],
)
def test_nothing_is_merged_into_what_is_not_open_here(other: Any) -> None:
    attempt = Broken("T36a", facts={"other": other}).attempt
    assert refused_by(attempt, "T36a") == ["other_is_open"]


@pytest.mark.parametrize("missing", ["service_item", "proposal", "due_at"])
def test_terms_need_item_time_and_cycle(missing: str) -> None:
    empty: Any = "" if missing == "service_item" else None
    attempt = Broken("T15e", {missing: empty}).attempt
    assert "terms_are_filled" in refused_by(attempt, "T15e")


def test_a_word_of_the_past_is_entered_by_staff_and_never_ahead_of_its_time() -> None:
    case = BY_ROW["T42a"]
    late = case.command(values=Values(entered_at=hour(9)))
    acted = act(case.request, late, event_id="e-1")
    assert acted.events[0].values["entered"] == hour(9).isoformat()
    assert acted.request.replied_at == hour(8)
    ahead = case.command(values=Values(entered_at=hour(7)))
    with pytest.raises(Refused) as no:
        act(case.request, ahead, event_id="e-1")
    assert no.value.msgid == back_dated_by_staff.sentence
