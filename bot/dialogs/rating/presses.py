"""Buttons under the questions of a rating, of today or of days ago: they change old answers."""

from collections.abc import Callable
from typing import Final, NamedTuple

from bot.dialogs.rating.questions import LATER, REST, SAME, SKIP
from bot.dialogs.rating.reopening import is_reopened, not_taken
from bot.dialogs.rating.saying import after, is_over, late, put_off
from bot.dialogs.talk import Talk
from core.decision import Decision
from core.messages import Line
from core.rating import Rating
from core.rating_items import (
    FEWEST_STARS,
    MOST_STARS,
    STAR_ITEMS,
    Level,
    Mark,
    Solved,
    mark_words,
    question,
)
from core.ratings import Rated, give, same_for_rest, skip

OVER: Final = Line("这次评价已经结束，谢谢您。")
PRESSED_LATE: Final = "{item} {mark}"
MARKS: Final[dict[str, Mark]] = {
    **{str(stars): stars for stars in range(FEWEST_STARS, MOST_STARS + 1)},
    **{str(solved): solved for solved in Solved},
    **{str(level): level for level in Level},
}


class Button(NamedTuple):
    """What a button says: an item and its answer, or what else to do."""

    item: str
    value: str


def press_rating(talk: Talk, rest: str) -> Decision:
    """Do what a button of a rating does; `rest` names the rating, the item and the answer."""
    rating_id, *told = rest.rsplit(":", 2)
    button = Button(*told)
    rating = next((one for one in talk.context.ratings if one.id == rating_id), None)
    if rating is None:
        return talk.say((OVER,))
    if is_reopened(talk, rating):
        return not_taken(talk, rating, words_of(button))
    if button.value in (LATER, SKIP) and is_over(talk, rating):
        return talk.say((OVER,))
    if button.value == LATER:
        return put_off(talk, rating)
    rated = given(talk, rating, button)
    if rated.late:
        return late(talk, rating, words_of(button))
    return after(talk, rating, rated, _same(button))


def given(talk: Talk, rating: Rating, button: Button) -> Rated:
    """Write down what a button says; the domain may refuse it."""
    press = PRESSES.get(button.item) or PRESSES.get(button.value) or _give
    return press(talk, rating, button)


def _give(talk: Talk, rating: Rating, button: Button) -> Rated:
    """A button of a release that offered something else gives nothing."""
    mark = MARKS.get(button.value)
    if mark is None or not button.item.isdecimal():
        return Rated(rating)
    return give(rating, int(button.item), mark, talk.context.now, talk.actor)


def give_rest(talk: Talk, rating: Rating, button: Button) -> Rated:
    """其余同分: the stars that were offered, for the items that still wait."""
    stars = int(button.value)
    return same_for_rest(rating, stars, talk.context.now, talk.actor)


def _skip(talk: Talk, rating: Rating, button: Button) -> Rated:
    return skip(rating, int(button.item), talk.context.now, talk.actor)


PRESSES: Final[dict[str, Callable[[Talk, Rating, Button], Rated]]] = {
    REST: give_rest,
    SKIP: _skip,
}


def _same(button: Button) -> int | None:
    starred = button.item.isdecimal() and int(button.item) in STAR_ITEMS
    return int(button.value) if starred and button.value.isdecimal() else None


def words_of(button: Button) -> str:
    """What was chosen, as it is shown to the staff and kept."""
    if button.item == REST:
        return SAME.format(stars=button.value)
    item = question(int(button.item)) if button.item.isdecimal() else None
    mark = MARKS.get(button.value)
    shown = "" if mark is None else mark_words(mark)
    return PRESSED_LATE.format(item=item.short if item else "", mark=shown)
