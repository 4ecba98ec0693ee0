"""Which word led where, and how many of the requests that were filed had gone wrong."""

from dataclasses import replace

from bot.lessons.misroutes import misled_by, misrouted, shares
from core.categories import Category
from core.lessons import Lesson, LessonKind, Spoke
from tests.lessons.teaching import MONDAY

LESSON = Lesson(
    "l1", "hy", "r1", "web:c1", LessonKind.STAFF, "li", MONDAY, "油罐的表要校", "special_equipment",
    "metrology", matched=(Spoke("油罐", "special_equipment"), Spoke("表", "metrology")),
)  # fmt: skip
AGAIN = replace(LESSON, id="l2", request="r2", words="油罐上面的表")
ASKED = replace(LESSON, id="l3", request="r3", kind=LessonKind.CHOICE, asked=True)
UNEXPLAINED = replace(LESSON, id="l4", request="r4", matched=())
RIGHT = replace(LESSON, id="l5", request="r5", guess="metrology")


def test_words_are_listed_by_how_often_they_misled() -> None:
    first, second = misled_by((UNEXPLAINED, LESSON, RIGHT, AGAIN))
    assert (first.word, first.wrong, first.right) == ("油罐", "special_equipment", "metrology")
    assert first.lessons == (LESSON, AGAIN)
    assert (second.word, second.lessons) == ("", (UNEXPLAINED,))


def test_a_request_is_misrouted_once_and_only_if_it_was_filed() -> None:
    filed = {"r1": "metrology", "r2": "metrology", "r3": "metrology", "r9": "other"}
    twice = replace(LESSON, id="l6")
    assert misrouted((LESSON, twice, AGAIN, UNEXPLAINED), filed) == {"r1", "r2"}


def test_what_was_asked_was_not_misrouted() -> None:
    assert misrouted((ASKED,), {"r3": "metrology"}) == frozenset()


def test_the_share_is_of_the_requests_that_belong_to_a_category() -> None:
    filed = {"r1": "metrology", "r2": "metrology", "r3": "metrology", "r9": "other"}
    found = {one.category: (one.misrouted, one.filed) for one in shares((LESSON, AGAIN), filed)}
    assert found[Category.METROLOGY] == (2, 3)
    assert found[Category.OTHER] == (0, 1)
    assert found[Category.TRAINING] == (0, 0)
