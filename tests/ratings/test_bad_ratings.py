"""A bad rating is looked into by somebody who did not serve."""

import pytest

from core import bad_ratings
from core.bad_ratings import (
    BadRatingCase,
    CaseState,
    CaseStep,
    Finding,
    FixLevel,
    Told,
    case_owner,
    may_take,
    open_case,
    take_step,
    turned_bad,
)
from core.people import Actor, Role
from core.rating_items import Level
from core.refusals import Refused
from tests.ratings.acts import LATER, SOON, gave, invited, rated

HEAD = Actor("zhao", frozenset({Role.HEAD}), "s-1")
CENTRE = Actor("sun", frozenset({Role.CENTRE}), "s-1")
SPECIALIST = Actor("wang", frozenset({Role.SPECIALIST}), "s-1")
SERVED = Actor("li", frozenset({Role.SPECIALIST, Role.HEAD}), "s-1")

NOTE = Told(words="w-5")
VALID = Told(finding=Finding.VALID)
STEPS = [
    (CaseStep.CONTACT, Told()),
    (CaseStep.VERIFY, VALID),
    (CaseStep.BEGIN_FIX, Told()),
    (CaseStep.FINISH_FIX, Told()),
    (CaseStep.ASK_AGAIN, Told(fix_level=FixLevel.BASICALLY)),
    (CaseStep.CLOSE, NOTE),
]


def opened(owner: str = "zhao") -> BadRatingCase:
    return open_case(rated(i1=2, i10=Level.DISSATISFIED), owner, SOON)


def carried(case: BadRatingCase, *steps: tuple[CaseStep, Told]) -> BadRatingCase:
    for step, told in steps:
        case = take_step(case, step, HEAD, LATER, told)
    return case


def test_the_first_bad_mark_opens_the_case_and_the_next_opens_none() -> None:
    fine = rated(i1=5)
    bad = gave(fine, 2, 1).rating
    assert not turned_bad(invited(), fine)
    assert turned_bad(fine, bad)
    assert not turned_bad(bad, gave(bad, 3, 1).rating)


def test_a_case_is_about_its_rating_and_knows_who_served() -> None:
    case = opened()
    assert (case.id, case.request, case.items, case.concerned) == ("r-1.1", "r-1", (1, 10), ("li",))
    assert (case.owner, case.state, case.is_open) == ("zhao", CaseState.OPENED, True)


@pytest.mark.parametrize(
    ("heads", "contact", "owner"),
    [
        (["zhao"], "sun", "zhao"),
        (["li"], "sun", "sun"),
        (["li", "zhao"], "sun", "zhao"),
        ([], "sun", "sun"),
        (["li"], "", ""),
        (["li"], "li", ""),
    ],
)
def test_the_owner_of_a_case_is_never_the_person_rated(
    heads: list[str], contact: str, owner: str
) -> None:
    assert case_owner(heads, contact, ("li",)) == owner


def test_a_valid_case_is_mended_asked_about_again_and_closed() -> None:
    case = carried(opened(), *STEPS)
    assert case.state is CaseState.CLOSED
    assert (case.finding, case.fix_level) == (Finding.VALID, FixLevel.BASICALLY)
    assert (case.contacted_at, case.verified_at, case.fixed_at) == (LATER, LATER, LATER)
    assert (case.closed_at, case.closed_by, case.note) == (LATER, "zhao", "w-5")
    assert not case.is_open


def test_what_is_clear_is_mended_without_a_plan() -> None:
    case = carried(opened(), *STEPS[:2], (CaseStep.FINISH_FIX, Told()))
    assert case.state is CaseState.FIXED


@pytest.mark.parametrize("finding", [Finding.MISTAKEN, Finding.MALICIOUS])
def test_an_unfounded_rating_needs_no_mending(finding: Finding) -> None:
    case = carried(opened(), STEPS[0], (CaseStep.VERIFY, Told(finding=finding)))
    for step in (CaseStep.BEGIN_FIX, CaseStep.FINISH_FIX):
        assert may_take(case, step, HEAD) is not None
    assert take_step(case, CaseStep.CLOSE, HEAD, LATER, NOTE).state is CaseState.CLOSED


@pytest.mark.parametrize("done", range(len(STEPS)))
def test_the_head_may_close_a_case_whenever_it_is_open(done: int) -> None:
    case = carried(opened(), *STEPS[:done])
    assert take_step(case, CaseStep.CLOSE, HEAD, LATER, NOTE).closed_by == "zhao"


def test_the_person_concerned_cannot_touch_the_case_even_as_head() -> None:
    for step in CaseStep:
        refusal = may_take(opened(), step, SERVED)
        assert refusal is not None
        assert refusal.msgid == bad_ratings.CONCERNED


def test_the_escalation_contact_carries_a_case_about_the_head() -> None:
    case = opened(owner="sun")
    assert take_step(case, CaseStep.CONTACT, CENTRE, LATER).contacted_at == LATER


def test_what_a_call_back_found_may_be_told_later() -> None:
    called = bad_ratings.record_call(opened(), HEAD, LATER, Told())
    assert called.state is CaseState.CONTACTED
    found = bad_ratings.record_call(called, HEAD, LATER, VALID)
    assert found.finding is Finding.VALID


def test_others_are_told_whose_case_it_is() -> None:
    with pytest.raises(Refused) as no:
        take_step(opened(), CaseStep.CONTACT, SPECIALIST, LATER)
    assert no.value.sentence({"zhao": "赵站长"}) == "这件差评由赵站长处理。"


def test_a_step_out_of_order_is_refused_by_name() -> None:
    with pytest.raises(Refused) as no:
        take_step(opened(), CaseStep.VERIFY, HEAD, LATER, VALID)
    assert no.value.sentence() == "这件差评现在是“待回访”，不能核实。"


def test_a_closed_case_stays_closed() -> None:
    case = carried(opened(), *STEPS)
    assert all(may_take(case, step, HEAD) for step in CaseStep)


@pytest.mark.parametrize(
    ("done", "step", "why"),
    [
        (0, CaseStep.CLOSE, bad_ratings.NOT_TOLD),
        (1, CaseStep.VERIFY, bad_ratings.NO_FINDING),
        (4, CaseStep.ASK_AGAIN, bad_ratings.NO_LEVEL),
    ],
)
def test_a_step_asks_for_what_it_must_be_told(done: int, step: CaseStep, why: str) -> None:
    with pytest.raises(Refused) as no:
        take_step(carried(opened(), *STEPS[:done]), step, HEAD, LATER)
    assert no.value.msgid == why


def test_every_word_has_a_label() -> None:
    words = (*CaseState, *CaseStep, *Finding, *FixLevel)
    assert all(word.label for word in words)
