"""The ten items of table C.1's 服务满意度评价, labelled as printed, and the marks that fit each.

Items 1–4 rate the station, 6–9 the technicians with stars, 5 asks for yes or no, and 10 has four
levels of its own, not the five of the national scale. The opinion stands after them, unnumbered.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

FEWEST_STARS: Final = 1
MOST_STARS: Final = 5
BAD_STARS: Final = 2
STAR, NO_STAR = "★", "☆"


class Shape(StrEnum):
    """How an item is answered."""

    STARS = "stars"
    SOLVED = "solved"
    LEVEL = "level"
    WORDS = "words"


class Subject(StrEnum):
    """What an item judges; items on technicians apply only where one served."""

    STATION = "station"
    OUTCOME = "outcome"
    TECHNICIAN = "technician"
    OVERALL = "overall"


class Solved(StrEnum):
    """Item 5."""

    YES = "yes"
    NO = "no"

    @property
    def label(self) -> str:
        return SOLVED_LABELS[self]


class Level(StrEnum):
    """Item 10."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"

    @property
    def label(self) -> str:
        return LEVEL_LABELS[self]


SOLVED_LABELS: Final[dict[Solved, str]] = {Solved.YES: "是", Solved.NO: "否"}
LEVEL_LABELS: Final[dict[Level, str]] = {
    Level.VERY_SATISFIED: "非常满意",
    Level.SATISFIED: "满意",
    Level.FAIR: "一般",
    Level.DISSATISFIED: "不满意",
}

Mark = int | Solved | Level
"""One to five stars, whether it was solved, or a level."""


@dataclass(frozen=True, slots=True)
class RatingItem:
    """One line of the form: `label` is printed and asked, `short` fits a button or a table."""

    number: int
    label: str
    short: str
    shape: Shape
    subject: Subject


def _stars(number: int, label: str, short: str, subject: Subject) -> RatingItem:
    return RatingItem(number, label, short, Shape.STARS, subject)


OPINION: Final = 11
"""The opinion's place in the order of questions; the form prints it without a number."""

ITEMS: Final = (
    _stars(1, "您对本次服务站的服务的满意程度", "服务站服务", Subject.STATION),
    _stars(2, "您对本次服务站的及时性的满意程度", "服务站及时性", Subject.STATION),
    _stars(3, "您对本次服务站的专业性的满意程度", "服务站专业性", Subject.STATION),
    _stars(4, "您对本次服务站的文明性的满意程度", "服务站文明性", Subject.STATION),
    RatingItem(5, "您的问题是否得到了解决", "是否解决", Shape.SOLVED, Subject.OUTCOME),
    _stars(6, "您对本次服务的技术人员专业性的满意程度", "技术人员专业性", Subject.TECHNICIAN),
    _stars(7, "您对本次服务的技术人员的及时性的满意程度", "技术人员及时性", Subject.TECHNICIAN),
    _stars(8, "您对本次服务的技术人员的文明性的满意程度", "技术人员文明性", Subject.TECHNICIAN),
    _stars(9, "您对本次服务的技术设施的满意程度", "技术设施", Subject.TECHNICIAN),
    RatingItem(10, "您对本次服务总体评价", "总体评价", Shape.LEVEL, Subject.OVERALL),
)
QUESTIONS: Final = (
    *ITEMS,
    RatingItem(OPINION, "您的意见或建议", "意见或建议", Shape.WORDS, Subject.OVERALL),
)
_QUESTIONS: Final = {item.number: item for item in QUESTIONS}
STAR_ITEMS: Final = frozenset(item.number for item in ITEMS if item.shape is Shape.STARS)


def question(number: int) -> RatingItem | None:
    return _QUESTIONS.get(number)


def applicable(technician_served: bool) -> tuple[RatingItem, ...]:
    """The questions to ask, the opinion last."""
    return tuple(
        item for item in QUESTIONS if technician_served or item.subject is not Subject.TECHNICIAN
    )


def fits(item: RatingItem, mark: object) -> bool:
    """Whether a mark is one that this item takes; the opinion takes none."""
    if item.shape is Shape.STARS:
        return type(mark) is int and FEWEST_STARS <= mark <= MOST_STARS
    kind = {Shape.SOLVED: Solved, Shape.LEVEL: Level}.get(item.shape)
    return kind is not None and isinstance(mark, kind)


def is_bad_mark(mark: Mark) -> bool:
    """Two stars or fewer, not solved, or 不满意."""
    if isinstance(mark, int):
        return mark <= BAD_STARS
    return mark in (Solved.NO, Level.DISSATISFIED)


def mark_words(mark: Mark) -> str:
    """As the form shows it: `★★★★☆`, `是`, `满意`."""
    if isinstance(mark, int):
        return STAR * mark + NO_STAR * (MOST_STARS - mark)
    return mark.label
