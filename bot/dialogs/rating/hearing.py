"""What a message says about a rating: marks, a vague word, or that it says nothing about it.

A figure alone answers the item that was asked and nothing else. Words that name no item answer the
item asked where it takes stars, else item 1. What does not fit its item is asked about, never
rounded to something that does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.dialogs.rating.levels import FIRST, item_of_level
from bot.dialogs.talk import Talk
from bot.intents.entities.mark_rows import find_row
from bot.intents.entities.mark_words import BY_TECHNICIAN
from bot.intents.entities.marks import AnyMark, Unclear, UnclearMark, find_marks
from bot.intents.entities.marks import Mark as MarkFound
from core.intents import Act, Meaning
from core.rating import Rating
from core.rating_items import OPINION, STAR_ITEMS, Level, Mark, Solved, applicable, fits, question

MOST_BESIDE: Final = 5
NAMED: Final = re.compile("评|打分|星|满意")
"""What names the rating itself, where a request in work could be meant as well."""
TROUBLE: Final = (Meaning.COMPLAINT, Meaning.REPORT, Meaning.PROBLEM)
ACCUSES: Final = re.compile("投诉|举报")
WILL_ACCUSE: Final = re.compile("(?<!不)要(?:投诉|举报)")
CHANGES: Final = re.compile("改成|改为|换成|改到")
GIVES: Final = "是给"
"""及时性改成4星 gives as 及时性是给4星 does; places in the text stay the same."""
REMARK: Final = re.compile(
    rf"(?:{BY_TECHNICIAN.pattern})(?!的话|这边|那边)[^,。;!?\n\d星分⭐★]{{2,}}(?=[,。;!?\n])"
)
"""A clause about a technician that gives no mark (师傅来得准时，及时性5分). Where the form asks
about none, it must not turn the station's mark after it into one of theirs."""
FIGURE: Final = re.compile(r"\s*(\d{1,3})\s*[。.!~]*\s*")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mark that must be asked about: what was said of which item, and why it does not do."""

    said: str
    reason: Unclear
    item: int


@dataclass(frozen=True, slots=True)
class MarksHeard:
    """Marks by item, and the first that is in doubt. `strange`: marks for items that this rating
    does not have; `judged`: a mark was said, whether or not it fits an item."""

    marks: dict[int, Mark] = field(default_factory=dict)
    doubt: Doubt | None = None
    strange: bool = False
    judged: bool = False

    def __bool__(self) -> bool:
        return bool(self.marks) or self.doubt is not None or self.strange


SILENCE: Final = MarksHeard()


def hear_marks(talk: Talk, rating: Rating, asked: int | None) -> MarksHeard:
    """The marks of a message; `asked` is the item last asked about, None where something else was
    talked about since."""
    if row := _row(talk, rating, asked):
        return MarksHeard(row, judged=True)
    found = _found(talk, rating, asked)
    if asked == OPINION and not _only_marks(talk, found):
        return SILENCE
    items = {item.number for item in applicable(rating.technician_served)}
    clear = [mark for mark in found if isinstance(mark, MarkFound) and _belongs(talk, mark, asked)]
    places = _places(talk, rating, clear, asked)
    placed = [(number, mark) for number, mark in zip(places, clear, strict=True) if number in items]
    fitting = {number: mark.value for number, mark in placed if _fits(number, mark.value)}
    misfits = ((number, mark) for number, mark in placed if not _fits(number, mark.value))
    doubt = _doubt(talk, found, asked) or _misfit(talk, next(misfits, None))
    doubt = doubt if doubt and doubt.item in items else None
    return MarksHeard(fitting, doubt, strange=bool(clear) and not placed, judged=bool(clear))


def _row(talk: Talk, rating: Rating, asked: int | None) -> dict[int, Mark]:
    """A mark for each item, from the first on where they are all there, else from the one asked."""
    marked = [item for item in applicable(rating.technician_served) if item.number != OPINION]
    row = find_row(talk.reading.plain, marked)
    if len(row) == len(marked):
        return row
    if asked is None:
        return {}
    return find_row(talk.reading.plain, [item for item in marked if item.number >= asked])


def _found(talk: Talk, rating: Rating, asked: int | None) -> tuple[AnyMark, ...]:
    plain = CHANGES.sub(GIVES, talk.reading.plain)
    if not rating.technician_served:
        plain = REMARK.sub(lambda remark: "·" * len(remark[0]), plain)
    return find_marks(plain, None if asked == OPINION else asked)


def _only_marks(talk: Talk, found: Iterable[AnyMark]) -> bool:
    """An opinion may well say 满意; it is a mark where it says little else, or changes one."""
    plain = talk.reading.plain
    covered = {place for mark in found for place in range(mark.start, mark.end)}
    beside = [sign for place, sign in enumerate(plain) if place not in covered and sign.isalnum()]
    return len(beside) <= MOST_BESIDE or talk.reading.does(Act.CORRECT)


def _places(talk: Talk, rating: Rating, clear: Sequence[MarkFound], asked: int | None) -> list[int]:
    """The item of each mark. A level beside another mark (解决了，满意) says something of its own,
    so it is the overall one."""
    alone = all(isinstance(mark.value, Level) for mark in clear)
    return [
        item_of_level(talk.reading.plain, mark.start, rating, asked if alone else None)
        if isinstance(mark.value, Level)
        else _place(mark, asked)
        for mark in clear
    ]


def _place(mark: MarkFound, asked: int | None) -> int:
    if mark.item is not None:
        return mark.item
    return asked if asked in STAR_ITEMS else FIRST


def _open(asked: int | None) -> int:
    """The item that a vague word is asked back about."""
    return FIRST if asked in (None, OPINION) else asked


def _belongs(talk: Talk, mark: MarkFound, asked: int | None) -> bool:
    """With another request in work and nothing asked, 没解决 is said of that one."""
    return asked is not None or not isinstance(mark.value, Solved) or not talk.open_dossiers


def _fits(number: int, value: Mark) -> bool:
    item = question(number)
    return item is not None and fits(item, value)


def _doubt(talk: Talk, found: Iterable[AnyMark], asked: int | None) -> Doubt | None:
    unclear = next((mark for mark in found if isinstance(mark, UnclearMark)), None)
    if unclear is not None:
        return Doubt(unclear.said, unclear.reason, unclear.item or _open(asked))
    figure = FIGURE.fullmatch(talk.reading.plain)
    if figure is None or asked is None or asked in STAR_ITEMS or asked == OPINION:
        return None
    return Doubt(figure[1], Unclear.OUT_OF_RANGE, asked)


def _misfit(talk: Talk, misfit: tuple[int, MarkFound] | None) -> Doubt | None:
    if misfit is None:
        return None
    item, mark = misfit
    reason = Unclear.VAGUE if isinstance(mark.value, Level) else Unclear.OUT_OF_RANGE
    return Doubt(talk.reading.plain[mark.start : mark.end], reason, item)


def accuses(talk: Talk) -> bool:
    """Whether stars come with a complaint."""
    reading = talk.reading
    means = reading.means(Meaning.COMPLAINT, Meaning.REPORT) and ACCUSES.search(reading.plain)
    return bool(means or WILL_ACCUSE.search(reading.plain))
