"""Marks for the items of table C.1 as enterprises give them: 五星, "及时3星", 问题没解决, 满意.

A bare figure answers the item asked and nothing else, and only where one was asked: "5台" and "6块"
are no marks. What is vague (还行吧) or off the scale (10分) is kept as such, for asking again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from bot.intents.entities import mark_words as words
from bot.intents.entities.found import clause_around, overlaps
from core.rating_items import MOST_STARS, STAR_ITEMS, Level, Solved

NO_ITEM: Final = 0
"""Stars for the technician as such: the form has no item for that, so it is asked about."""
NEAR: Final = 8
FIRST_SIGN: Final = re.compile(
    r"[星分满般⭐★🌟✨☆💯]|/5|解决|搞定|弄好|处理好|差评"
    rf"|(?:{words.ASPECT.pattern})性?[:是给打 ]{{0,2}}[1-5]"
)


class Unclear(StrEnum):
    """Why a mark must be asked about."""

    VAGUE = "vague"
    OUT_OF_RANGE = "out_of_range"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark; `item` is None for stars that name no item (五星), said to nothing in particular."""

    start: int
    end: int
    item: int | None
    value: int | Solved | Level


@dataclass(frozen=True, slots=True)
class UnclearMark:
    start: int
    end: int
    item: int | None
    said: str
    reason: Unclear


AnyMark = Mark | UnclearMark


def find_marks(plain: str, asked: int | None) -> tuple[AnyMark, ...]:
    """Find the marks; `asked` is the item just asked about, None where no rating is going on."""
    if asked is None and not FIRST_SIGN.search(plain):
        return ()
    found = [*_stars(plain, asked), *_levels(plain), *_solved(plain, asked)]
    if asked is not None:
        found += _answer(plain, asked, found)
    return _once(sorted(found, key=lambda mark: (mark.start, mark.item or 0)))


def _once(found: list[AnyMark]) -> tuple[AnyMark, ...]:
    """满分💯 says one thing twice."""
    said: dict[tuple[int | None, int | str], AnyMark] = {}
    for mark in found:
        meant = mark.value if isinstance(mark, Mark) else mark.said
        said.setdefault((mark.item, meant), mark)
    return tuple(said.values())


def _stars(plain: str, asked: int | None) -> list[AnyMark]:
    marks: list[AnyMark] = []
    given: set[int] = set()
    place = 0
    for match in words.STARS.finditer(plain):
        if not _is_given(plain, match, asked):
            continue
        first = max(place, clause_around(plain, *match.span())[0])
        named = _named(plain, place, first, match.start())
        before, behind = plain[first : match.start()], plain[match.end() : match.end() + NEAR]
        items = named or _unnamed(before, behind, asked, given)
        given |= set(named)
        marks += [_valued(plain, match, item) for item in items]
        place = match.end()
    return marks + [_bare_star(plain, match) for match in words.BARE_AFTER_ITEM.finditer(plain)]


def _is_given(plain: str, match: re.Match[str], asked: int | None) -> bool:
    before = plain[max(0, match.start() - 6) : match.start()]
    if asked is None and match["unit"] and not words.GIVEN_BEFORE.search(before):
        return False
    if words.NOT_GIVEN.search(before) or words.TRADE.match(plain, match.end()):
        return False
    ten = match["number"] in ("十", "百")
    return bool((words.CLOSES_TEN if ten else words.CLOSES).match(plain, match.end()))


def _valued(plain: str, match: re.Match[str], item: int | None) -> AnyMark:
    start, end = match.span()
    value = _count(match)
    if item == words.OVERALL:
        item = None
    if item is not None and item not in STAR_ITEMS:
        return UnclearMark(start, end, None, match.group(), Unclear.VAGUE)
    if value is None or words.TAKEN_OFF.search(plain, max(0, start - 3), start):
        return UnclearMark(start, end, item, match.group(), Unclear.VAGUE)
    if not 1 <= value <= MOST_STARS:
        return UnclearMark(start, end, item, match.group(), Unclear.OUT_OF_RANGE)
    return Mark(start, end, item, value)


def _count(match: re.Match[str]) -> int | None:
    """The stars; None for half ones."""
    if match["signs"]:
        return len(re.sub(r"[☆\ufe0f\s]", "", match["signs"]))
    if match["full"] or match["minus"]:
        return MOST_STARS if match["full"] else 0
    number = match["ratio"] or match["number"]
    if match["half"] or "." in number or words.BETWEEN.fullmatch(number):
        return None
    return int(number) if number.isdecimal() else words.DIGITS.get(number, MOST_STARS + 1)


def _named(plain: str, place: int, first: int, start: int) -> list[int]:
    """The items named for stars at `start`: a list right before them, or the clause's last."""
    if counted := words.FIRST_ITEMS.search(plain, first, start):
        return _counted(counted)
    if numbered := list(words.NUMBERED.finditer(plain, first, start)):
        return [_number(match[1]) for match in numbered]
    listed = words.ITEMS_BEFORE.search(plain, place, start)
    aspects = list(words.ASPECT.finditer(plain, listed.start() if listed else first, start))
    # 服务态度, 服务站及时: the second word says which item.
    joined = {aspect.start() for aspect in aspects}
    items = [_item(plain, aspect) for aspect in aspects if aspect.end() not in joined]
    return items if listed else items[-1:]


def _unnamed(before: str, behind: str, asked: int | None, given: set[int]) -> Sequence[int | None]:
    if words.REST.search(before):
        return sorted(STAR_ITEMS - given)
    if words.BY_TECHNICIAN.search(before) or words.SOME_ITEMS.search(before):
        return [NO_ITEM]
    if words.ALL.search(before) or words.ALL_AFTER.match(behind):
        return sorted(STAR_ITEMS)
    return [asked if asked in STAR_ITEMS else None]


def _counted(match: re.Match[str]) -> list[int]:
    """前四项, 1到4: the items of the form that these are, as far as they take stars."""
    first = _number(match["from"]) if match["from"] else 1
    return [n for n in range(first, _number(match["first"] or match["to"]) + 1) if n in STAR_ITEMS]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else words.DIGITS[text]


def _item(plain: str, aspect: re.Match[str]) -> int:
    """The item that a word names: of the station, or of the technicians spoken of last."""
    end = aspect.end()
    technician = max((m.start() for m in words.BY_TECHNICIAN.finditer(plain, 0, end)), default=-1)
    station = max((m.start() for m in words.BY_STATION.finditer(plain, 0, end)), default=-1)
    table = words.TECHNICIAN if technician > station else words.STATION
    return table[words.ASPECT_OF[aspect.group()]]


def _bare_star(plain: str, match: re.Match[str]) -> Mark:
    aspect = words.ASPECT.match(plain, match.start())
    numbered = words.NUMBERED.match(plain, match.start())
    item = _item(plain, aspect) if aspect else words.OVERALL
    item = _number(numbered[1]) if numbered else item
    return Mark(*match.span("number"), item if item in STAR_ITEMS else None, int(match["number"]))


def _levels(plain: str) -> Iterator[AnyMark]:
    vague = [
        UnclearMark(*match.span(), words.OVERALL, match.group(), Unclear.VAGUE)
        for match in words.VAGUE_LEVEL.finditer(plain)
    ]
    yield from vague
    taken = [(mark.start, mark.end) for mark in vague]
    for match in words.LEVEL.finditer(plain):
        if not overlaps(match.span(), taken) and _is_level(plain, match):
            yield Mark(*match.span(), words.OVERALL, Level(match.lastgroup or ""))
    for clause in re.finditer(r"[^,。;!?\n~…\s]+", plain):
        if words.FAIR.fullmatch(clause.group()):
            yield Mark(*clause.span(), words.OVERALL, Level.FAIR)


def _is_level(plain: str, match: re.Match[str]) -> bool:
    first, _ = clause_around(plain, *match.span())
    told = words.NOT_A_LEVEL_BEFORE.search(plain, first, match.start())
    return not told and not words.NOT_A_LEVEL_AFTER.match(plain, match.end())


def _solved(plain: str, asked: int | None) -> Iterator[AnyMark]:
    half = words.HALF_SOLVED.search(plain)
    unsolved = words.UNSOLVED.search(plain)
    solved = words.WAS_SOLVED.search(plain)
    if half:
        yield UnclearMark(*half.span(), words.SOLVED, half.group(), Unclear.VAGUE)
    elif unsolved:
        yield Mark(*unsolved.span(), words.SOLVED, Solved.NO)
    elif solved:
        yield Mark(*solved.span(), words.SOLVED, Solved.YES)
    elif asked == words.SOLVED:
        yield from _yes_or_no(plain)


def _yes_or_no(plain: str) -> Iterator[Mark]:
    for pattern, value in ((words.YES, Solved.YES), (words.NO, Solved.NO)):
        if pattern.fullmatch(plain.strip()):
            yield Mark(0, len(plain), words.SOLVED, value)


def _answer(plain: str, asked: int, found: list[AnyMark]) -> list[AnyMark]:
    """What counts only because a rating was asked for: a bare figure, or a vague word."""
    bare = words.BARE.fullmatch(plain.strip())
    if bare and not found:
        return _bare_figure(plain, asked, bare[1])
    if not found and (many := words.BARE_FOR_MANY.fullmatch(plain.strip())):
        return _bare_for_many(plain, many)
    whole = words.BARE_BETWEEN.fullmatch(plain.strip()) or words.LIKE_A_MARK.fullmatch(
        plain.strip()
    )
    vague = [] if found else [whole] if whole else list(words.VAGUE.finditer(plain))[:1]
    item = asked if asked in chain(STAR_ITEMS, (words.OVERALL,)) else None
    return [UnclearMark(*match.span(), item, match.group(), Unclear.VAGUE) for match in vague]


def _bare_for_many(plain: str, match: re.Match[str]) -> list[AnyMark]:
    """都给5, 其余4."""
    start = plain.index(match["number"], len(match["which"]))
    value = _number(match["number"])
    return [Mark(start, start + 1, item, value) for item in sorted(STAR_ITEMS)]


def _bare_figure(plain: str, asked: int, figure: str) -> list[AnyMark]:
    if asked not in STAR_ITEMS:
        return []
    start = plain.index(figure)
    end, value = start + len(figure), _number(figure)
    if 1 <= value <= MOST_STARS:
        return [Mark(start, end, asked, value)]
    return [UnclearMark(start, end, asked, figure, Unclear.OUT_OF_RANGE)]
