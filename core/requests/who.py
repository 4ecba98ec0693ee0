"""Who may do something to a request, each as a predicate with the words that name them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.people import Role
from core.requests.attempt import Attempt
from core.requests.command import Command
from core.requests.request import ServiceRequest, Side


@dataclass(frozen=True, slots=True)
class Party:
    """`label` completes “要由…来做”."""

    label: str
    holds: Callable[[Attempt], bool]


def any_of(*parties: Party) -> Party:
    """Whoever is one of `parties`."""
    return Party(
        "、".join(party.label for party in parties),
        lambda attempt: any(party.holds(attempt) for party in parties),
    )


def _has(role: Role) -> Callable[[Attempt], bool]:
    return lambda attempt: attempt.command.by.has(role)


def _owns(attempt: Attempt) -> bool:
    by = attempt.command.by
    return by.is_staff and by.person == attempt.request.owner


def _holds_it(attempt: Attempt) -> bool:
    return _owns(attempt) or attempt.command.by.has(Role.HEAD)


def _speaks_for_the_station(attempt: Attempt) -> bool:
    return _holds_it(attempt) and not attempt.command.values.get("on_behalf")


def _asked(attempt: Attempt) -> bool:
    """The served contact, or the holder recording that contact's word.

    Whose chat is linked with the contact's speaks for them (`Actor.speaks_for`). Where nobody
    writes in a chat (a phone call, a visit), nobody else could say it.
    """
    by = attempt.command.by
    if attempt.command.values.get("on_behalf"):
        return _holds_it(attempt) and (attempt.by_phone or not attempt.request.chat)
    return by.has(Role.ENTERPRISE) and by.speaks_for(attempt.request.person)


def _asked_in_person(attempt: Attempt) -> bool:
    return _asked(attempt) and not attempt.command.by.is_staff


def _serves(attempt: Attempt) -> bool:
    by = attempt.command.by
    return by.has(Role.PROVIDER) and by.provider == attempt.request.provider != ""


ENTERPRISE: Final = Party("提出需求的联系人", _asked)
RATER: Final = Party("接受服务的联系人本人", _asked_in_person)
SPECIALIST: Final = Party("质量服务专员", _has(Role.SPECIALIST))
HEAD: Final = Party("站长", _has(Role.HEAD))
STAFF: Final = Party("专员或站长", lambda attempt: attempt.command.by.is_staff)
OWNER: Final = Party("负责专员", _owns)
HOLDER: Final = Party("负责专员或站长", _holds_it)
KEEPER: Final = Party(
    "负责专员或站长",
    lambda attempt: (
        _holds_it(attempt) or (not attempt.request.owner and attempt.command.by.is_staff)
    ),
)
"""As `HOLDER`; while nobody owns the request, every member of the staff."""
STATION: Final = Party("负责专员或站长", _speaks_for_the_station)
"""As `HOLDER`, in what two sides agree on: not while recording the enterprise's word."""
PROVIDER: Final = Party("所选机构", _serves)
CENTRE: Final = Party("服务中心", _has(Role.CENTRE))
SYSTEM: Final = Party("系统", lambda attempt: attempt.command.by.is_system)


def side_of(request: ServiceRequest, command: Command) -> Side:
    """For which side the command speaks, once it has been found that it may."""
    if command.values.get("on_behalf") or command.by.speaks_for(request.person):
        return Side.ENTERPRISE
    if command.by.is_staff:
        return Side.STATION
    return Side.PROVIDER if command.by.has(Role.PROVIDER) else Side.CENTRE
