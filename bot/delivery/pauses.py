"""How long to wait after a try that failed."""

from datetime import timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=1)
LONGEST_WAIT: Final = timedelta(minutes=5)
MOST_DOUBLINGS: Final = 9


def backoff(
    tries: int, first: timedelta = FIRST_WAIT, longest: timedelta = LONGEST_WAIT
) -> timedelta:
    """Twice as long after each try that failed."""
    doublings: int = min(max(tries - 1, 0), MOST_DOUBLINGS)
    return min(first * float(1 << doublings), longest)
