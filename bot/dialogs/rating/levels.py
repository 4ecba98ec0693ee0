"""A word of satisfaction, and the item that it is said of.

The form takes such a word for item 10 alone. Right after the invitation it is the overall
judgement; said later in answer to stars, or said of the manners, it is no answer to item 10.
"""

import re
from typing import Final

from bot.intents.entities.mark_words import ASPECTS, OVERALL, STATION
from core.rating import Rating
from core.rating_items import OPINION

FIRST: Final = 1
OVERALL_NAMED: Final = re.compile("|".join(ASPECTS["总体"]))
OF_ONE: Final = ("及时", "专业", "文明", "设施")
ITEM_OF: Final = {word: STATION[key] for key in OF_ONE for word in ASPECTS[key]}
OF_ITEM: Final = re.compile(
    rf"(?P<word>{'|'.join(ITEM_OF)})"
    r"[性度]?(?:方面|上|我|也|都|还|是|就|感觉)*$"
)


def item_of_level(plain: str, start: int, rating: Rating, asked: int | None) -> int:
    """The item that a level at `start` is said of; where that is not the overall one, it must be
    asked about, for no other item takes a level."""
    named = OF_ITEM.search(plain, 0, start)
    if named:
        return ITEM_OF[named["word"]]
    if asked in (None, OPINION) or OVERALL_NAMED.search(plain):
        return OVERALL
    untouched = not rating.items and not rating.skipped
    return OVERALL if asked == FIRST and untouched else asked or OVERALL
