"""What of a message is left once the words are taken out that it sets aside itself.

The learned tables hear pieces of words and know nothing of where these stand: to them
“体系认证做过了，现在缺内审员” speaks of certification. A word of a category that is negated,
settled or part of a name is therefore kept from them, as long as another is left that is meant.
"""

from typing import Final

from bot.intents.clauses import SETTLED, Clauses
from bot.intents.groups import Layer
from bot.intents.scoring import Evidence

_MEANT: Final = 0.3
_TURNS: Final = "switched"
"""不做了，改成…: words of the turn from one need to the next, which call nothing off."""


def standing(plain: str, evidence: list[Evidence], clauses: Clauses) -> str:
    """As long as `plain`, with blanks where words are set aside."""
    layer, weights = Layer.CATEGORY, clauses.weights
    turns = [item.hit for item in evidence if item.hit.group.name == _TURNS]
    spans = [(turn.start, turn.end) for turn in turns]
    spans += [
        (item.hit.start, item.hit.end)
        for item in evidence
        if item.hit.group.layer is layer
        and weights[item.hit.start] <= SETTLED
        and max(weights[item.hit.start : item.hit.end]) <= SETTLED
    ]
    if not spans or not any(
        item.weight > _MEANT and item.hit.group.layer is layer for item in evidence
    ):
        return plain
    letters = list(plain)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)
