"""The form's own words, and which mark fits which item."""

import pytest

from core.rating_items import (
    ITEMS,
    OPINION,
    QUESTIONS,
    Level,
    Shape,
    Solved,
    Subject,
    applicable,
    fits,
    is_bad_mark,
    mark_words,
    question,
)

PRINTED = """1. 您对本次服务站的服务的满意程度
2. 您对本次服务站的及时性的满意程度
3. 您对本次服务站的专业性的满意程度
4. 您对本次服务站的文明性的满意程度
5. 您的问题是否得到了解决
6. 您对本次服务的技术人员专业性的满意程度
7. 您对本次服务的技术人员的及时性的满意程度
8. 您对本次服务的技术人员的文明性的满意程度
9. 您对本次服务的技术设施的满意程度
10. 您对本次服务总体评价"""


def test_the_ten_items_are_labelled_as_the_form_prints_them() -> None:
    assert [f"{item.number}. {item.label}" for item in ITEMS] == PRINTED.splitlines()
    assert [level.label for level in Level] == ["非常满意", "满意", "一般", "不满意"]
    assert [solved.label for solved in Solved] == ["是", "否"]


def test_eight_items_take_stars_one_yes_or_no_and_one_a_level() -> None:
    shapes = [item.shape for item in ITEMS]
    assert shapes.count(Shape.STARS) == 8
    assert ITEMS[4].shape is Shape.SOLVED
    assert ITEMS[9].shape is Shape.LEVEL


def test_technicians_are_rated_only_where_one_served() -> None:
    assert applicable(technician_served=True) == QUESTIONS
    left_out = set(QUESTIONS) - set(applicable(technician_served=False))
    assert {item.number for item in left_out} == {6, 7, 8, 9}
    assert {item.subject for item in left_out} == {Subject.TECHNICIAN}


def test_the_opinion_is_asked_last_and_takes_no_mark() -> None:
    opinion = question(OPINION)
    assert opinion == QUESTIONS[-1]
    assert opinion is not None
    assert opinion.label == "您的意见或建议"
    assert not fits(opinion, 5)
    assert question(12) is None


@pytest.mark.parametrize(
    ("number", "mark", "does"),
    [
        (1, 1, True), (1, 5, True), (1, 0, False), (1, 6, False), (1, True, False),
        (1, Solved.YES, False), (5, Solved.NO, True), (5, 5, False), (5, "yes", False),
        (10, Level.FAIR, True), (10, 5, False), (10, Solved.YES, False),
    ],
)  # fmt: skip
def test_a_mark_fits_its_own_items_only(number: int, mark: object, does: bool) -> None:
    item = question(number)
    assert item is not None
    assert fits(item, mark) is does


def test_two_stars_not_solved_and_dissatisfied_are_bad() -> None:
    assert [stars for stars in range(1, 6) if is_bad_mark(stars)] == [1, 2]
    assert [level for level in Level if is_bad_mark(level)] == [Level.DISSATISFIED]
    assert [solved for solved in Solved if is_bad_mark(solved)] == [Solved.NO]


def test_marks_are_printed_as_on_the_form() -> None:
    assert mark_words(4) == "★★★★☆"
    assert mark_words(Level.VERY_SATISFIED) == "非常满意"
    assert mark_words(Solved.NO) == "否"
