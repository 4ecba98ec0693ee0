"""One tap that is several moves, and one that moves several requests."""

from dataclasses import replace

import pytest

from core.people import Actor
from core.refusals import Refused
from core.requests.act import act
from core.requests.actions import Action
from core.requests.command import Command, Values
from core.requests.compound import act_in_turn, hand_over, merge, with_claim
from core.requests.events import EventType
from core.requests.status import Status
from tests.requests.cast import CAST, GOOD, OTHER, hour, request_in

LI, WANG, HEAD, ASKER = CAST["owner"], CAST["colleague"], CAST["head"], CAST["asker"]
POSTED = request_in(Status.SUBMITTED)


def test_a_reply_to_an_unclaimed_request_claims_it_first() -> None:
    reply = Command(Action.REPLY, LI, hour(2), "明天上门", words="w-1")
    commands = with_claim(POSTED, reply)
    acted = act_in_turn(POSTED, commands, event_ids=("e-1", "e-2"))
    assert [event.type for event in acted.events] == [EventType.CLAIMED, EventType.ANSWERED]
    assert acted.request.owner == LI.person
    assert acted.request.received_at == acted.request.replied_at == hour(2)
    assert "words" not in acted.events[0].values


def test_a_reply_of_the_past_dates_its_claim_too() -> None:
    reply = Command(Action.REPLY, LI, hour(2), "已答复", Values(entered_at=hour(5)))
    claim, _ = with_claim(POSTED, reply)
    assert claim.values == {"entered_at": hour(5)}


@pytest.mark.parametrize(("status", "by"), [(Status.RECEIVED, LI), (Status.SUBMITTED, ASKER)])
def test_a_claimed_request_and_an_enterprise_claim_nothing(status: Status, by: Actor) -> None:
    command = Command(Action.BOOK, by, hour(2), values=Values(time=hour(9)))
    assert with_claim(request_in(status), command) == (command,)


def test_a_refusal_of_one_move_refuses_the_run() -> None:
    untrained = replace(LI, trained=False)
    reply = Command(Action.REPLY, untrained, hour(2), "明天上门")
    with pytest.raises(Refused):
        act_in_turn(POSTED, with_claim(POSTED, reply), event_ids=("e-1", "e-2"))


def merging(into: str) -> Command:
    return Command(Action.MERGE, LI, hour(3), "同一件事", Values(request=into))


def test_merging_keeps_the_earliest_time_of_the_need() -> None:
    merged, kept = merge(POSTED, merging("r-2"), GOOD, event_ids=("e-1", "e-2"))
    assert (merged.request.status, merged.request.merged_into) == (Status.MERGED, "r-2")
    assert OTHER.requested_at > POSTED.requested_at
    assert kept.request.requested_at == POSTED.requested_at
    assert kept.events[0].values["old.requested_at"] == OTHER.requested_at.isoformat()


def test_merging_into_the_older_one_changes_that_one_in_nothing() -> None:
    older = replace(GOOD, other=replace(OTHER, requested_at=hour(-3)))
    (merged,) = merge(POSTED, merging("r-2"), older, event_ids=("e-1", "e-2"))
    assert merged.request.status is Status.MERGED


def test_a_colleague_takes_all_that_an_absent_one_held() -> None:
    held = [
        replace(request_in(status), id=f"r-{status}")
        for status in (Status.RECEIVED, Status.IN_SERVICE, Status.SUSPENDED, Status.ENDED)
    ]
    told = Values(owner=WANG.person)
    command = Command(Action.REASSIGN, HEAD, hour(9), "休假", told)
    moved = hand_over(held, command, GOOD, event_ids=[f"e-{n}" for n in range(4)])
    assert {acted.request.owner for acted in moved} == {WANG.person}
    assert [acted.request.status for acted in moved] == [request.status for request in held]


def test_absorbing_never_moves_a_need_to_a_later_time() -> None:
    absorb = Command(Action.ABSORB, LI, hour(3), values=Values(time=hour(2)))
    assert act(OTHER, absorb, event_id="e-1").request.requested_at == OTHER.requested_at
    nothing = Command(Action.ABSORB, LI, hour(3))
    assert act(OTHER, nothing, event_id="e-1").request == OTHER
