"""The labelled sets by which a change of the lexicon is judged; they come with the release."""

from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from bot.lessons.scoring import Labelled, load

GOLD_DIR: Final = Path(__file__).parent.parent / "intents" / "gold"
TUNING: Final = GOLD_DIR / "tuning.jsonl"
OWN: Final = GOLD_DIR / "own-messages.jsonl"


class GoldSet(NamedTuple):
    """Messages whose intent and categories are beyond doubt."""

    name: str
    messages: tuple[Labelled, ...]


@cache
def gold_sets() -> tuple[GoldSet, ...]:
    """Every gold set of the release."""
    return tuple(GoldSet(path.stem, load(path)) for path in (TUNING, OWN))
