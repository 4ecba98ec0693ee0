"""To which groups of a category a new word may belong: those that speak clearly for it."""

from typing import Final

from bot.intents.groups import Group, Layer
from bot.intents.lexicon import Lexicon

CLEAR: Final = 2.5
"""Points from which a single word of a group settles a category."""
MOST_GROUPS: Final = 3
_BY_RULE: Final = "_like"


def fitting_groups(word: str, category: str, lexicon: Lexicon) -> tuple[Group, ...]:
    """The groups that have most words with the same end, then those with most words at all."""
    alike: dict[str, int] = {}
    size: dict[str, int] = {}
    for term, owners in lexicon.known.items():
        for group in owners:
            size[group.name] = size.get(group.name, 0) + 1
            alike[group.name] = alike.get(group.name, 0) + term.endswith(word[-1])
    clear = (group for group in lexicon.groups.values() if _is_clear(group, category))
    ranked = sorted(clear, key=lambda one: (-alike.get(one.name, 0), -size.get(one.name, 0)))
    return tuple(ranked[:MOST_GROUPS])


def _is_clear(group: Group, category: str) -> bool:
    """What is found by its shape (某某仪) is no list that words are added to."""
    points = dict(group.points)
    alone = len(points) == 1 and points.get(category, 0.0) >= CLEAR
    return alone and group.layer is Layer.CATEGORY and not group.name.endswith(_BY_RULE)
