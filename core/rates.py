"""How often a messenger may be written to: an allowance that is used up by sending and comes back.

A clock is one moment, `until`: how far ahead of now the allowance is used up. Each message moves it
by `interval`; one may go while it is not more than `burst` intervals ahead. (The generic cell rate
algorithm: one number a clock, whoever sends, and no counting of the past.)
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rate:
    """One message each `interval` in the long run, and `burst` of them at once after a rest."""

    interval: timedelta
    burst: int

    def opens_at(self, until: datetime) -> datetime:
        """When the next message may go."""
        return until - self.interval * (self.burst - 1)

    def room(self, until: datetime, now: datetime) -> int:
        """How many messages may go now, one right after the other."""
        if until <= now:
            return self.burst
        return max(self.burst + (now - until) // self.interval, 0)

    def after_one(self, until: datetime, now: datetime) -> datetime:
        """The clock once a message has gone."""
        return max(until, now) + self.interval
