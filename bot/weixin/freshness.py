"""Whether a push is made now, and whether the one of this signature came before with other words.

The platforms name no window. The plain signature covers a moment and a word used once, and not the
body, so that whoever has seen one address could post under it for ever.

What came is remembered by this process alone: another one would let it in again. The same body the
inbox recognises, and another one cannot be signed where pushes are sealed.
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

WINDOW: Final = timedelta(minutes=5)
"""How far the clocks of the two may be apart, either way."""
MOST_REMEMBERED: Final = 100_000
LONGEST: Final = 12
"""Digits of a moment; Python reads thousands of them slowly."""


def is_fresh(timestamp: str, now: datetime) -> bool:
    """A moment is written in one way only: digits that were moved between it and the word used once
    would leave the signature as it is."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= LONGEST):
        return False
    if str(int(timestamp)) != timestamp:
        return False
    return abs(now.timestamp() - int(timestamp)) <= WINDOW.total_seconds()


class Remembered:
    """The bodies of late, by their signature."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._bodies: OrderedDict[str, tuple[datetime, bytes]] = OrderedDict()

    def takes(self, signature: str, body: bytes, now: datetime) -> bool:
        """Whether nothing else came under this signature as long as it was fresh; this body is
        remembered for it."""
        self._forget(now)
        digest = sha256(body).digest()
        kept = self._bodies.setdefault(signature, (now, digest))
        return kept[1] == digest

    def _forget(self, now: datetime) -> None:
        """A moment may lie ahead by the window, and is fresh until the window behind it ends."""
        while self._bodies:
            oldest, (at, _digest) = next(iter(self._bodies.items()))
            if len(self._bodies) < self._most and now - at <= 2 * WINDOW:
                return
            del self._bodies[oldest]
