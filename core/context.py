"""What a turn knows when it decides: everything it may look at, loaded before, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.conversations import Chat, Picture
from core.dialogs.progress import Progress
from core.messages import Outbound
from core.parties import Contact, Person
from core.requests.events import RequestEvent
from core.requests.request import ServiceRequest
from core.settings import StationSettings
from core.working_time import Calendar


@dataclass(frozen=True, slots=True)
class Station:
    """A station as of now: settings, the calendar that follows from them, its people, its rooms.
    `version` counts every change of any of these."""

    id: str
    settings: StationSettings
    calendar: Calendar
    staff: Mapping[str, Person] = field(default_factory=dict)
    rooms: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Dossier:
    """One request with what belongs to it: whom to call, what was asked, in the person's words.
    `history` is there while the clock is paused, since what is resumed counts on from it."""

    request: ServiceRequest
    contact: Contact | None = None
    detail: str = ""
    pictures: int = 0
    history: tuple[RequestEvent, ...] = ()


class Listing(StrEnum):
    """What a member of the staff wants listed."""

    NONE = ""
    MINE = "mine"
    ALL = "all"
    SEARCH = "search"
    OWNED_BY = "owned_by"


@dataclass(frozen=True, slots=True)
class Needs:
    """What has to be loaded besides the chat itself: requests by id or number, and a listing."""

    requests: tuple[str, ...] = ()
    listing: Listing = Listing.NONE
    term: str = ""
    statistics: bool = False
    cases: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button as it was sent: the message it stands in, what it does, and its label."""

    message: Outbound
    does: str
    label: str


@dataclass(frozen=True, slots=True)
class Context:
    """The state that a decision is made from. `at` is the message's own time, `now` its receipt;
    `turn` is unique and names what this turn makes."""

    turn: str
    at: datetime
    now: datetime
    station: Station
    chat: Chat
    person: Person
    contact: Contact | None = None
    progresses: tuple[Progress, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    pictures: tuple[Picture, ...] = ()
    found: tuple[Dossier, ...] = ()
    pressed: Pressed | None = None
