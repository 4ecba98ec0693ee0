"""What a message may be about where it leaves the matter open, and the things that it names.

A question in doubt offers these, and nothing that is merely not impossible; where no word spoke for
anything, there is nothing to offer.
"""

from dataclasses import dataclass
from typing import Final

from bot.intents.lexicon import Lexicon
from bot.intents.understand import Understanding
from core.categories import Category
from core.intents import Meaning

MOST: Final = 3
THIRD_FROM: Final = 0.1
"""The share from which a third category is offered; the second is, however small."""
STEPS: Final = 5
"""What lies in the same fifth of certainty stands in the standard's order."""
PLACE: Final = {category: place for place, category in enumerate(Category)}
UNSPOKEN: Final = 0.6
"""The share that the first must have where no word of the lexicon spoke for it."""
OF_NEEDS: Final = 0.3
"""How probable any need at all must be, beside all that means something."""
SHAPED: Final = "standard_code"
"""Numbers of standards are found by their shape and are no terms."""
THINGS: Final = frozenset(
    {"instrument", "equipment", "product", "property", "system", "person", "knowledge",
     "cert_name", "award", "ip", "policy", "affairs", SHAPED}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """What somebody named, in their own letters, and the group of the lexicon that knows it."""

    words: str
    group: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """The categories that are likely enough to be offered, the likeliest first."""

    likely: tuple[Category, ...] = ()
    things: tuple[Thing, ...] = ()


NO_DOUBT: Final = Doubt()


def find_doubt(plain: str, text: str, meant: Understanding, lexicon: Lexicon) -> Doubt:
    """`text` is the message as written, letter for letter as long as `plain`."""
    unread = meant.meaning is Meaning.NONE and not meant.plain_answer
    if not (meant.ask or unread):
        return NO_DOUBT
    odds = meant.odds
    whole = sum(odds[category] for category in Category)
    wanted = meant.meaning is not Meaning.NONE or whole >= OF_NEEDS * (1 - odds[Meaning.NONE])
    ranked = sorted(Category, key=odds.__getitem__, reverse=True)
    spoken = any(one.points_to in frozenset(Category) for one in meant.matched)
    if not wanted or (not spoken and odds[ranked[0]] < UNSPOKEN * whole):
        return NO_DOUBT
    third = odds[ranked[MOST - 1]] >= THIRD_FROM * whole
    offered = set(ranked[: MOST if third else MOST - 1])
    in_order = sorted(offered, key=lambda one: (-int(odds[one] / whole * STEPS), PLACE[one]))
    return Doubt(tuple(in_order), _things(plain, text, meant, lexicon))


def _things(plain: str, text: str, meant: Understanding, lexicon: Lexicon) -> tuple[Thing, ...]:
    return tuple(
        Thing(text[one.start : one.end], group)
        for one in meant.matched
        for group in _groups(plain[one.start : one.end], one.points_to, lexicon)
    )


def _groups(term: str, points_to: str, lexicon: Lexicon) -> tuple[str, ...]:
    known = lexicon.known.get(term)
    if known is None:
        return (SHAPED,) if points_to == Category.STANDARDIZATION else ()
    return tuple(group.name for group in known if group.name in THINGS)
