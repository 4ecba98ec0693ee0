"""Whose data are to be erased: everything by which rows are found to be theirs."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from core.conversations import Chat
from core.erasures import ALIAS, MARK
from core.feedback import Feedback, FeedbackKind
from core.parties import STRANGER, Contact
from core.requests.request import ServiceRequest
from core.requests.status import OVER, Status

STATION: Final = "/"
"""Stands between an account and the station, in the id of a talk that is not its first."""


@dataclass(frozen=True, eq=False)
class Subject:
    """One person. `accounts` are their chats, `persons` the ids that stand for them."""

    persons: tuple[str, ...]
    accounts: tuple[Chat, ...]
    requests: tuple[ServiceRequest, ...]
    contacts: tuple[Contact, ...]
    cases: tuple[Feedback, ...]

    @cached_property
    def chats(self) -> tuple[str, ...]:
        return tuple(chat.id for chat in self.accounts)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The accounts at messengers; somebody's talks with several stations are one there."""
        return tuple(dict.fromkeys(chat.partition(STATION)[0] for chat in self.chats))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The ids of the words that requests and cases refer to."""
        told = (key for case in self.cases for key in (*case.said, case.note))
        return tuple(key for key in (*(one.detail for one in self.requests), *told) if key)

    @property
    def station(self) -> str:
        """Where they were served, or at least talked."""
        places = (*(one.station for one in self.requests), *(one.station for one in self.accounts))
        return next(iter(places), "")

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of their requests and cases."""
        every = (*(one.number for one in self.requests), *(one.number for one in self.cases))
        return tuple(number for number in every if number)

    @property
    def open(self) -> tuple[str, ...]:
        """The numbers of what the station still works at."""
        requests = (one for one in self.requests if one.status not in (*OVER, Status.DRAFT))
        complaints = (
            one for one in self.cases if one.is_open and one.kind is FeedbackKind.COMPLAINT
        )
        return (*(one.number or one.id for one in requests), *(one.number for one in complaints))

    @property
    def is_erased(self) -> bool:
        """Whether nothing is left of them but what was kept after an erasure."""
        left = [chat for chat in self.chats if not is_alias(chat)]
        left += [contact.id for contact in self.contacts if contact.company != MARK]
        return not left and bool(self.chats or self.contacts)


def is_alias(key: str) -> bool:
    """Whether this is the name of a chat or a person after an erasure."""
    return key.removeprefix(STRANGER).partition(":")[2].startswith(ALIAS) or key.startswith(
        f"{STRANGER}{ALIAS}"
    )
