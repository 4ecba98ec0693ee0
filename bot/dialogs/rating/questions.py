"""What is asked of a rating and how it is shown: one item at a time, its answers as buttons.

Labels are those that form C.1 prints. No answer is ever pre-selected, and none is praised.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from core.dialogs.progress import Asked, Progress, ProgressState
from core.messages import Choice, Line
from core.rating import Rating, next_question, rest_of_stars
from core.rating_items import (
    FEWEST_STARS,
    MOST_STARS,
    OPINION,
    QUESTIONS,
    Level,
    Mark,
    RatingItem,
    Shape,
    Solved,
    mark_words,
    question,
)
from core.shanghai import moment_words

DIALOG: Final = "rating"
REST, SKIP, LATER, ANY = "rest", "skip", "later", "all"

ITEM: Final = "{n}. {label}"
WORDS_ITEM: Final = "{label}：直接写下来就行，没有就点“跳过”。"
NOTED: Final = "记下了：{marks}。"
CHANGED: Final = "改好了：{marks}。"
THANKS: Final = Line("谢谢您的评价！")
GIVEN: Final = "{item}：{mark}"
MAY_CHANGE: Final = "{until}前都可以改，点前面的按钮，或直接说，比如“及时性改成4星”。"
NOTHING_GIVEN: Final = "好的，这次就不评了。{until}前想评，说“评价”就行。"
MARK_OF_ITEM: Final = "{item} {mark}"
STARS: Final = "{stars}★"
SAME: Final = "其余同分（{stars}★）"
SKIP_LABEL: Final = "跳过"
LATER_LABEL: Final = "先不评"

OFFERED: Final[dict[Shape, tuple[tuple[str, str], ...]]] = {
    Shape.STARS: tuple(
        (str(stars), STARS.format(stars=stars)) for stars in range(FEWEST_STARS, MOST_STARS + 1)
    ),
    Shape.SOLVED: tuple((str(mark), mark.label) for mark in Solved),
    Shape.LEVEL: tuple((str(mark), mark.label) for mark in Level),
    Shape.WORDS: (),
}
"""The answers offered for each kind of item: the word kept in the button, and its label."""


class Asking(NamedTuple):
    """A question ready to be said, and the progress that remembers it was put."""

    lines: tuple[Line, ...]
    choices: tuple[Choice, ...]
    progress: Progress


def ask(rating: Rating, at: datetime, same: int | None = None, about: int | None = None) -> Asking:
    """The next question, or thanks and the summary where nothing is left. `same`: the stars just
    given, offered for the rest; `about`: the item to ask of, whatever comes next."""
    item = question(about) if about is not None else next_question(rating)
    if item is None:
        return Asking(closing(rating), (), _progress(rating, at))
    choices = choices_of(rating, item, same)
    offered = {"rest": str(same)} if any(one.id == REST for one in choices) else {}
    asked = Asked(str(item.number), tuple(one.id for one in choices))
    return Asking((line_of(item),), choices, _progress(rating, at, asked, offered))


def line_of(item: RatingItem) -> Line:
    """The item as the form prints it."""
    if item.shape is Shape.WORDS:
        return Line(WORDS_ITEM, {"label": item.label})
    return Line(ITEM, {"n": str(item.number), "label": item.label})


def choices_of(rating: Rating, item: RatingItem, same: int | None = None) -> tuple[Choice, ...]:
    """The answers of an item, then what else can be done."""
    marks = tuple(
        Choice(str(n), label, _does(rating, item.number, value))
        for n, (value, label) in enumerate(OFFERED[item.shape], 1)
    )
    rest: tuple[Choice, ...] = ()
    if same is not None and rest_of_stars(rating):
        rest = (Choice(REST, SAME.format(stars=same), _does(rating, REST, same)),)
    skip = Choice(SKIP, SKIP_LABEL, _does(rating, item.number, SKIP))
    later = (Choice(LATER, LATER_LABEL, _does(rating, ANY, LATER)),)
    return (*marks, *rest, skip, *(later if item.number != OPINION else ()))


def _does(rating: Rating, item: object, value: object) -> str:
    return f"rate:{rating.id}:{item}:{value}"


def _progress(
    rating: Rating, at: datetime, asked: Asked | None = None, answers: dict[str, str] | None = None
) -> Progress:
    state = ProgressState.OPEN if asked else ProgressState.FINISHED
    return Progress(
        f"{DIALOG}.{rating.id}", DIALOG, rating.chat, rating.person, rating.id, rating.ended_at,
        answers or {}, asked, state, at,
    )  # fmt: skip


def left(rating: Rating, at: datetime) -> Progress:
    """Nothing is asked for the time being; what was given stays."""
    return Progress(
        f"{DIALOG}.{rating.id}", DIALOG, rating.chat, rating.person, rating.id, rating.ended_at,
        state=ProgressState.DROPPED, touched_at=at,
    )  # fmt: skip


def put_in(progress: Progress, chat: str, person: str) -> Progress:
    """The question as it was put in a chat: each chat that is linked remembers its own."""
    if progress.chat == chat:
        return progress
    return replace(progress, id=f"{progress.id}.{chat}", chat=chat, person=person)


def closing(rating: Rating) -> tuple[Line, ...]:
    """Thanks, all that was given, and how to change it."""
    until = until_of(rating)
    if not rating.items and not rating.opinion:
        return (Line(NOTHING_GIVEN, {"until": until}),)
    given = tuple(
        Line(GIVEN, {"item": item.short, "mark": mark_words(rating.items[item.number])})
        for item in QUESTIONS
        if item.number in rating.items
    )
    return (THANKS, *given, Line(MAY_CHANGE, {"until": until}))


def until_of(rating: Rating) -> str:
    """The end of the window in words."""
    return moment_words(rating.closes_at)


def noted(marks: dict[int, Mark], *, changed: bool) -> tuple[Line, ...]:
    """What was just written down, said back."""
    if not marks:
        return ()
    words = "，".join(
        MARK_OF_ITEM.format(item=item.short, mark=mark_words(mark))
        for number, mark in sorted(marks.items())
        if (item := question(number))
    )
    return (Line(CHANGED if changed else NOTED, {"marks": words}),)
