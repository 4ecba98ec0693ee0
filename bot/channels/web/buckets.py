"""How fast one cookie or one address may go on: token buckets, as many as fit."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.web.settings import Rate

MOST_KEYS = 20_000


@dataclass(slots=True)
class Buckets:
    """A key that was not seen for long has a full bucket, so the oldest keys may be forgotten."""

    rate: Rate
    clock: Callable[[], float] = time.monotonic
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, key: str) -> float:
        """Take a token and return 0, or return the seconds until there is one."""
        now = self.clock()
        level, at = self._levels.pop(key, (self.rate.burst, now))
        level = min(self.rate.burst, level + (now - at) * self.rate.per_second)
        enough = level >= 1
        self._levels[key] = (level - enough, now)
        if len(self._levels) > MOST_KEYS:
            self._levels.popitem(last=False)
        return 0 if enough else (1 - level) / self.rate.per_second
