"""Whom a complaint is about is read from its words, and whoever that is does not judge it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.concerned import accuses_head, concerned_in, judges, served_by
from core.feedback import Feedback, FeedbackKind, close, more, take_back
from core.parties import Person
from core.people import Actor, Role
from core.refusals import Refused
from core.requests.events import EventType, RequestEvent
from core.requests.status import Status
from tests.requests.cast import request_in

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
STAFF = (
    Person("zhou", "hy", "周岚", (Role.HEAD,)),
    Person("chen", "hy", "陈立", (Role.HEAD,)),
    Person("wang", "hy", "王建国", (Role.SPECIALIST,)),
    Person("title", "hy", "专员", (Role.SPECIALIST,)),
)
COMPLAINT = Feedback(
    "f1", "HY-TS-2026-0001", FeedbackKind.COMPLAINT, "hy", "c1", "p1", "", "w1", NOON
)


def concerned(words: str, kind: FeedbackKind = FeedbackKind.COMPLAINT) -> set[str]:
    return set(concerned_in(kind, words, (), STAFF))


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("王建国骂人", {"wang"}),
        ("你们那个小王太不像话", {"wang"}),
        ("王工上门什么都没带", {"wang"}),
        ("周岚和王建国串通", {"zhou", "wang"}),
        ("投诉站长收红包", {"zhou", "chen"}),
        ("你们领导不管事", {"zhou", "chen"}),
        ("来的专员太慢", set()),
        ("等了一个月没人管", set()),
        ("找你们领导投诉，太慢了", set()),
        ("站长您好,我要投诉检测太慢", set()),
    ],
)
def test_who_is_named_or_accused_is_concerned(words: str, who: set[str]) -> None:
    assert concerned(words) == who


@pytest.mark.parametrize("words", ["叫你们站长来", "请站长处理", "我要跟站长说", "让领导给个说法"])
def test_calling_upon_the_head_is_no_accusation(words: str) -> None:
    assert not accuses_head(words)


def test_an_opinion_to_the_head_stays_with_the_head() -> None:
    assert concerned("建议站长多下企业", FeedbackKind.SUGGESTION) == set()


@given(st.sets(st.sampled_from(["zhou", "chen", "wang", "boss"])), st.sampled_from(["", "boss"]))
def test_nobody_concerned_ever_judges(who: set[str], superior: str) -> None:
    told = judges(STAFF, superior, who)
    assert who.isdisjoint(told)
    for person in told:
        member = next((one for one in STAFF if one.id == person), Person(person, "hy"))
        actor = Actor(person, frozenset(member.roles), "hy")
        about = more(COMPLAINT, "w2", who)
        assert not close(about, actor, NOON, "n1", superior).is_open


def test_the_superior_stands_in_only_where_no_head_is_left() -> None:
    assert judges(STAFF, "boss", ()) == ("zhou", "chen")
    assert judges(STAFF, "boss", ("zhou",)) == ("chen",)
    assert judges(STAFF, "boss", ("zhou", "chen")) == ("boss",)
    assert judges(STAFF, "boss", ("zhou", "chen", "boss")) == ()


def test_everybody_who_held_a_request_has_served_it() -> None:
    values = {"owner": "li", "old.owner": "wang"}
    moved = RequestEvent("e1", "r1", EventType.REASSIGNED, "zhou", NOON, 1, values)
    request = request_in(Status.RECEIVED, owner="li", technician="qin")
    assert served_by(request, (moved,)) == ("wang", "li", "qin")


def speaker(person: str, *circle: str) -> Actor:
    return Actor(person, frozenset({Role.ENTERPRISE}), "s1", circle=frozenset(circle))


def test_whoever_is_linked_with_the_speaker_takes_a_complaint_back_in_their_own_name() -> None:
    with pytest.raises(Refused):
        take_back(COMPLAINT, speaker("p2", "p3"), NOON, "n1")
    assert take_back(COMPLAINT, speaker("p2", "p1"), NOON, "n1").closed_by == "p2"


def test_a_complaint_is_taken_back_once_and_by_its_speaker_alone() -> None:
    with pytest.raises(Refused):
        take_back(COMPLAINT, speaker("p2"), NOON, "n1")
    over = take_back(COMPLAINT, speaker("p1"), NOON, "n1")
    assert (over.is_open, over.closed_by) == (False, "p1")
    with pytest.raises(Refused):
        take_back(over, speaker("p1"), NOON, "n1")


def test_a_complaint_is_closed_once_and_with_words_that_are_told() -> None:
    head = Actor("zhou", frozenset({Role.HEAD}), "hy")
    with pytest.raises(Refused):
        close(COMPLAINT, head, NOON, "")
    over = close(COMPLAINT, head, NOON, "n1")
    with pytest.raises(Refused):
        close(over, head, NOON, "n2")


def test_further_words_are_kept_in_their_order() -> None:
    assert more(COMPLAINT, "w2", ("wang",)).said == ("w1", "w2")
