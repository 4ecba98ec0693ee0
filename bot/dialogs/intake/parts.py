"""Which need of several a part of a message speaks of, and which parts describe a need at all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.dialogs.intake.steps import needs_in
from bot.intents.entities.details import clauses, quantities
from bot.intents.entities.found import Span, overlaps, spans_of
from bot.intents.entities.numbers import count_of
from bot.intents.entities.urgency import find_urgency
from bot.intents.needs import Need
from bot.intents.reading import Reading
from core.categories import Category
from core.dialogs.steps import Answers

ADDS: Final = re.compile(
    r"补充(?:一?[句条点下]|说明)*|(?:再)?加一?[句条]|(?:忘了|顺便)说(?:一下)?|说明一下"
)
"""What follows is told besides."""
CATEGORIES: Final = frozenset(Category)
SAME_CATEGORY: Final = 3.0
SHARED_PAIR: Final = 1.0
SHARED_LETTER: Final = 0.2
LIKE_ENOUGH: Final = 0.2
EMPTY_LETTERS: Final = frozenset("的了是要想个我们你一有在和就都也还这那吗呢吧来去不下")
NTH: Final = re.compile(
    r"第(?P<nth>[一二三四五六七八九1-9])(?:[个件项条张样]|种)(?!周|星期|礼拜|月|季|工作日)"
    r"|需求(?P<number>[一二三四五六七八九1-9])"
)
AGREES: Final = re.compile(r"[两三几]个都(?:可以|行|好|成|中|要得)[的了吧啊]?")
REACHED_BY: Final = re.compile(r"号码|电话(?![机线亭卡])|手机号|联系方式|联系人")
"""What is said of how to reach somebody says nothing of the thing wanted."""
QUESTION: Final = ("吗", "？", "?", "不够", "几", "多少", "怎么", "呢")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a message and the number of the need that it speaks of, 0 where none is named;
    `named` where the clause itself says which, and does not merely follow one that does."""

    start: int
    end: int
    need: int
    named: bool = False


def parts(reading: Reading, answers: Answers) -> tuple[Part, ...]:
    """The clauses, each with its need; a clause that names none goes with the one before it."""
    found: list[Part] = []
    several = len(needs_in(answers)) > 1
    current = 0 if several else 1
    for start, end in clauses(reading.plain):
        spoken_of = _spoken_of(reading, (start, end), answers) if several else 0
        current = spoken_of or current
        found.append(Part(start, end, current, spoken_of > 0))
    return tuple(found)


def part_at(found: tuple[Part, ...], place: int) -> Part | None:
    """The clause that holds a place of the message."""
    return next((part for part in found if part.start <= place < part.end), None)


def need_at(found: tuple[Part, ...], place: int) -> int:
    """The need that is spoken of at a place of the message."""
    part = part_at(found, place)
    return part.need if part else 0


def describing(reading: Reading, taken: tuple[Span, ...], found: tuple[Part, ...]) -> list[Part]:
    """The clauses that say something about the thing wanted: how many, which, what is wrong."""
    return [part for part in found if _describes(reading, (part.start, part.end), taken)]


def _describes(reading: Reading, span: Span, taken: tuple[Span, ...]) -> bool:
    start, end = span
    clause = reading.plain[start:end]
    if any(mark in clause for mark in QUESTION) or AGREES.fullmatch(clause):
        return False
    if REACHED_BY.search(clause):
        return False
    free = [place for place in _objects(reading, span) if not overlaps(place, taken)]
    return bool(free)


def _objects(reading: Reading, span: Span) -> Iterator[Span]:
    """Where things and amounts are named inside a clause."""
    for match in reading.meant.matched:
        named = match.points_to in CATEGORIES
        if named and span[0] <= match.start and match.end <= span[1]:
            yield match.start, match.end
    for start, end in quantities(reading.plain):
        if span[0] <= start and end <= span[1]:
            yield start, end


def _spoken_of(reading: Reading, span: Span, answers: Answers) -> int:
    return _counted_off(reading, span, answers) or _most_alike(reading, span, answers)


def _counted_off(reading: Reading, span: Span, answers: Answers) -> int:
    """The need that is called by its place in the list ("第二个")."""
    nth = NTH.search(reading.plain, *span)
    count = count_of(nth["nth"] or nth["number"]) if nth else 0
    return count if count in needs_in(answers) else 0


def _most_alike(reading: Reading, span: Span, answers: Answers) -> int:
    scored = [(likeness(reading, span, answers, n), -n) for n in needs_in(answers)]
    best, n = max(scored)
    return -n if best >= LIKE_ENOUGH else 0


def likeness(reading: Reading, span: Span, answers: Answers, n: int) -> float:
    """How much of a need's words and category a clause repeats."""
    start, end = span
    clause = reading.plain[start:end]
    detail = answers.get(f"need.{n}.detail", "")
    pointed = is_pointed_to(reading, span, answers, n)
    pairs = pairs_of(clause) & pairs_of(detail)
    letters = (set(clause) & set(detail)) - EMPTY_LETTERS
    return SAME_CATEGORY * pointed + SHARED_PAIR * len(pairs) + SHARED_LETTER * len(letters)


def is_pointed_to(reading: Reading, span: Span, answers: Answers, n: int) -> bool:
    """Whether a word of a clause speaks for the category of a need."""
    category = answers.get(f"need.{n}.category", "")
    return any(
        match.points_to == category
        for match in reading.meant.matched
        if span[0] <= match.start and match.end <= span[1]
    )


def strays_among(reading: Reading, needs: tuple[Need, ...]) -> dict[Span, int | None]:
    """The clauses that stand behind one need and are no words of its own: those of another need
    (“…；电工要培训。压力表是0.4级的”) with its place, and those that merely say when."""
    strays: dict[Span, int | None] = {}
    times = spans_of(reading.wishes, find_urgency(reading.plain, reading.text))
    for own, need in enumerate(needs):
        for span in clauses(reading.plain):
            if not need.start < span[0] < need.end:
                continue
            known = _known_without(reading, needs, span)
            alike = [likeness(reading, span, known, n) for n in range(len(needs))]
            best = max(range(len(needs)), key=alike.__getitem__)
            moves = alike[best] - alike[own] >= SAME_CATEGORY
            if _merely_says_when(
                reading, span, times, known[f"need.{best if moves else own}.detail"]
            ):
                strays[span] = None
            elif moves:
                strays[span] = best
    return strays


def _known_without(reading: Reading, needs: tuple[Need, ...], span: Span) -> dict[str, str]:
    """The needs as they would be known without one clause."""
    known: dict[str, str] = {}
    clause = reading.plain[slice(*span)]
    for n, need in enumerate(needs):
        said = reading.plain[need.start : need.end].replace(clause, "")
        known |= {f"need.{n}.detail": said, f"need.{n}.category": str(need.category)}
    return known


def _merely_says_when(reading: Reading, span: Span, times: tuple[Span, ...], known: str) -> bool:
    """Whether a clause names a time, and nothing beside it but what is known."""
    inside = [one for one in times if overlaps(one, (span,))]
    rest = "".join(
        " " if overlaps((place, place + 1), inside) else reading.plain[place]
        for place in range(*span)
    )
    return bool(inside) and not pairs_of(rest) - pairs_of(known)


def pairs_of(text: str) -> set[str]:
    """Neighbouring letters that carry meaning, to tell whether two texts speak of one thing."""
    kept = [letter for letter in text if letter.isalnum() and letter not in EMPTY_LETTERS]
    return {first + second for first, second in pairwise(kept)}
