"""The dice of a run, by a number that can be given again."""

import os
import random
import time
from typing import Final

GIVEN: Final = "CRASH_SEED"


def seeded() -> int:
    """The number given in CRASH_SEED, else a new one; it is printed, and pytest shows that where
    something fails."""
    seed = int(os.environ.get(GIVEN) or time.monotonic_ns())
    print(f"\nto run this again: {GIVEN}={seed}")
    return seed


def dice() -> random.Random:
    """Dice that fall as those of the same number do."""
    return random.Random(seeded())
