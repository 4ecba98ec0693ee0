"""The clock: the only place that asks the machine what time it is.

Everything else is told the time, so that a test or a replayed script can let a week pass at once.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whatever can say what time it is, always as an aware moment."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that stands still until it is moved, and never runs backwards."""

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        self._at = at

    def now(self) -> datetime:
        return self._at

    def move_to(self, at: datetime) -> None:
        """Stand at `at` from now on; a moment that has passed already changes nothing."""
        self._at = max(self._at, at)

    def advance(self, length: timedelta) -> None:
        """Let time pass."""
        self.move_to(self._at + length)
