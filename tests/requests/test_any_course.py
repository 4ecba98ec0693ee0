"""Whatever is tried in whatever order: only refusals, times in order, histories that replay."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.people import Actor
from core.refusals import Refused
from core.requests.act import act, available, may
from core.requests.actions import SPOKEN, Action
from core.requests.changes import FIELDS, changes, flat, replay_events
from core.requests.command import NO_FACTS, Command, Facts, Values
from core.requests.events import EventType, RequestEvent
from core.requests.request import ServiceRequest, in_order
from core.requests.status import Group, Status
from core.requests.transitions import TRANSITIONS
from tests.requests.cases import CASES, Case
from tests.requests.cast import CAST, GOOD, NOON, hour, request_in

BAD: Final = replace(GOOD, items_out=True, complaint_open=True, bad_rating_open=True)
LIKELY: Final = ("asker", "owner", "head", "provider", "centre", "system")


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody tries one of the moves there are now, or (`wild`) any action at all."""

    wild: bool
    choice: int
    by: Actor
    minutes: int
    told: bool
    on_behalf: bool
    facts: Facts


tries: st.SearchStrategy[Try] = st.builds(
    Try,
    wild=st.sampled_from([False, False, False, True]),
    choice=st.integers(0, 59),
    by=st.sampled_from([CAST[name] for name in (*LIKELY, *LIKELY, *CAST)]),
    minutes=st.integers(-30, 600),
    told=st.sampled_from([True, True, True, False]),
    on_behalf=st.sampled_from([False, False, False, True]),
    facts=st.sampled_from([GOOD, GOOD, GOOD, NO_FACTS, BAD]),
)

starts: st.SearchStrategy[ServiceRequest] = st.sampled_from(list(Status)).map(request_in)


def action_of(request: ServiceRequest, trial: Try, at: datetime) -> Action:
    drawn = () if trial.wild else available(request, (trial.by,), at, GOOD)
    actions = drawn or tuple(Action)
    return actions[trial.choice % len(actions)]


def command_of(request: ServiceRequest, trial: Try, n: int, at: datetime) -> Command:
    action = action_of(request, trial, at)
    if not trial.told:
        return Command(action, trial.by, at)
    values = Values(
        owner="s-wang",
        time=at + timedelta(days=1),
        due=at + timedelta(days=2 + n),
        request="r-2" if action is Action.MERGE else f"r-{n + 10}",
        provider=f"lab-{trial.choice % 3 + 1}",
        technician="t-1",
        item="item-1",
        category="training" if trial.choice % 2 else "metrology",
        contact=f"contact-{n}",
        number=f"HY-2026-{n:04}",
        archive_number=f"A-{n}",
        moment="ended_at",
        courtesy=trial.choice % 5 == 0,
        on_behalf=trial.on_behalf,
        provider_told=True,
    )
    if action in (Action.MISS, Action.CORRECT_TIME):
        values["time"] = request.ended_at or request.replied_at or at
    return Command(action, trial.by, at, "说明", values, f"w-{n}")


def born(request: ServiceRequest) -> RequestEvent:
    values = changes(None, request)
    return RequestEvent("e-0", request.id, EventType.DRAFTED, "p-ke", NOON, 1, values)


def course(
    request: ServiceRequest, trials: Iterable[Try]
) -> tuple[ServiceRequest, tuple[RequestEvent, ...]]:
    """What becomes of a request, and its events; what is refused changes nothing."""
    events, at = [born(request)], hour(8)
    for n, trial in enumerate(trials, 1):
        at += timedelta(minutes=trial.minutes)
        command = command_of(request, trial, n, at)
        try:
            then = act(request, command, trial.facts, event_id=f"e-{n}")
        except Refused:
            continue
        if then.request.id != request.id:
            events.clear()
        assert in_order(then.request)
        request = then.request
        events += then.events
    return request, tuple(events)


@settings(max_examples=300)
@given(starts, st.lists(tries, max_size=40))
def test_any_course_is_refused_or_in_order_and_replays(
    start: ServiceRequest, trials: list[Try]
) -> None:
    request, events = course(start, trials)
    assert in_order(request)
    assert replay_events(events) == request
    assert events[-1].cycle == request.cycle


@settings(max_examples=100)
@given(starts, st.lists(tries, max_size=20), st.sampled_from(sorted(CAST)))
def test_the_buttons_drawn_are_exactly_those_that_apply(
    start: ServiceRequest, trials: list[Try], name: str
) -> None:
    request, _ = course(start, trials)
    by = CAST[name]
    shown = available(request, (by,), hour(9999))
    for action in set(SPOKEN.values()):
        assert (action in shown) is (may(request, action, by, hour(9999)) is None)


@settings(max_examples=100)
@given(starts, st.lists(tries, max_size=20))
def test_an_open_request_always_has_a_way_on(start: ServiceRequest, trials: list[Try]) -> None:
    """Nothing is stuck: somebody of the cast can move what is open out of its state."""
    request, _ = course(start, trials)
    if request.status.group is not Group.OPEN:
        return
    leaving = {
        row.action
        for row in TRANSITIONS
        if request.status in row.sources and row.to is not None and row.to is not request.status
    } | {Action.RESUME}
    possible = {
        action
        for somebody in CAST.values()
        for action in available(request, (somebody,), hour(9999), GOOD)
    }
    assert possible & leaving


@given(st.permutations(["owner", "colleague"]))
def test_of_two_claims_exactly_one_wins(order: list[str]) -> None:
    request = request_in(Status.SUBMITTED)
    winner, loser = (CAST[name] for name in order)
    claimed = act(request, Command(Action.CLAIM, winner, hour(1)), event_id="e-1").request
    with pytest.raises(Refused) as no:
        act(claimed, Command(Action.CLAIM, loser, hour(1)), event_id="e-2")
    assert no.value.values["owner"] == winner.person == claimed.owner


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_an_event_holds_all_that_a_move_changed(case: Case) -> None:
    request = case.request
    acted = act(request, case.command(), GOOD, event_id="e-1")
    birth = RequestEvent("e-0", request.id, EventType.DRAFTED, "", NOON, 1, changes(None, request))
    history = acted.events if acted.request.id != request.id else (birth, *acted.events)
    assert replay_events(history) == acted.request
    assert all(isinstance(text, str) for text in acted.events[0].values.values())


def test_nothing_told_in_words_reaches_an_event() -> None:
    said = "张三 13800001207"
    for case in CASES:
        acted = act(case.request, case.command(note=said), GOOD, event_id="e-1")
        assert not any(said in text for text in acted.events[0].values.values())
        assert not any(said in flat(getattr(acted.request, name)) for name in FIELDS)
