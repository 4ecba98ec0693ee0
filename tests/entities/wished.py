"""Wished times as the tables of these tests write them, counted from Tuesday, 11 March 2025."""

from datetime import datetime
from typing import Final

from bot.intents.entities.wishes import find_wishes
from bot.intents.normal import normalise
from core.wishes import Wish

TUESDAY: Final = datetime.fromisoformat("2025-03-11T09:00:00+08:00")


def words_of(wish: Wish) -> str:
    """ "kind first..last part time-until" as far as they are there."""
    last = f"..{wish.to}" if wish.to else ""
    until = f"-{wish.until}" if wish.until else ""
    parts = (wish.kind, f"{wish.date or ''}{last}", wish.part or "", f"{wish.time or ''}{until}")
    return " ".join(part for part in parts if part)


def found(text: str) -> list[tuple[str, str]]:
    """What was said of each wished time, and what it means."""
    return [
        (one.wish.said, words_of(one.wish)) for one in find_wishes(normalise(text), text, TUESDAY)
    ]
