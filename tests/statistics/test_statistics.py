"""The station's figures: what is counted, what is not, and what is not shown."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rating import Rating, RatingStatus
from core.rating_items import Level, Mark, Solved
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.statistics import Count, Figure, Mean, Period, Rate, statistics
from tests.time.moments import USUAL, at

NOVEMBER = Period(at("2026-11-01 00:00"), at("2026-12-01 00:00"), at("2026-12-02 09:00"))
FILED_AT = at("2026-11-23 09:00")
BASE = ServiceRequest(
    "r-0", "s-1", Status.SUBMITTED, "metrology", "web", "c-1", "qin", "k-1", "w-1",
    requested_at=FILED_AT, entered_at=FILED_AT,
)  # fmt: skip
RATED = Rating(
    "r-0.1", "r-0", 1, "s-1", "c-1", "qin", ("li",), technician_served=False,
    ended_at=FILED_AT, closes_at=at("2026-12-01 09:00"), status=RatingStatus.SUBMITTED,
)  # fmt: skip


def request(
    n: int,
    status: Status = Status.SUBMITTED,
    received: str = "",
    replied: str = "",
) -> ServiceRequest:
    return replace(
        BASE,
        id=f"r-{n}",
        status=status,
        received_at=maybe(received),
        replied_at=maybe(replied),
    )


def maybe(clock: str) -> datetime | None:
    return at(f"2026-11-{clock}") if clock else None


def rating(n: int, status: RatingStatus = RatingStatus.SUBMITTED, **marks: Mark) -> Rating:
    items = {int(name[1:]): mark for name, mark in marks.items()}
    return replace(RATED, id=f"r-{n}.1", status=status, items=items)


def shown(figures: tuple[Figure, ...], label: str) -> str:
    (figure,) = (figure for figure in figures if figure.label == label)
    return figure.words().render()


def of_requests(*requests: ServiceRequest) -> tuple[Figure, ...]:
    return statistics(requests, (), NOVEMBER, USUAL)


def of_ratings(*ratings: Rating) -> tuple[Figure, ...]:
    return statistics((), ratings, NOVEMBER, USUAL)


def test_a_period_without_anything_prints_dashes_and_not_percentages() -> None:
    for figure in statistics((), (), NOVEMBER, USUAL):
        expected = "0" if isinstance(figure.value, Count) else "—"
        assert figure.words().render() == expected


def test_drafts_and_other_periods_are_not_counted() -> None:
    earlier = replace(request(3), entered_at=at("2026-10-31 09:00"))
    next_month = replace(request(4), entered_at=NOVEMBER.end)
    figures = of_requests(request(1), request(2, Status.DRAFT), earlier, next_month)
    assert shown(figures, "提交需求") == "1"


def test_claims_are_in_time_within_the_claim_minutes() -> None:
    figures = of_requests(
        request(1, Status.RECEIVED, received="23 11:00"),
        request(2, Status.RECEIVED, received="23 11:01"),
        request(3),
        request(4, Status.WITHDRAWN),
        replace(request(5, Status.RECEIVED, received="25 09:00"), cycle=2),
    )
    assert shown(figures, "按时接收率") == "1/3（33%）"


def test_a_deadline_that_has_not_passed_is_held_against_nobody() -> None:
    early = replace(NOVEMBER, now=at("2026-11-23 10:00"))
    held = request(1, Status.RECEIVED, received="23 09:10")
    figures = statistics((request(2), held), (), early, USUAL)
    assert shown(figures, "按时接收率") == "1/1（100%）"
    assert shown(figures, "按时答复率") == "—"


def test_answers_are_in_time_within_a_working_day_of_the_claim() -> None:
    figures = of_requests(
        request(1, Status.RECEIVED, received="20 10:00", replied="23 10:00"),
        request(2, Status.RECEIVED, received="20 10:00", replied="23 10:01"),
        request(3, Status.RECEIVED, received="23 10:00"),
        request(4),
    )
    assert shown(figures, "按时答复率") == "1/3（33%）"


def test_ended_and_referred_are_settled_and_what_was_taken_back_does_not_count() -> None:
    states = (
        Status.ENDED, Status.CLOSED, Status.REFERRED, Status.IN_SERVICE, Status.UNMET,
        Status.WITHDRAWN, Status.MERGED,
    )  # fmt: skip
    figures = of_requests(*(request(n, status) for n, status in enumerate(states)))
    assert shown(figures, "提交需求") == "7"
    assert shown(figures, "办结率") == "3/5（60%）"
    assert shown(figures, "未能满足") == "1"


def test_what_was_not_returned_counts_against_participation_only() -> None:
    figures = of_ratings(
        *(rating(n, i10=Level.SATISFIED) for n in range(5)),
        rating(5, RatingStatus.NOT_RETURNED),
        rating(6, RatingStatus.INVITED),
        rating(7, RatingStatus.PARTIAL, i10=Level.DISSATISFIED),
        replace(rating(8), ended_at=NOVEMBER.end),
    )
    assert shown(figures, "参评率") == "5/8（63%）"
    assert shown(figures, "满意率") == "5/5（100%）"


def test_the_shares_of_five_ratings_are_shown() -> None:
    levels = (
        Level.VERY_SATISFIED, Level.SATISFIED, Level.FAIR, Level.DISSATISFIED, Level.SATISFIED,
    )  # fmt: skip
    figures = of_ratings(
        *(rating(n, i5=Solved.YES, i10=level, i1=4) for n, level in enumerate(levels)),
        rating(5, i5=Solved.NO, i1=1),
    )
    assert shown(figures, "解决率") == "5/6（83%）"
    assert shown(figures, "满意率") == "3/5（60%）"
    assert shown(figures, "评价一般") == "1/5（20%）"
    assert shown(figures, "差评率") == "2/6（33%）"
    assert shown(figures, "服务站服务") == "3.5星（6份）"


def test_fewer_than_five_ratings_show_their_number_only() -> None:
    figures = of_ratings(*(rating(n, i1=5, i5=Solved.YES, i10=Level.FAIR) for n in range(4)))
    for label in ("解决率", "满意率", "评价一般", "差评率", "服务站平均星级", "服务站服务"):
        assert shown(figures, label) == "共4份，满5份后显示"
    assert shown(figures, "参评率") == "4/4（100%）"


def test_an_item_that_few_answered_is_not_shown_either() -> None:
    figures = of_ratings(*(rating(n, i1=5) for n in range(5)), rating(5, i6=1))
    assert shown(figures, "服务站服务") == "5.0星（5份）"
    assert shown(figures, "技术人员专业性") == "共1份，满5份后显示"
    assert shown(figures, "技术服务平均星级") == "共1份，满5份后显示"
    assert shown(figures, "技术设施") == "—"


def test_the_mean_of_the_station_is_over_every_star_given_to_it() -> None:
    figures = of_ratings(*(rating(n, i1=5, i2=4, i4=4) for n in range(5)), rating(5, i5=Solved.NO))
    assert shown(figures, "服务站平均星级") == "4.3星（5份）"


def test_every_figure_keeps_the_list_behind_it() -> None:
    figures = of_ratings(*(rating(n, i5=Solved.YES) for n in range(2)), rating(2, i5=Solved.NO))
    (solved,) = (figure.value for figure in figures if figure.label == "解决率")
    assert solved == Rate(("r-0.1", "r-1.1"), ("r-0.1", "r-1.1", "r-2.1"), 5)


@pytest.mark.parametrize(
    ("hits", "of", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 1, 100)]
)
def test_percentages_are_rounded_as_people_round(hits: int, of: int, percent: int) -> None:
    ids = tuple(map(str, range(of)))
    assert Rate(ids[:hits], ids).words().render() == f"{hits}/{of}（{percent}%）"


@given(st.lists(st.integers(1, 5), min_size=5, max_size=30))
def test_a_mean_lies_among_its_stars(stars: list[int]) -> None:
    words = Mean(tuple(stars), tuple(map(str, range(len(stars))))).words().values["stars"]
    assert min(stars) <= float(words) <= max(stars)
