"""How a guard is declared, and those that stand before every move.

`told` marks guards on what the command tells: a button is drawn before anything is told, so these
are left out when only the buttons that apply are looked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.requests.actions import TOLD, Told
from core.requests.attempt import Attempt

Predicate = Callable[[Attempt], bool]


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of a move. `name` is for the table in the documentation."""

    name: str
    sentence: str
    holds: Predicate
    told: bool = False


def guard(sentence: str, *, told: bool = False) -> Callable[[Predicate], Guard]:
    """Make a guard of a predicate; its name is the predicate's."""
    return lambda holds: Guard(holds.__name__, sentence, holds, told)


def _tells(told: Told) -> Guard:
    return Guard(
        f"tells_{told}",
        TOLD[told].question,
        lambda attempt: attempt.command.tells(told),
        told=True,
    )


TELLS: Final[dict[Told, Guard]] = {told: _tells(told) for told in Told}


@guard("这张单不属于您所在的服务站。")
def at_this_station(attempt: Attempt) -> bool:
    by = attempt.command.by
    return by.is_system or by.station == attempt.request.station


@guard("只有本站人员可以补记过去的事，发生时间不能晚于录入时间。")
def back_dated_by_staff(attempt: Attempt) -> bool:
    entered_at = attempt.command.values.get("entered_at")
    if entered_at is None:
        return True
    return attempt.command.by.is_staff and attempt.command.at <= entered_at
