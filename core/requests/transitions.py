"""The table of moves: domain rules T01–T42, whole. What is not in it cannot happen."""

from typing import Final

from core.requests.actions import Action
from core.requests.moves.afterwards import AFTERWARDS
from core.requests.moves.answers import ANSWERS
from core.requests.moves.appointments import APPOINTMENTS
from core.requests.moves.holding import HOLDING
from core.requests.moves.needs import NEEDS
from core.requests.moves.providers import PROVIDERS
from core.requests.moves.service import SERVICE
from core.requests.moves.terms import TERMS_OF_THREE
from core.requests.status import Status
from core.requests.transition import Transition

TRANSITIONS: Final[tuple[Transition, ...]] = (
    *NEEDS,
    *HOLDING,
    *ANSWERS,
    *APPOINTMENTS,
    *PROVIDERS,
    *TERMS_OF_THREE,
    *SERVICE,
    *AFTERWARDS,
)

Moves = dict[Status, dict[Action, tuple[Transition, ...]]]


def _by_status(transitions: tuple[Transition, ...]) -> Moves:
    moves: Moves = {status: {} for status in Status}
    for transition in transitions:
        for status in transition.sources:
            rows = moves[status].get(transition.action, ())
            moves[status][transition.action] = (*rows, transition)
    return moves


MOVES: Final = _by_status(TRANSITIONS)
"""The same rows, by state and action, in the order of the table."""

(BIRTH,) = (row for row in TRANSITIONS if not row.sources)
"""The one row that begins in nothing: T01."""
