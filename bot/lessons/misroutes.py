"""Which word of the lexicon led needs to the wrong category, and how many requests went wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.categories import Category
from core.lessons import Lesson, LessonKind


@dataclass(frozen=True, slots=True)
class Misled:
    """A word that spoke for the wrong category ("" where no word did), the right one ("" where
    nobody said which), and the needs in which it did, the last one last."""

    word: str
    wrong: str
    right: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the requests that belong to a category had first gone to another one."""

    category: Category
    misrouted: int
    filed: int


def misled_by(lessons: Iterable[Lesson]) -> tuple[Misled, ...]:
    """Every word that misled, the one that did most often first."""
    found: defaultdict[tuple[str, str, str], list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if is_wrong(lesson):
            words = {one.word for one in lesson.matched if one.points_to == lesson.guess} or {""}
            for word in words:
                found[word, lesson.guess, lesson.chosen].append(lesson)
    rows = (Misled(*key, tuple(those)) for key, those in found.items())
    return tuple(sorted(rows, key=lambda one: (-len(one.lessons), one.word, one.wrong, one.right)))


def is_wrong(lesson: Lesson) -> bool:
    """Whether another category stood there than belongs there."""
    return lesson.guess not in ("", lesson.chosen)


def misrouted(lessons: Sequence[Lesson], filed: Mapping[str, str]) -> frozenset[str]:
    """The filed requests whose category was put right. Where the product had asked, and was told,
    nothing went wrong."""
    wrong = (one for one in lessons if is_wrong(one) and one.kind is not LessonKind.CHOICE)
    return frozenset(one.request for one in wrong) & filed.keys()


def shares(lessons: Sequence[Lesson], filed: Mapping[str, str]) -> tuple[Share, ...]:
    """The share of misrouted requests by the category that they belong to."""
    wrong = misrouted(lessons, filed)
    of = {
        category: [request for request, own in filed.items() if own == category]
        for category in Category
    }
    return tuple(
        Share(category, len(wrong.intersection(those)), len(those))
        for category, those in of.items()
    )
