"""What falls due for a rating and for a bad-rating case."""

from dataclasses import replace

from core.bad_ratings import CaseStep, Finding, Told, open_case, take_step
from core.due import DueKind
from core.due_rows import DueChanges
from core.people import Actor, Role
from core.rating_rows import case_changes, rating_changes, reopened_changes
from core.ratings import close, submit
from tests.ratings.acts import CLOSES, LATER, QIN, SELF_SERVED, SOON, gave, invited, rated
from tests.time.moments import USUAL, at

HEAD = Actor("zhao", frozenset({Role.HEAD}), "s-1")
CASE = open_case(rated(i1=1), "zhao", SOON)
ASKING = {DueKind.RATING_INVITATION, DueKind.RATING_REMINDER}


def off(changed: DueChanges) -> set[str]:
    return {kind for call_off in changed.calls_off for kind in call_off.kinds}


def test_an_invitation_is_followed_by_two_reminders_and_the_closing() -> None:
    rows = rating_changes(None, invited(), USUAL).saves
    assert [(due.kind, due.due_at) for due in rows] == [
        (DueKind.RATING_INVITATION, at("2026-11-23 16:00")),
        (DueKind.RATING_REMINDER, at("2026-11-24 16:00")),
        (DueKind.RATING_REMINDER, at("2026-11-26 16:00")),
        (DueKind.RATING_CLOSE, CLOSES),
    ]
    assert {due.object for due in rows} == {"r-1.1"}
    assert {due.chat for due in rows} == {"c-1"}


def test_a_single_mark_stops_no_reminder() -> None:
    assert rating_changes(invited(), rated(i1=5), USUAL) == DueChanges()


def test_a_submitted_rating_is_asked_for_no_more_but_its_window_still_closes() -> None:
    done = submit(rated(i1=5), SOON, QIN).rating
    assert off(rating_changes(rated(i1=5), done, USUAL)) == ASKING
    assert rating_changes(done, gave(done, 2, 4).rating, USUAL) == DueChanges()


def test_a_closed_rating_leaves_nothing_due() -> None:
    for before in (invited(), rated(i1=5), submit(rated(i1=5), SOON, QIN).rating):
        after = close(before, LATER).rating
        assert off(rating_changes(before, after, USUAL)) == ASKING | {DueKind.RATING_CLOSE}
        assert rating_changes(after, after, USUAL) == DueChanges()


def test_a_case_has_a_time_to_call_back_and_a_time_to_mend() -> None:
    rows = case_changes(None, CASE, USUAL).saves
    assert [(due.kind, due.due_at) for due in rows] == [
        (DueKind.BAD_RATING_CONTACT, at("2026-11-24 16:05")),
        (DueKind.BAD_RATING_FIX, at("2026-11-30 16:05")),
    ]


def test_a_call_back_leaves_the_mending_due() -> None:
    called = take_step(CASE, CaseStep.CONTACT, HEAD, LATER)
    assert off(case_changes(CASE, called, USUAL)) == {DueKind.BAD_RATING_CONTACT}
    assert case_changes(CASE, replace(CASE, owner="sun"), USUAL) == DueChanges()


def test_a_complex_case_has_longer() -> None:
    called = take_step(CASE, CaseStep.CONTACT, HEAD, LATER)
    told = Told(finding=Finding.VALID, complex=True)
    verified = take_step(called, CaseStep.VERIFY, HEAD, LATER, told)
    changed = case_changes(called, verified, USUAL)
    assert DueKind.BAD_RATING_FIX in off(changed)
    (plan,) = changed.saves
    assert (plan.kind, plan.due_at) == (DueKind.BAD_RATING_PLAN, at("2026-12-14 16:05"))


def test_a_closed_case_leaves_nothing_due() -> None:
    closed = take_step(CASE, CaseStep.CLOSE, HEAD, LATER, Told(words="w-5"))
    assert off(case_changes(CASE, closed, USUAL)) == {
        DueKind.BAD_RATING_CONTACT, DueKind.BAD_RATING_FIX, DueKind.BAD_RATING_PLAN,
    }  # fmt: skip


def test_a_reopened_service_is_asked_about_no_more_and_its_window_ends_at_once() -> None:
    taken_up = replace(SELF_SERVED, cycle=2)
    changed = reopened_changes(taken_up, LATER, USUAL)
    assert off(changed) == ASKING | {DueKind.RATING_CLOSE}
    assert {call_off.object for call_off in changed.calls_off} == {invited().id}
    (close_now,) = changed.saves
    assert (close_now.object, close_now.kind) == (invited().id, DueKind.RATING_CLOSE)
    assert (close_now.due_at, close_now.sends_at) == (LATER, LATER)
    before = rating_changes(None, invited(), USUAL).saves
    assert close_now.key not in {due.key for due in before}
