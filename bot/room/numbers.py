"""Request numbers as staff say them: “7”, “7号”, “7号单”, “第7单”, “#7”, “HY-2026-0007”."""

import re
from typing import Final

from bot.intents.normal import normalise
from core.requests.numbers import mention

SAID: Final = (
    r"(?:(?:第\s?)?(?P<figure>\d{1,6})(?P<unit>号单|号|张?单)?"
    r"|(?P<written>#\d{1,6}|[a-z][a-z0-9]{0,7}-\d{4}-\d{4,})(?:号单|号|单)?)"
)
NUMBER: Final = re.compile(rf"[\s:]*{SAID}(?=[\s:]|$)")
DAY: Final = "号"
"""“27号” may as well be a day of the month."""


def looked_up(number: re.Match[str]) -> str:
    """A number that was found, as it is looked up."""
    return mention(number["figure"] or number["written"])


def is_bare(number: re.Match[str]) -> bool:
    """Whether it may as well be a part of what is said: “2 台”, “2号”."""
    return number["written"] is None


def mentioned(piece: str) -> str:
    """The request that a piece of text is a number of; empty for none."""
    found = NUMBER.fullmatch(normalise(piece).strip())
    return looked_up(found) if found else ""


def numbers_in(text: str) -> tuple[str, ...]:
    """Every number in the text that stands by itself, as looked up."""
    pieces = re.split(r"[\s,、:]+", normalise(text))
    return tuple(found for piece in pieces if (found := mentioned(piece)))
