"""Suspension, providers, the service and what comes after it, in sentences."""

from dataclasses import replace
from typing import Any

import pytest

from core.requests.act import begin, may
from core.requests.actions import Action
from core.requests.changes import replay_events
from core.requests.command import Command, Values
from core.requests.request import ProposalKind, Side
from core.requests.status import Status
from tests.requests.cast import CAST, NOON, REQUEST, hour, proposal, request_in
from tests.requests.doing import acts, does, refused

ASKER, LI, WANG, HEAD = CAST["asker"], CAST["owner"], CAST["colleague"], CAST["head"]
LAB, CENTRE, SYSTEM = CAST["provider"], CAST["centre"], CAST["system"]


def test_suspension_keeps_the_state_that_it_left_and_what_waits_there() -> None:
    waits = proposal(ProposalKind.RESCHEDULE, Side.STATION)
    planned = request_in(Status.SELF_PLANNED, proposal=waits)
    paused = does(planned, Action.SUSPEND, LI, 5, time=hour(60))
    assert (paused.resumes_to, paused.expected_at) == (Status.SELF_PLANNED, hour(60))
    assert does(paused, Action.RESUME, LI, 9) == planned


def test_what_waits_for_a_word_is_gone_with_the_state_it_belonged_to() -> None:
    waits = proposal(ProposalKind.APPOINTMENT, Side.STATION)
    received = request_in(Status.RECEIVED, proposal=waits)
    assert does(received, Action.UPLOAD, LI).proposal is None


def test_a_withdrawn_request_remembers_no_suspension() -> None:
    paused = request_in(Status.SUSPENDED, resumes_to=Status.RECEIVED, started_at=None)
    gone = does(paused, Action.WITHDRAW, ASKER)
    assert (gone.status, gone.resumes_to, gone.expected_at) == (Status.WITHDRAWN, None, None)


def test_a_service_under_way_ends_early_only_if_both_want_it() -> None:
    refused(request_in(Status.SUSPENDED), Action.WITHDRAW, ASKER)
    wanted = does(request_in(Status.IN_SERVICE), Action.TERMINATE, ASKER, 5)
    assert wanted.status is Status.IN_SERVICE
    assert does(wanted, Action.CONFIRM, LI, 6).status is Status.WITHDRAWN


def test_a_termination_is_told_to_the_provider_first() -> None:
    serving = request_in(Status.IN_SERVICE, provider="lab-1")
    refused(serving, Action.TERMINATE, LI)
    assert does(serving, Action.TERMINATE, LI, provider_told=True).proposal


def test_remote_service_has_no_time_on_site() -> None:
    planned = request_in(Status.SELF_PLANNED)
    assert does(planned, Action.START, LI, 5).onsite_at == hour(5)
    remote = does(planned, Action.START, LI, 5, remote=True)
    assert (remote.started_at, remote.onsite_at, remote.remote) == (hour(5), None, True)
    assert does(remote, Action.ARRIVE, LI, 6).onsite_at == hour(6)


def test_a_service_begun_is_an_answer() -> None:
    planned = request_in(Status.SELF_PLANNED, replied_at=None)
    assert does(planned, Action.START, LI, 5).replied_at == hour(5)


def test_terms_need_the_word_of_enterprise_and_provider_in_any_order() -> None:
    talks = request_in(Status.NEGOTIATING)
    told: dict[str, Any] = {"item": "item-1", "time": hour(30), "due": hour(99)}
    offered = does(talks, Action.PROPOSE_TERMS, LI, 3, **told)
    for first, second in ((ASKER, LAB), (LAB, ASKER)):
        half = does(offered, Action.CONFIRM, first, 4)
        assert half.status is Status.NEGOTIATING
        assert half.proposal
        assert half.proposal.waits_for < {Side.ENTERPRISE, Side.PROVIDER}
        refused(half, Action.CONFIRM, first, 5)
        agreed = does(half, Action.CONFIRM, second, 5)
        assert (agreed.status, agreed.agreed_at) == (Status.AGREED, hour(5))
        assert agreed.appointment == hour(30)


def test_a_provider_that_declined_is_never_offered_again() -> None:
    declined = does(request_in(Status.NEGOTIATING), Action.DECLINE, LAB, 5)
    assert (declined.provider, declined.tried) == ("", "lab-1")
    refused(declined, Action.REMATCH, CENTRE, 6, provider="lab-1")
    again = does(declined, Action.REMATCH, CENTRE, 6, provider="lab-2")
    assert (again.provider, again.rematches) == ("lab-2", 1)
    assert does(again, Action.DECLINE, LI, 7).tried == "lab-1 lab-2"


def test_an_offer_that_the_enterprise_rejects_is_no_decline() -> None:
    offered = request_in(Status.NEGOTIATING)
    back = does(offered, Action.REJECT, ASKER)
    assert (back.status, back.provider, back.tried) == (Status.MATCHING, "", "")


def test_the_station_takes_over_with_the_centres_word() -> None:
    stuck = request_in(Status.REMATCHING)
    offered = does(stuck, Action.BOOK, LI, 5, time=hour(30))
    assert offered.proposal
    assert offered.proposal.waits_for == {Side.CENTRE}
    taken = does(offered, Action.CONFIRM, CENTRE, 6)
    assert (taken.status, taken.appointment) == (Status.SELF_PLANNED, hour(30))


def test_an_unmet_need_is_revived_if_the_enterprise_still_wants_it() -> None:
    asked = does(request_in(Status.UNMET), Action.REVIVE, CENTRE, 6)
    assert asked.proposal
    assert asked.proposal.waits_for == {Side.ENTERPRISE}
    revived = does(asked, Action.CONFIRM, ASKER, 7)
    assert (revived.status, revived.cycle, revived.tried) == (Status.REMATCHING, 2, "lab-9")


def test_a_reopened_request_begins_a_new_sheet_and_keeps_the_old_times_in_its_event() -> None:
    closed = request_in(Status.CLOSED)
    reopened = acts(closed, Action.REOPEN, ASKER, 9)
    request, (event,) = reopened.request, reopened.events
    assert (request.status, request.cycle, event.cycle) == (Status.RECEIVED, 2, 2)
    assert (request.requested_at, request.received_at) == (NOON, hour(9))
    assert request.owner == LI.person
    kept = ("received_at", "replied_at", "started_at", "ended_at", "evaluated_at", "closed_at")
    for name in kept:
        assert event.values[f"old.{name}"] == getattr(closed, name).isoformat()
    times = (request.replied_at, request.started_at, request.ended_at, request.closed_at)
    assert times == (None, None, None, None)


def test_an_archived_request_is_asked_for_again_as_a_new_one() -> None:
    archived = request_in(Status.ARCHIVED)
    told: dict[str, Any] = {"request": "r-8", "detail": "words-8", "number": "HY-2026-0008"}
    again = acts(archived, Action.ASK_AGAIN, ASKER, 99, **told)
    request = again.request
    assert (request.id, request.follow_up_of, request.status) == ("r-8", "r-1", Status.SUBMITTED)
    assert (request.detail, request.requested_at, request.owner) == ("words-8", hour(99), "")
    assert replay_events(again.events) == request


def test_a_time_in_the_wrong_order_is_refused() -> None:
    no = refused(request_in(Status.SUBMITTED), Action.CLAIM, LI, -1)
    assert no.msgid.startswith("时间先后不对")
    ended = request_in(Status.ENDED)
    refused(ended, Action.CORRECT_TIME, LI, moment="received_at", time=hour(9))


def test_a_corrected_time_shows_both_values_and_who_changed_it() -> None:
    told: dict[str, Any] = {"moment": "ended_at", "time": hour(4.5)}
    event = acts(request_in(Status.ENDED), Action.CORRECT_TIME, LI, **told).events[0]
    assert event.by == LI.person
    assert event.values["old.ended_at"] == hour(4).isoformat()
    assert event.values["ended_at"] == hour(4.5).isoformat()


def test_a_correction_keeps_the_old_value() -> None:
    changed = acts(request_in(Status.RECEIVED), Action.CORRECT, ASKER, contact="contact-2")
    assert changed.events[0].values["old.contact"] == "contact-1"


def test_while_nobody_owns_it_every_member_of_staff_may_correct_the_category() -> None:
    posted = request_in(Status.SUBMITTED)
    assert does(posted, Action.CHANGE_CATEGORY, WANG, category="other").category == "other"
    refused(request_in(Status.RECEIVED), Action.CHANGE_CATEGORY, WANG, category="other")


def test_a_draft_taken_over_is_registered_and_then_free_to_claim() -> None:
    taken = does(REQUEST, Action.TAKE_OVER, LI, 1)
    assert (taken.status, taken.owner, taken.number) == (Status.DRAFT, LI.person, "")
    assert taken.handled_at_reception
    no = refused(taken, Action.TAKE_OVER, WANG, 2)
    assert no.sentence({LI.person: "李工"}) == "这位企业联系人已由李工接待。"
    filed = does(taken, Action.REGISTER, LI, 3, number="HY-2026-0001")
    assert (filed.owner, filed.requested_at) == ("", NOON)


def test_a_dropped_draft_goes_on_with_its_first_message() -> None:
    dropped = does(REQUEST, Action.DROP, ASKER, 1)
    resumed = does(dropped, Action.RESUME_DRAFT, ASKER, 24)
    assert (resumed.status, resumed.requested_at) == (Status.DRAFT, NOON)


def test_what_staff_record_after_a_call_shows_both_times() -> None:
    blank = replace(REQUEST, channel="phone", chat="", person="", entered_at=hour(5))
    told = Values(entered_at=hour(5))
    begun = begin(blank, Command(Action.DRAFT, LI, NOON, values=told), event_id="e-1")
    filed = does(begun.request, Action.RECORD, LI, 0, entered_at=hour(5))
    assert (filed.requested_at, filed.entered_at) == (NOON, hour(5))
    assert begun.events[0].values["entered"] == hour(5).isoformat()


def test_an_important_request_is_closed_by_the_head_whose_review_that_is() -> None:
    rated = request_in(Status.EVALUATED, important=True)
    refused(rated, Action.CLOSE, LI)
    assert does(rated, Action.CLOSE, HEAD).reviewed
    refused(rated, Action.EXPIRE, SYSTEM)
    assert does(does(rated, Action.REVIEW, HEAD), Action.EXPIRE, SYSTEM, 9).closed_at


def test_a_request_that_ended_is_closed_by_the_system_alone() -> None:
    refused(request_in(Status.ENDED), Action.CLOSE, HEAD)
    closed = acts(request_in(Status.ENDED), Action.EXPIRE, SYSTEM, rating="not_returned")
    assert closed.events[0].values["rating"] == "not_returned"
    assert closed.request.evaluated_at is None


def test_staff_see_the_button_by_which_they_record_the_enterprises_word() -> None:
    waits = proposal(ProposalKind.APPOINTMENT, Side.STATION)
    received = request_in(Status.RECEIVED, proposal=waits)
    assert may(received, Action.CONFIRM, LI, hour(8)) is None
    assert may(received, Action.CONFIRM, WANG, hour(8))
    serving = request_in(Status.IN_SERVICE, proposal=proposal(ProposalKind.EXTENSION, Side.STATION))
    assert may(serving, Action.CONFIRM, LI, hour(8))


def test_a_command_knows_its_moment_in_utc_only() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Command(Action.CLAIM, LI, NOON.replace(tzinfo=None))


def test_the_shortest_course_from_the_need_to_the_archive() -> None:
    request = does(REQUEST, Action.FILE, ASKER, 1, number="HY-2026-0001")
    request = does(request, Action.CLAIM, LI, 2)
    request = does(request, Action.BOOK, LI, 3, time=hour(3))
    request = does(request, Action.CONFIRM, LI, 3, on_behalf=True)
    request = does(request, Action.START, LI, 3)
    request = does(request, Action.END, LI, 3)
    request = does(request, Action.RATE, ASKER, 4)
    request = does(request, Action.CLOSE, LI, 5)
    request = does(request, Action.ARCHIVE, SYSTEM, 6, archive_number="A-1")
    assert request.status is Status.ARCHIVED


def test_a_need_told_on_the_phone_is_served_on_the_word_that_staff_record() -> None:
    called = request_in(Status.RECEIVED, chat="", channel="phone")
    planned = does(called, Action.BOOK, LI, 3, on_behalf=True, time=hour(30))
    planned = does(planned, Action.CONFIRM, LI, 3)
    assert planned.appointment == hour(30)
    assert does(planned, Action.WITHDRAW, LI, 4, on_behalf=True).status is Status.WITHDRAWN
    refused(request_in(Status.RECEIVED), Action.WITHDRAW, LI, 4, on_behalf=True)
