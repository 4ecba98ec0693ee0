"""The shape of a row in the table of moves."""

from collections.abc import Callable
from dataclasses import dataclass

from core.requests.actions import Action
from core.requests.command import Command
from core.requests.events import EventType
from core.requests.guards.declared import Guard
from core.requests.request import ServiceRequest
from core.requests.status import Status
from core.requests.who import Party

Effect = Callable[[ServiceRequest, Command], ServiceRequest]


def unchanged(request: ServiceRequest, command: Command) -> ServiceRequest:
    """The move is its event and nothing else."""
    del command
    return request


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `sources`, `action` by `by` leads to `to`; None keeps the state, or leaves it to
    the effect.

    `when` chooses between rows of one action, `only` refuses. `form` names the fields of form C.1
    that are set. `by_phone` lets a specialist record the enterprise's word.
    """

    id: str
    sources: frozenset[Status]
    action: Action
    to: Status | None
    by: Party
    event: EventType
    when: tuple[Guard, ...] = ()
    only: tuple[Guard, ...] = ()
    effect: Effect = unchanged
    form: tuple[str, ...] = ()
    by_phone: bool = False
