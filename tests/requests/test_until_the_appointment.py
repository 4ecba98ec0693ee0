"""From the need to the answer and the appointment, in sentences: what each move leaves behind."""

from dataclasses import replace
from typing import Any

import pytest

from core.refusals import Refused
from core.requests.act import CLAIMED_ALREADY, act
from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.request import ProposalKind, Side
from core.requests.status import Status
from tests.requests.cast import CAST, GOOD, NOON, REQUEST, hour, proposal, request_in
from tests.requests.doing import acts, does, refused

ASKER, LI, WANG, HEAD = CAST["asker"], CAST["owner"], CAST["colleague"], CAST["head"]
LAB, CENTRE, SYSTEM = CAST["provider"], CAST["centre"], CAST["system"]


def test_the_time_of_the_request_is_the_first_message_not_the_confirmation() -> None:
    filed = does(REQUEST, Action.FILE, ASKER, 5, number="HY-2026-0001")
    assert (filed.requested_at, filed.number) == (NOON, "HY-2026-0001")


def test_what_the_confirmation_brings_is_filed_with_it() -> None:
    empty = replace(REQUEST, contact="", detail="", category="")
    told: dict[str, Any] = {
        "contact": "c-1",
        "detail": "w-1",
        "category": "training",
        "flow": "training",
    }
    filed = does(empty, Action.FILE, ASKER, wish="尽快", **told)
    kept = (filed.contact, filed.detail, filed.category, filed.flow, filed.wish)
    assert kept == ("c-1", "w-1", "training", "training", "尽快")


def test_another_category_forgets_the_flow_of_the_old_one() -> None:
    award = request_in(Status.RECEIVED, category="management", flow="award")
    assert does(award, Action.CHANGE_CATEGORY, LI, category="training").flow == ""


def test_of_two_who_claim_one_wins_and_the_other_learns_who() -> None:
    posted = request_in(Status.SUBMITTED)
    first = does(posted, Action.CLAIM, LI, 1)
    no = refused(first, Action.CLAIM, WANG, 1)
    assert first.owner == LI.person
    assert no.msgid == CLAIMED_ALREADY
    assert no.values["owner"] == LI.person
    assert no.sentence({LI.person: "李工"}) == "这张单已由李工接单。"


def test_a_stranger_who_forges_a_claim_learns_nobodys_name() -> None:
    no = refused(request_in(Status.RECEIVED), Action.CLAIM, CAST["stranger"])
    assert no.sentence() == "这张单现在是“待评估”，不能接单。"


def test_whoever_may_not_is_told_who_can_and_who_holds_it_now() -> None:
    no = refused(request_in(Status.RECEIVED), Action.BOOK, WANG, time=hour(20))
    sentence = no.sentence({LI.person: "李工"})
    assert sentence == "“预约”要由提出需求的联系人、负责专员或站长来做，现在的负责人是李工。"


def test_what_lies_ahead_is_decided_by_the_clock_and_not_by_what_a_fast_one_wrote_down() -> None:
    proposed = request_in(
        Status.RECEIVED,
        received_at=hour(50),
        proposal=proposal(ProposalKind.APPOINTMENT, Side.STATION),
    )
    agreed = Command(Action.CONFIRM, ASKER, hour(50), clock=hour(3))
    assert act(proposed, agreed, GOOD, event_id="e-1").request.appointment == hour(30)
    late = replace(agreed, clock=hour(31))
    with pytest.raises(Refused):
        act(proposed, late, GOOD, event_id="e-1")


def test_reassigning_keeps_when_it_was_received() -> None:
    before = request_in(Status.RECEIVED)
    after = does(before, Action.REASSIGN, HEAD, owner=WANG.person)
    assert (after.owner, after.received_at) == (WANG.person, before.received_at)


def test_a_request_without_a_word_returns_to_the_group_as_if_unclaimed() -> None:
    released = does(request_in(Status.RECEIVED), Action.RELEASE, SYSTEM)
    assert (released.status, released.owner, released.received_at) == (
        Status.SUBMITTED,
        "",
        None,
    )


def test_the_first_reply_of_the_owner_is_the_answer_and_later_ones_are_not() -> None:
    first = does(request_in(Status.RECEIVED), Action.REPLY, LI, 2)
    again = does(first, Action.REPLY, LI, 3)
    assert first.replied_at == again.replied_at == hour(2)


def test_courtesy_is_no_answer() -> None:
    greeted = acts(request_in(Status.RECEIVED), Action.REPLY, LI, courtesy=True)
    assert greeted.request.replied_at is None
    assert greeted.events[0].type is EventType.GREETED


def test_the_head_may_reply_but_the_owners_word_is_the_answer() -> None:
    assert does(request_in(Status.RECEIVED), Action.REPLY, HEAD).replied_at is None


def test_an_answer_that_never_arrived_was_none() -> None:
    answered = does(request_in(Status.RECEIVED), Action.REPLY, LI, 2)
    assert does(answered, Action.MISS, SYSTEM, 3, time=hour(2)).replied_at is None
    refused(answered, Action.MISS, SYSTEM, 3, time=hour(1))


def test_a_reply_while_serving_moves_no_time() -> None:
    serving = request_in(Status.IN_SERVICE, replied_at=None)
    assert does(serving, Action.REPLY, LI).replied_at is None


def test_an_answer_on_the_spot_is_consulting_and_ends_the_request() -> None:
    ended = does(request_in(Status.RECEIVED), Action.ANSWER, LI, 2)
    assert ended.consult
    assert ended.replied_at == ended.ended_at == hour(2)


def test_an_appointment_takes_the_word_of_both_sides() -> None:
    offered = does(request_in(Status.RECEIVED), Action.BOOK, LI, 2, time=hour(30))
    assert (offered.status, offered.appointment) == (Status.RECEIVED, None)
    assert offered.proposal
    assert offered.proposal.waits_for == {Side.ENTERPRISE}
    refused(offered, Action.CONFIRM, LI, 3)
    agreed = does(offered, Action.CONFIRM, ASKER, 3)
    assert (agreed.status, agreed.appointment) == (Status.SELF_PLANNED, hour(30))
    assert (agreed.replied_at, agreed.proposal) == (hour(2), None)


def test_the_enterprises_word_by_phone_is_recorded_as_such() -> None:
    offered = does(request_in(Status.RECEIVED), Action.BOOK, LI, 2, time=hour(30))
    agreed = acts(offered, Action.CONFIRM, LI, 3, on_behalf=True)
    assert agreed.request.status is Status.SELF_PLANNED
    assert agreed.events[0].values["on_behalf"] == "yes"
    assert agreed.events[0].by == LI.person
    refused(offered, Action.CONFIRM, WANG, 3, on_behalf=True)


def test_the_enterprises_own_proposal_waits_for_the_station() -> None:
    wished = does(request_in(Status.RECEIVED), Action.BOOK, ASKER, 2, time=hour(30))
    assert wished.replied_at is None
    assert wished.proposal
    assert wished.proposal.waits_for == {Side.STATION}
    refused(wished, Action.CONFIRM, ASKER, 3)
    refused(wished, Action.CONFIRM, LI, 3, on_behalf=True)
    assert does(wished, Action.CONFIRM, LI, 3).appointment == hour(30)


def test_a_counter_proposal_takes_the_place_of_the_first() -> None:
    offered = does(request_in(Status.RECEIVED), Action.BOOK, LI, 2, time=hour(30))
    countered = does(offered, Action.RESCHEDULE, ASKER, 3, time=hour(40))
    assert does(countered, Action.CONFIRM, LI, 4).appointment == hour(40)


def test_rescheduling_keeps_the_old_time_in_the_history() -> None:
    planned = request_in(Status.SELF_PLANNED)
    wished = does(planned, Action.RESCHEDULE, ASKER, 5, time=hour(40))
    assert wished.appointment == planned.appointment
    moved = acts(wished, Action.CONFIRM, LI, 6)
    assert moved.request.appointment == hour(40)
    assert moved.events[0].values["old.appointment"] == hour(3).isoformat()


def test_a_word_on_anything_but_time_and_terms_is_the_enterprises_alone() -> None:
    longer = proposal(ProposalKind.EXTENSION, Side.STATION)
    serving = request_in(Status.IN_SERVICE, proposal=longer)
    refused(serving, Action.CONFIRM, LI, on_behalf=True)
    called = replace(serving, chat="")
    assert does(called, Action.CONFIRM, LI, on_behalf=True).due_at == longer.value


def test_only_the_served_contact_rates_even_where_staff_speak_for_it() -> None:
    for request in (request_in(Status.ENDED), request_in(Status.ENDED, chat="")):
        refused(request, Action.RATE, CAST["stranger"])
        refused(request, Action.RATE, LI, on_behalf=True)
        assert does(request, Action.RATE, ASKER).evaluated_at == hour(8)
