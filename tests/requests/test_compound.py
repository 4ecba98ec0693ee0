"""One tap that is several moves."""

from dataclasses import replace

import pytest

from core.people import Actor
from core.requests.act import act
from core.requests.actions import Action
from core.requests.command import Command, Values
from core.requests.compound import CLAIMING, claims_first, to_absorb
from core.requests.status import Status
from tests.requests.cast import CAST, GOOD, OTHER, hour, request_in

LI, WANG, HEAD, ASKER = CAST["owner"], CAST["colleague"], CAST["head"], CAST["asker"]
POSTED = request_in(Status.SUBMITTED)


@pytest.mark.parametrize("action", [Action.REPLY, Action.ANSWER, Action.BOOK])
def test_a_word_about_an_unclaimed_request_claims_it_first(action: Action) -> None:
    assert claims_first(POSTED, action, LI)


@pytest.mark.parametrize(("status", "by"), [(Status.RECEIVED, LI), (Status.SUBMITTED, ASKER)])
def test_a_claimed_request_and_an_enterprise_claim_nothing(status: Status, by: Actor) -> None:
    assert not claims_first(request_in(status), Action.BOOK, by)


@pytest.mark.parametrize("action", sorted(set(Action) - CLAIMING))
def test_no_other_action_claims(action: Action) -> None:
    assert not claims_first(POSTED, action, LI)


def test_merging_keeps_the_earliest_time_of_the_need() -> None:
    merge = Command(Action.MERGE, LI, hour(3), "同一件事", Values(request="r-2"))
    merged = act(POSTED, merge, GOOD, event_id="e-1").request
    assert (merged.status, merged.merged_into) == (Status.MERGED, "r-2")
    assert OTHER.requested_at > POSTED.requested_at
    values = to_absorb(POSTED, OTHER)
    assert values is not None
    kept = act(OTHER, Command(Action.ABSORB, LI, hour(3), values=values), event_id="e-2")
    assert kept.request.requested_at == POSTED.requested_at
    assert kept.events[0].values["old.requested_at"] == OTHER.requested_at.isoformat()


def test_merging_into_the_older_one_changes_that_one_in_nothing() -> None:
    assert to_absorb(POSTED, replace(OTHER, requested_at=hour(-3))) is None


@pytest.mark.parametrize(
    "status", [Status.RECEIVED, Status.IN_SERVICE, Status.SUSPENDED, Status.ENDED]
)
def test_a_colleague_takes_what_an_absent_one_held(status: Status) -> None:
    held = request_in(status)
    command = Command(Action.REASSIGN, HEAD, hour(9), "休假", Values(owner=WANG.person))
    moved = act(held, command, GOOD, event_id="e-1").request
    assert (moved.owner, moved.status) == (WANG.person, held.status)


def test_absorbing_never_moves_a_need_to_a_later_time() -> None:
    absorb = Command(Action.ABSORB, LI, hour(3), values=Values(time=hour(2)))
    assert act(OTHER, absorb, event_id="e-1").request.requested_at == OTHER.requested_at
    nothing = Command(Action.ABSORB, LI, hour(3))
    assert act(OTHER, nothing, event_id="e-1").request == OTHER
