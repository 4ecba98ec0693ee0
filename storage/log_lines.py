"""Whose a line of the log is: each that is written on behalf of a turn names it.

The name is kept in the context of the task or unit that works on the turn, so that whoever writes a
line need not know of it.
"""

from contextlib import AbstractContextManager
from typing import Final

from structlog.contextvars import bind_contextvars, bound_contextvars, unbind_contextvars

TURN: Final = "turn"


def of_turn(turn: str) -> AbstractContextManager[None]:
    """Every line of the block is this turn's."""
    return bound_contextvars(**{TURN: turn})


def goes_on_with(turn: str) -> None:
    """Every line of this task is this turn's from now on; "" where none is known yet."""
    if turn:
        bind_contextvars(**{TURN: turn})
    else:
        unbind_contextvars(TURN)
