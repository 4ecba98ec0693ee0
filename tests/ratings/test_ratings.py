"""Rating one service act: nothing is stored that nobody gave, and no old value is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core import ratings
from core.rating import (
    Rating,
    RatingEventType,
    RatingStatus,
    bad_items,
    is_bad,
    is_complete,
    next_question,
    rest_of_stars,
    score_for_comparison,
    still_asks,
)
from core.rating_items import OPINION, Level, Mark, Solved
from core.ratings import Rated, close, give, invite, same_for_rest, say_opinion, skip, submit
from core.refusals import Refused
from tests.ratings.acts import (
    BY_PROVIDER,
    CLOSES,
    ENDED_AT,
    LATER,
    LI,
    QIN,
    SELF_SERVED,
    SOON,
    gave,
    invited,
    rated,
)
from tests.time.moments import USUAL

TYPES = RatingEventType


def types(done: Rated) -> list[RatingEventType]:
    return [event.type for event in done.events]


def asked(rating: Rating) -> int:
    item = next_question(rating)
    return item.number if item else 0


def test_an_ended_service_is_rated_by_the_contact_who_was_served() -> None:
    done = invite(BY_PROVIDER, ENDED_AT, USUAL)
    assert done.rating.person == "qin"
    assert done.rating.rated == ("li", "chen")
    assert done.rating.status is RatingStatus.INVITED
    assert done.rating.closes_at == CLOSES
    assert types(done) == [TYPES.INVITED]
    assert done.events[0].by == ""


def test_one_service_act_has_one_rating() -> None:
    again = invite(SELF_SERVED, LATER, USUAL).rating
    assert again.id == invited().id
    second_cycle = replace(SELF_SERVED, cycle=2)
    assert invite(second_cycle, LATER, USUAL).rating.id != again.id


def test_items_are_asked_in_the_forms_order_and_the_opinion_last() -> None:
    rating, order = invited(), []
    for number, mark in ((1, 5), (2, 4), (3, 3), (4, 5), (5, Solved.YES), (10, Level.SATISFIED)):
        order.append(asked(rating))
        rating = gave(rating, number, mark).rating
    assert [*order, asked(rating)] == [1, 2, 3, 4, 5, 10, OPINION]
    assert asked(say_opinion(rating, "w-9", SOON, QIN).rating) == 0


def test_technicians_are_asked_about_where_one_served() -> None:
    assert asked(skip(rated_all_but_technicians(), 6, SOON, QIN).rating) == 7


def rated_all_but_technicians() -> Rating:
    rating = invited(BY_PROVIDER)
    for number, mark in ((1, 5), (2, 4), (3, 3), (4, 5), (5, Solved.YES), (10, Level.SATISFIED)):
        rating = gave(rating, number, mark).rating
    return rating


def test_the_last_mark_submits_the_rating_before_any_opinion() -> None:
    rating = rated(i1=5, i2=5, i3=5, i4=5, i5=Solved.YES)
    assert rating.status is RatingStatus.PARTIAL
    done = gave(rating, 10, Level.VERY_SATISFIED)
    assert done.rating.status is RatingStatus.SUBMITTED
    assert done.rating.submitted_at == SOON
    assert types(done) == [TYPES.GIVEN, TYPES.SUBMITTED]
    assert is_complete(done.rating)


def test_a_tap_that_comes_twice_counts_once() -> None:
    once = gave(invited(), 1, 5).rating
    assert gave(once, 1, 5) == Rated(once)


def test_a_changed_mark_keeps_the_old_one_in_its_event() -> None:
    done = gave(rated(i1=5), 1, 2)
    assert done.rating.items == {1: 2}
    (event,) = done.events
    assert (event.type, event.item, event.value, event.old) == (TYPES.CHANGED, 1, "2", "5")
    assert (event.by, event.at, event.rating) == ("qin", SOON, "r-1.1")


def test_a_submitted_rating_may_be_changed_until_the_window_closes() -> None:
    rating = submit(rated(i1=5), SOON, QIN).rating
    done = give(rating, 1, 4, CLOSES - timedelta(seconds=1), QIN)
    assert done.rating.items[1] == 4
    assert done.rating.status is RatingStatus.SUBMITTED
    assert types(done) == [TYPES.CHANGED]


LATE: list[Callable[[Rating], Rated]] = [
    lambda rating: give(rating, 1, 3, CLOSES, QIN),
    lambda rating: same_for_rest(rating, 3, CLOSES, QIN),
    lambda rating: skip(rating, 1, CLOSES, QIN),
    lambda rating: say_opinion(rating, "w-1", CLOSES, QIN),
    lambda rating: submit(rating, CLOSES, QIN),
]


@pytest.mark.parametrize("act", LATE)
def test_what_comes_after_the_window_is_thanked_for_and_not_stored(
    act: Callable[[Rating], Rated],
) -> None:
    assert act(invited()) == Rated(invited(), late=True)


@pytest.mark.parametrize("act", LATE)
def test_nothing_is_stored_once_the_rating_was_closed(act: Callable[[Rating], Rated]) -> None:
    over = close(invited(), LATER).rating
    assert act(over) == Rated(over, late=True)


STRANGER: list[Callable[[Rating], Rated]] = [
    lambda rating: give(rating, 1, 5, SOON, LI),
    lambda rating: same_for_rest(rating, 5, SOON, LI),
    lambda rating: skip(rating, 1, SOON, LI),
    lambda rating: say_opinion(rating, "w-1", SOON, LI),
    lambda rating: submit(rating, SOON, LI),
]


@pytest.mark.parametrize("act", STRANGER)
def test_only_the_served_contact_can_rate(act: Callable[[Rating], Rated]) -> None:
    with pytest.raises(Refused) as no:
        act(invited())
    assert no.value.msgid == ratings.NOT_YOURS


@pytest.mark.parametrize(
    ("number", "mark", "why"),
    [
        (6, 5, ratings.NOT_ASKED),
        (12, 5, ratings.NOT_ASKED),
        (1, 6, ratings.NOT_A_MARK),
        (5, 5, ratings.NOT_A_MARK),
        (OPINION, 5, ratings.NOT_A_MARK),
    ],
)
def test_an_item_takes_its_own_marks_only(number: int, mark: Mark, why: str) -> None:
    with pytest.raises(Refused) as no:
        gave(invited(), number, mark)
    assert no.value.msgid == why


def test_the_same_for_the_rest_leaves_given_and_skipped_items_alone() -> None:
    rating = skip(rated(i2=3), 3, SOON, QIN).rating
    assert rest_of_stars(rating) == (1, 4)
    done = same_for_rest(rating, 5, SOON, QIN)
    assert done.rating.items == {2: 3, 1: 5, 4: 5}
    assert types(done) == [TYPES.GIVEN, TYPES.GIVEN]
    assert same_for_rest(done.rating, 4, SOON, QIN) == Rated(done.rating)


def test_an_item_may_be_skipped_once_and_answered_later() -> None:
    once = skip(invited(), 1, SOON, QIN)
    assert types(once) == [TYPES.SKIPPED]
    assert asked(once.rating) == 2
    assert skip(once.rating, 1, SOON, QIN) == Rated(once.rating)
    answered = gave(once.rating, 1, 4).rating
    assert (answered.skipped, answered.items) == ((), {1: 4})


def test_skipping_the_last_open_item_submits_what_was_given() -> None:
    rating = rated(i1=5, i2=5, i3=5, i4=5, i5=Solved.YES)
    done = skip(rating, 10, SOON, QIN)
    assert types(done) == [TYPES.SKIPPED, TYPES.SUBMITTED]
    assert 10 not in done.rating.items


def test_who_skips_everything_has_rated_nothing_and_is_left_in_peace() -> None:
    rating = invited()
    assert still_asks(rating)
    for number in (1, 2, 3, 4, 5, 10):
        rating = skip(rating, number, SOON, QIN).rating
    assert rating.status is RatingStatus.INVITED
    assert not still_asks(rating)
    assert not is_complete(rating)
    assert close(rating, CLOSES).rating.status is RatingStatus.NOT_RETURNED


def test_the_opinion_may_be_changed_and_may_come_alone() -> None:
    first = say_opinion(invited(), "w-1", SOON, QIN)
    second = say_opinion(first.rating, "w-2", SOON, QIN)
    assert second.rating.opinion == "w-2"
    assert second.rating.status is RatingStatus.PARTIAL
    assert [(e.type, e.item, e.value, e.old) for e in (*first.events, *second.events)] == [
        (TYPES.GIVEN, OPINION, "w-1", ""),
        (TYPES.CHANGED, OPINION, "w-2", "w-1"),
    ]


def test_an_empty_rating_cannot_be_submitted() -> None:
    with pytest.raises(Refused) as no:
        submit(invited(), SOON, QIN)
    assert no.value.msgid == ratings.NOTHING_GIVEN


def test_a_rating_is_submitted_once() -> None:
    done = submit(rated(i1=5), SOON, QIN)
    assert types(done) == [TYPES.SUBMITTED]
    assert submit(done.rating, LATER, QIN) == Rated(done.rating)
    assert not still_asks(done.rating)


def test_a_partial_rating_counts_at_the_end_as_it_stands() -> None:
    done = close(rated(i1=4), CLOSES)
    assert done.rating.status is RatingStatus.SUBMITTED
    assert done.rating.submitted_at == CLOSES
    assert done.rating.items == {1: 4}


def test_an_untouched_rating_is_not_returned_and_never_satisfied() -> None:
    done = close(invited(), CLOSES)
    assert done.rating.status is RatingStatus.NOT_RETURNED
    assert done.rating.status.label == "未返回"
    assert done.rating.items == {}
    assert done.rating.submitted_at is None
    assert not is_bad(done.rating)


def test_a_rating_is_closed_once_and_keeps_when_it_was_submitted() -> None:
    done = close(submit(rated(i1=5), SOON, QIN).rating, CLOSES)
    assert done.rating.submitted_at == SOON
    assert done.events[0].by == ""
    assert close(done.rating, CLOSES + timedelta(days=1)) == Rated(done.rating)


@pytest.mark.parametrize(
    ("number", "mark"), [(1, 1), (4, 2), (5, Solved.NO), (10, Level.DISSATISFIED)]
)
def test_one_bad_mark_makes_a_bad_rating(number: int, mark: Mark) -> None:
    rating = gave(rated(i2=5), number, mark).rating
    assert bad_items(rating) == (number,)
    assert is_bad(rating)


def test_three_stars_and_fair_are_not_bad() -> None:
    assert not is_bad(rated(i1=3, i10=Level.FAIR, i5=Solved.YES))


@pytest.mark.parametrize(
    ("marks", "score"),
    [
        ({"i1": 2, "i10": Level.SATISFIED}, 2),
        ({"i10": Level.VERY_SATISFIED}, 5),
        ({"i10": Level.SATISFIED}, 4),
        ({"i10": Level.FAIR}, 3),
        ({"i10": Level.DISSATISFIED}, None),
        ({"i2": 5}, None),
    ],
)
def test_a_score_is_compared_but_never_stored(marks: dict[str, Mark], score: int | None) -> None:
    rating = rated(**marks)
    assert score_for_comparison(rating) == score
    assert {str(number) for number in rating.items} == {name[1:] for name in marks}
