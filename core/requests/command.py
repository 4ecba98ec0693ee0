"""A wish to move a request: what is to be done, by whom, when, and what was told with it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypedDict

from core.people import Actor
from core.requests.actions import TOLD, Action, Told
from core.requests.request import ServiceRequest


class Values(TypedDict, total=False):
    """What may be told besides the text. Ids and values; times are aware and UTC.

    `on_behalf`: a specialist records the enterprise's word, given by phone or in talk.
    `courtesy`: a reply that is mere politeness and answers nothing.
    `entered_at`: when a word of the past (the command's `at`) was recorded.
    `provider_told`: the provider knows too, where both sides must.
    """

    owner: str
    time: datetime
    due: datetime
    request: str
    provider: str
    technician: str
    item: str
    category: str
    flow: str
    clause: str
    contact: str
    detail: str
    wish: str
    number: str
    archive_number: str
    moment: str
    rung: str
    target: str
    rating: str
    on_behalf: bool
    courtesy: bool
    remote: bool
    provider_told: bool
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Command:
    """`note` is the text for guards to look at; `words` the id under which the shell keeps it.

    `at` is the moment that is written down; `clock` what the clock says meanwhile, where that is
    less because it was put back.
    """

    action: Action
    by: Actor
    at: datetime
    note: str = ""
    values: Values = field(default_factory=Values)
    words: str = ""
    clock: datetime | None = None

    @property
    def now(self) -> datetime:
        """The moment that decides what lies ahead."""
        return self.clock or self.at

    def __post_init__(self) -> None:
        if self.at.utcoffset() != timedelta(0):
            raise ValueError("the time of a command is aware and UTC")

    def tells(self, told: Told) -> bool:
        """Whether what must be told is there."""
        given = {key for key, value in self.values.items() if value}
        if self.note.strip():
            given.add("note")
        return not given.isdisjoint(TOLD[told].keys)


@dataclass(frozen=True, slots=True)
class Facts:
    """What lies outside the request and yet decides: loaded in the turn's own transaction.

    Silence permits nothing: what opens a way is false until it is known, and what bars one
    (an open complaint) must be looked up by whoever closes.
    """

    assignee: Actor | None = None
    other: ServiceRequest | None = None
    same_enterprise: bool = False
    consented: bool = False
    provider_listed: bool = False
    provider_covers: bool = False
    provider_qualified: bool = False
    proof_missing: str = ""
    items_out: bool = False
    rating_complete: bool = False
    rating_over: bool = False
    complaint_open: bool = False
    bad_rating_open: bool = False
    reopen_open: bool = False
    record_complete: bool = False
    centre_checked: bool = False


NO_FACTS = Facts()
