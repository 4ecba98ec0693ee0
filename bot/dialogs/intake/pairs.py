"""Several people with a number each: whom to call for all of it, and who stands beside.

A name is never put together with somebody else's number. Whoever is named for one thing only
(“叉车联系李工…，其他找我…”) stays in the words of the need.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.intents.entities.contacts import find_contacts
from bot.intents.entities.found import PhoneFound, Span, clause_around, overlaps
from bot.intents.reading import Reading
from core.intents import Act

MOST_OF_IT: Final = re.compile(r"其[他它余]|别的|剩下|主要|总的|总?联[系络]人|本人|我(?!们)")
BEFORE_NUMBER_ENDS: Final = re.compile(
    r"(?:的?(?:电话|手机号?码?|号码|联系方式|座机)[是为]?)?[\s:]*$"
)
NAME_LETTERS: Final = (4, 3, 2)


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and the name that stands in the same clause, "" where none does."""

    start: int
    end: int
    name: str
    phone: str
    leads: bool


def main_pair(reading: Reading) -> Pair | None:
    """Whom to call where several people with numbers are named; None where it is but one."""
    pairs = _pairs(reading)
    leading = [pair for pair in pairs if pair.leads]
    named = [pair for pair in pairs if pair.name]
    if not named or len({*named, *leading}) == 1:
        return None
    if reading.does(Act.CORRECT, Act.DENY):
        return named[-1]
    return next(iter(leading), named[0])


def beside(reading: Reading) -> tuple[Span, ...]:
    """The clauses that name another person with a number of their own."""
    main = main_pair(reading)
    if main is None or reading.does(Act.CORRECT, Act.DENY):
        return ()
    others = (pair for pair in _pairs(reading) if pair.name and pair != main)
    return tuple((pair.start, pair.end) for pair in others)


def _pairs(reading: Reading) -> list[Pair]:
    own = [found for found in reading.phones if not found.denied]
    own = [found for found in own if not found.aside] or own
    if len(own) == 1:
        return []
    clauses = [clause_around(reading.plain, found.start, found.end) for found in own]
    if len(set(clauses)) < len(own):
        return []  # several numbers in one breath belong to one person
    return [_pair(reading, found, span) for found, span in zip(own, clauses, strict=True)]


def _pair(reading: Reading, found: PhoneFound, span: Span) -> Pair:
    leads = MOST_OF_IT.search(reading.plain, *span) is not None
    return Pair(*span, _name(reading, found, span), str(found.phone), leads)


def _name(reading: Reading, found: PhoneFound, span: Span) -> str:
    inside = [one for one in reading.contacts if overlaps((one.start, one.end), (span,))]
    if inside:
        return "" if inside[-1].foreign else inside[-1].value
    return next(filter(None, (_named_before(reading, found, most) for most in NAME_LETTERS)), "")


def _named_before(reading: Reading, found: PhoneFound, letters: int) -> str:
    """A name right before a number, whatever leads in to it (财务王芳139…, 其他找我柯亮139…)."""
    before = BEFORE_NUMBER_ENDS.search(reading.plain, 0, found.start)
    end = before.start() if before else found.start
    start = max(0, end - letters)
    plain, text = (one[start:end] + one[found.start : found.end] for one in _both(reading))
    phone = (end - start, end - start + found.end - found.start)
    names = find_contacts(plain, text, (phone,))
    return next((one.value for one in names if one.end == end - start and not one.foreign), "")


def _both(reading: Reading) -> tuple[str, str]:
    return reading.plain, reading.text
