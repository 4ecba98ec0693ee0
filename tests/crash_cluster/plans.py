"""What is to go wrong, in which order and after how much is done: all of it out of one seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final


class Victim(StrEnum):
    SERVER = "server"
    WORKER = "worker"
    POSTGRES = "postgres"


class Aim(StrEnum):
    """What has to be under way when the kill comes."""

    TURN = "turn"
    DELIVERY = "delivery"


class Trouble(StrEnum):
    """What Telegram does meanwhile."""

    NONE = "none"
    LATE = "answers late"
    CUT_BEFORE = "cut before"
    CUT_AFTER = "cut after"
    FLOOD = "429"
    FAULT = "502"
    HELD = "updates late"
    REPEATED = "updates twice"
    REVERSED = "updates last first"


TROUBLES: Final = tuple(Trouble)
VICTIMS: Final = (
    (Victim.SERVER, Aim.TURN),
    (Victim.SERVER, Aim.DELIVERY),
    (Victim.WORKER, Aim.DELIVERY),
    (Victim.POSTGRES, Aim.TURN),
)
ASTRAY: Final = tuple(timedelta(hours=hours) for hours in (-26, -3, 1.5, 26, 50))
"""How far the time of day of one machine is off."""
MACHINES: Final = 4
MOST_SENT: Final = 20
MOST_AWAY: Final = 12


@dataclass(frozen=True, slots=True)
class Blow:
    """One kill. `which` of two machines is hit, once people have done `after` more things; it stays
    `away` for so many. `who` meets the trouble: one of those at Telegram. Meanwhile the time of day
    of one machine, `whose`, is `off`."""

    victim: Victim
    aim: Aim
    which: int
    trouble: Trouble
    who: int
    after: int
    away: int
    whose: int
    off: timedelta


def blows(dice: random.Random, victims: Sequence[tuple[Victim, Aim]] = VICTIMS) -> Iterator[Blow]:
    """As many as are asked for."""
    while True:
        victim, aim = dice.choice(victims)
        yield Blow(
            victim, aim, dice.randrange(2), dice.choice(TROUBLES), dice.randrange(100),
            dice.randint(1, MOST_SENT), dice.randint(0, MOST_AWAY),
            dice.randrange(MACHINES), dice.choice(ASTRAY),
        )  # fmt: skip
