"""What a turn knows when it decides: everything it may look at, loaded before, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.bad_ratings import BadRatingCase
from core.conversations import Chat, Picture
from core.dialogs.progress import Progress
from core.feedback import Feedback
from core.links import ALONE, Circle, Linking
from core.messages import Outbound
from core.parties import Contact, Person
from core.rating import Rating
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
class CaseFile:
    """A complaint, an opinion or a bad rating, with what was said and the request it is about."""

    case: Feedback | BadRatingCase
    words: str = ""
    request: ServiceRequest | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """The enterprise's side of a draft that staff attend to: its chat, the conversation as far as
    it has come with all drafts of it, and the contact that is known."""

    chat: Chat
    progress: Progress | None = None
    drafts: tuple[Dossier, ...] = ()
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the statistics are made from."""

    requests: tuple[ServiceRequest, ...] = ()
    ratings: tuple[Rating, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """What has to be loaded besides the chat itself: requests by id, by number or by the short
    number of this year ("#7"), a listing, what the statistics count, cases; for a complaint, who
    has served so far; for linking, the code that was said, "" where one is asked for. What belongs
    to the chats that it is linked with is loaded where somebody writes (`linked`)."""

    requests: tuple[str, ...] = ()
    listing: Listing = Listing.NONE
    term: str = ""
    statistics: bool = False
    cases: bool = False
    served: bool = False
    linking: str | None = None
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button as it was sent: the message it stands in, what it does, and its label."""

    message: Outbound
    does: str
    label: str


@dataclass(frozen=True, slots=True)
class Context:
    """The state that a decision is made from. `at` is the message's own time, `now` its receipt;
    `turn` is unique and names what this turn makes. In a room `pictures` are those of the requests
    that were found. In an enterprise's chat `ratings` are those still open, newest first, then the
    one closed last, and `cases` those that these ratings opened. `album_goes_on` where something
    that was sent in the same go has been answered. `circle` are the chats that this one is linked
    with, whose requests, open ratings and complaints are among its own; `firm` is the name known
    there."""

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
    listed: tuple[Dossier, ...] = ()
    counted: Counted | None = None
    cases: tuple[CaseFile, ...] = ()
    reception: Reception | None = None
    ratings: tuple[Rating, ...] = ()
    complaints: tuple[Feedback, ...] = ()
    served: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    album_goes_on: bool = False
    circle: Circle = ALONE
    linking: Linking | None = None
    firm: str = ""
