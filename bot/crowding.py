"""Turning messages away while more come in than can be kept, so that those who wait are served.

What is turned away is not stored and not acknowledged: a messenger brings it again, a page sends it
again by itself. Whoever waits longer than a messenger does would be asked for twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Final

import structlog

from storage.store import Unavailable

LONGEST_SECONDS: Final = 3.0
"""WeChat gives up after five (developers.weixin.qq.com/doc/offiaccount, passive replies)."""
MOST: Final = 1000
BUSY: Final = "现在发消息的人太多，请稍候再试。"
LOG_SECONDS: Final = 1.0
"""A line for each would take longer than the turning away."""

log = structlog.get_logger()


class Crowded(Unavailable):
    """There is no room for one more."""

    def __init__(self) -> None:
        super().__init__(BUSY)


class Crowd:
    """Who waits to be taken, by the order in which they queue."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._since: defaultdict[str, dict[object, float]] = defaultdict(dict)
        """In the order in which they came; each under a key of its own."""
        self.size = 0
        self._untold, self._told_at = 0, clock() - LOG_SECONDS

    def assert_room(self) -> None:
        """Raise `Crowded` while too many wait in all: asked before any work goes into what would
        be turned away."""
        if self.size >= MOST:
            raise self._turned_away()

    @contextmanager
    def entered(self, order: str) -> Iterator[None]:
        """Wait inside. Raises `Crowded` while the first of the same order has waited for too
        long, or too many wait in all."""
        self.assert_room()
        if self._waited(order) > LONGEST_SECONDS:
            raise self._turned_away()
        own = object()
        self._since[order][own] = self._clock()
        self.size += 1
        try:
            yield
        finally:
            self.size -= 1
            del self._since[order][own]
            if not self._since[order]:
                del self._since[order]

    def _turned_away(self) -> Crowded:
        """What turns somebody away, who is counted in the log."""
        self._untold += 1
        now = self._clock()
        if now - self._told_at >= LOG_SECONDS:
            log.warning("messages are turned away", count=self._untold, waiting=self.size)
            self._untold, self._told_at = 0, now
        return Crowded()

    def _waited(self, order: str) -> float:
        """How many seconds the first of an order has waited."""
        first = next(iter(self._since.get(order, {}).values()), None)
        return 0.0 if first is None else self._clock() - first
