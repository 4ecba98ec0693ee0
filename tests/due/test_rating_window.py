"""A rating is asked for, reminded of twice, and closed: as it stands, or as not returned."""

import pytest

from bot.acting import actor_of
from bot.dialogs.rating.effects import followed
from bot.dialogs.rating.questions import ask
from core.context import Context
from core.decision import Decision
from core.due import DueKind
from core.feedback import Feedback, FeedbackKind
from core.rating import RatingStatus
from core.ratings import give
from core.requests.status import Status
from tests.due.house import CHAT, ROOM, STATION, ZHAO, House
from tests.time.moments import USUAL, at

ASKED, REMINDED = "想请您评一评", "评价还没有完成"
ENDED_AT = "2026-11-23 16:00"


def marked(item: int, stars: int, house: House, request: str, when: str) -> None:
    """The enterprise gives stars."""

    def decide(context: Context) -> Decision:
        rating = house.rating(request)
        rated = give(rating, item, stars, context.now, actor_of(context))
        asked = ask(rated.rating, context.now).progress
        return followed(context, rating, rated)[1] + Decision(saves=(asked,))

    house.turn("qin", at(when), decide)


def test_it_is_asked_for_at_once_in_working_hours(house: House) -> None:
    house.end(at(ENDED_AT))
    house.pass_until(at(ENDED_AT))
    assert house.told(CHAT, ASKED) == [at(ENDED_AT)]


@pytest.mark.parametrize(
    ("ended", "asked"),
    [
        ("2026-11-23 20:00", "2026-11-24 09:00"),
        ("2026-11-28 10:00", "2026-11-30 09:00"),
    ],
    ids=["at night", "at the weekend"],
)
def test_the_night_holds_the_question(house: House, ended: str, asked: str) -> None:
    house.end(at(ended))
    house.pass_until(at(asked))
    assert house.told(CHAT, ASKED) == [at(asked)]


def test_two_reminders_then_it_was_not_returned(house: House) -> None:
    request = house.end(at(ENDED_AT))
    house.pass_until(at("2026-12-01 16:00"))
    assert house.told(CHAT, REMINDED) == [at("2026-11-24 16:00"), at("2026-11-26 16:00")]
    rating = house.rating(request)
    assert (rating.status, rating.items) == (RatingStatus.NOT_RETURNED, {})
    assert rating.closed_at == at("2026-11-30 16:00")
    assert house.request(request).status is Status.CLOSED
    assert house.told(ROOM, "企业没有评价") == [at("2026-11-30 16:00")]


def test_the_last_reminder_leaves_two_working_days(house: House) -> None:
    request = house.end(at("2026-09-30 16:00"))
    house.pass_until(at("2026-10-20 18:00"))
    reminded = house.told(CHAT, REMINDED)[-1]
    closed = house.rating(request).closed_at
    assert closed is not None
    assert closed > USUAL.add_working_days(reminded, 1)


def test_a_partial_one_counts_as_it_stands(house: House) -> None:
    request = house.end(at(ENDED_AT))
    house.pass_until(at(ENDED_AT))
    marked(1, 4, house, request, "2026-11-23 16:30")
    house.pass_until(at("2026-12-01 16:00"))
    rating = house.rating(request)
    assert (rating.status, rating.items) == (RatingStatus.SUBMITTED, {1: 4})
    assert house.request(request).status is Status.CLOSED
    assert house.request(request).evaluated_at == at("2026-11-30 16:00")
    assert house.told(ROOM, "企业已评价：1项共4星（满分5星）。") == [at("2026-11-30 16:00")]


def test_the_closing_of_the_window_is_no_message_to_the_enterprise(house: House) -> None:
    house.end(at("2026-11-21 20:00"))
    house.pass_until(at("2026-11-30 08:59"))
    assert [when for when, _ in house.said() if when > at("2026-11-27 00:00")] == []
    assert house.told(ROOM, "企业没有评价") == []


def test_whoever_answered_today_is_not_reminded_today(house: House) -> None:
    request = house.end(at(ENDED_AT))
    house.pass_until(at("2026-11-24 10:00"))
    marked(1, 4, house, request, "2026-11-24 10:00")
    house.pass_until(at("2026-11-27 18:00"))
    assert house.told(CHAT, REMINDED) == [at("2026-11-26 16:00")]


def test_an_open_complaint_keeps_the_request_open_until_it_is_closed(house: House) -> None:
    request = house.end(at(ENDED_AT))
    complaint = Feedback(
        "f1", "HY-TS-2026-0001", FeedbackKind.COMPLAINT, STATION, CHAT, "p.web.qin", request,
        "w", at(ENDED_AT),
    )  # fmt: skip
    house.save(complaint)
    house.pass_until(at("2026-12-01 17:00"))
    assert house.rating(request).status is RatingStatus.NOT_RETURNED
    assert house.request(request).status is Status.ENDED
    closed = Feedback(
        "f1", "HY-TS-2026-0001", FeedbackKind.COMPLAINT, STATION, CHAT, "p.web.qin", request,
        "w", at(ENDED_AT), closed_at=at("2026-12-01 17:30"), closed_by=ZHAO.id,
    )  # fmt: skip
    house.save(closed)
    house.pass_until(at("2026-12-03 12:00"))
    assert house.request(request).status is Status.CLOSED
    assert len(house.told(ROOM, "企业没有评价")) == 1


def test_a_bad_rating_is_chased_until_it_is_called_back(house: House) -> None:
    request = house.end(at(ENDED_AT))
    marked(1, 2, house, request, "2026-11-23 16:30")
    house.pass_until(at("2026-12-02 12:00"))
    assert house.told(ROOM, "收到差评", only=ZHAO.id) == [at("2026-11-23 16:30")]
    assert house.told(ROOM, "还没有回访", only=ZHAO.id) == [at("2026-11-24 16:30")]
    assert house.told(ROOM, "还没有整改", only=ZHAO.id) == [at("2026-11-30 16:30")]


def test_a_request_that_was_reopened_is_not_asked_about(house: House) -> None:
    request = house.end(at(ENDED_AT))
    house.connection.execute(
        "UPDATE request SET status = 'received', cycle = 2 WHERE id = ?", [request]
    )
    house.pass_until(at("2026-12-01 17:00"))
    assert house.told(CHAT, ASKED) == house.told(CHAT, REMINDED) == []
    assert house.rating(request).status is RatingStatus.NOT_RETURNED
    assert house.request(request).status is Status.RECEIVED
    assert house.rows(DueKind.RATING_CLOSE) == []


def test_a_service_recorded_for_somebody_without_a_chat_closes_all_the_same(house: House) -> None:
    request = house.end(at(ENDED_AT))
    house.connection.execute("UPDATE request SET chat = ''")
    house.connection.execute("UPDATE rating SET chat = ''")
    house.connection.execute("UPDATE due SET chat = ''")
    house.pass_until(at("2026-12-01 17:00"))
    assert house.told(CHAT, ASKED) == []
    assert house.rating(request).status is RatingStatus.NOT_RETURNED
    assert house.request(request).status is Status.CLOSED
