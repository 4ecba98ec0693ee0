"""Loading what a turn may look at, inside the turn's own transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.bad_ratings import BadRatingCase
from core.concerned import served_by
from core.context import CaseFile, Context, Dossier, Needs, Pressed, Station
from core.conversations import Chat, ChatKind, Picture, Said
from core.dialogs.progress import Progress
from core.feedback import Feedback, FeedbackKind
from core.links import ALONE, Circle, Linking
from core.messages import Press
from core.parties import Contact, Person, Words
from core.rating import Rating
from core.requests.events import RequestEvent
from core.requests.request import ServiceRequest
from core.requests.status import NEVER_FILED, Status
from core.settings import from_dict
from core.working_time import Calendar
from storage.connections import Connection
from storage.links import Links
from storage.listings import Listings, members
from storage.schema import Schema
from storage.together import Foreseen, foresee

RECENT: Final = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a turn before anything is loaded for it."""

    turn: str
    at: datetime
    now: datetime
    station: Station
    chat: Chat
    person: Person


@dataclass(frozen=True, slots=True)
class Own:
    """What belongs to an enterprise's chat, and to those that it is linked with."""

    circle: Circle = ALONE
    contact: Contact | None = None
    dossiers: tuple[Dossier, ...] = ()
    pictures: tuple[Picture, ...] = ()
    cases: tuple[CaseFile, ...] = ()
    ratings: tuple[Rating, ...] = ()
    complaints: tuple[Feedback, ...] = ()
    linking: Linking | None = None
    firm: str = ""


NOBODYS: Final = Own()


class Loader:
    """Finds values by statements compiled once; keeps each station until its version changes."""

    def __init__(self, schema: Schema) -> None:
        of = schema.of
        self._stations: dict[str, Station] = {}
        self.chat = of(Chat).kept("id")
        self.person = of(Person).query("id")
        self._staff = members(schema)
        self._progress = of(Progress).kept("chat", "person", order="-touched_at", limit=RECENT)
        self._of_chat = of(ServiceRequest).kept("chat", order="-requested_at", limit=RECENT)
        self._by_id = of(ServiceRequest).kept("id")
        self._by_number = of(ServiceRequest).query("number")
        self._profile = of(Contact).kept("person", order="-at", limit=1)
        self._contact = of(Contact).kept("id")
        self._words = of(Words).kept("id")
        self._loose = of(Picture).kept("chat", "request", order="-at", limit=RECENT)
        self._pictures = of(Picture).kept("request")
        self._history = of(RequestEvent).kept("request", order="at")
        self._said = of(Said).query("chat", "n")
        self._links, self._listings = Links(schema), Listings(schema, self.dossier)
        self._ratings = of(Rating).kept("chat", order="-ended_at", limit=RECENT)
        self._complaints = of(Feedback).kept("chat", "kind", order="-opened_at", limit=RECENT)
        self._bad = of(BadRatingCase).kept("chat", order="-opened_at", limit=RECENT)

    def foresee(self, connection: Connection, chat: str, person: str) -> None:
        """Ask for what a turn asks for in an enterprise's own chat."""
        foresee(
            connection,
            (
                (self.chat, (chat,)),
                (self._progress, (chat, person)),
                (self._of_chat, (chat,)),
                (self._profile, (person,)),
                (self._loose, (chat, "")),
                (self._ratings, (chat,)),
                (self._complaints, (chat, FeedbackKind.COMPLAINT)),
                *self._links.foreseen(chat),
            ),
        )

    def station(self, connection: Connection, key: str) -> Station | None:
        """A station as of this transaction."""
        found = connection.execute("SELECT version FROM station WHERE id = ?", [key]).fetchone()
        if found is None:
            return None
        kept = self._stations.get(key)
        if kept is None or kept.version != found[0]:
            kept = self._stations[key] = self._fresh(connection, key, found[0])
        return kept

    def dossier(self, connection: Connection, request: ServiceRequest) -> Dossier:
        """A request with what belongs to it."""
        words = self._words.one(connection, request.detail) if request.detail else None
        contact = self._contact.one(connection, request.contact) if request.contact else None
        pictures = len(self._pictures.all(connection, request.id))
        suspended = request.status is Status.SUSPENDED
        history = self._history.all(connection, request.id) if suspended else ()
        return Dossier(request, contact, words.text if words else "", pictures, history)

    def request(self, connection: Connection, key: str) -> Dossier | None:
        """A request by its id or its number."""
        found = self._by_id.one(connection, key) or self._by_number.one(connection, key)
        return self.dossier(connection, found) if found else None

    def context(
        self, connection: Connection, frame: Frame, needs: Needs, press: Press | None = None
    ) -> Context:
        """Everything a decision in this chat may look at."""
        chat, person = frame.chat, frame.person
        private = chat.kind is ChatKind.PRIVATE
        own = self._own(connection, frame, needs) if private else NOBODYS
        context = Context(
            turn=frame.turn,
            at=frame.at,
            now=frame.now,
            station=frame.station,
            chat=chat,
            person=person,
            contact=own.contact,
            progresses=self._progress.all(connection, chat.id, person.id),
            dossiers=own.dossiers,
            pictures=own.pictures,
            pressed=self._pressed(connection, chat.id, press) if press else None,
            cases=own.cases,
            ratings=own.ratings,
            complaints=own.complaints,
            served=self._served(connection, own.dossiers) if needs.served else {},
            circle=own.circle,
            linking=own.linking,
            firm=own.firm,
        )
        return self._listings.widened(connection, context, needs)

    def _own(self, connection: Connection, frame: Frame, needs: Needs) -> Own:
        chat, said = frame.chat, needs.linking
        circle = self._links.circle(connection, chat.id) if needs.linked else ALONE
        contact = self._profile.one(connection, frame.person.id)
        ratings = self._rated(connection, chat, circle)
        asked = said is not None
        return Own(
            circle,
            contact,
            self._dossiers(connection, chat, circle, ratings),
            self._loose.all(connection, chat.id, ""),
            self._bad_cases(connection, chat, circle) if ratings else (),
            ratings,
            self._open_complaints(connection, chat, circle),
            self._links.linking(connection, chat, said or "", frame.now) if asked else None,
            self._firm(connection, circle) if circle.others and contact is None else "",
        )

    def _dossiers(
        self,
        connection: Connection,
        chat: Chat,
        circle: Circle,
        ratings: tuple[Rating, ...],
    ) -> tuple[Dossier, ...]:
        """The latest requests, and those that are still being rated however long ago they began;
        of linked chats what was filed."""
        requests = self._of_chat.all(connection, chat.id)
        if circle.others:
            theirs = (self._of_chat.all(connection, other.id) for other in circle.others)
            filed = (one for found in theirs for one in found if one.status not in NEVER_FILED)
            requests = tuple(sorted((*requests, *filed), key=_asked_at, reverse=True))
        known = {request.id for request in requests}
        rated = {one.request for one in ratings if one.is_open} - known
        older = (self._by_id.one(connection, request) for request in sorted(rated))
        found = (*requests, *(request for request in older if request))
        foresee(connection, self._foreseen(found))
        return tuple(self.dossier(connection, request) for request in found)

    def _foreseen(self, requests: Iterable[ServiceRequest]) -> Iterator[Foreseen]:
        """What the dossiers of these will be made of."""
        for request in requests:
            yield self._pictures, (request.id,)
            if request.detail:
                yield self._words, (request.detail,)
            if request.contact:
                yield self._contact, (request.contact,)

    def _open_complaints(
        self, connection: Connection, chat: Chat, circle: Circle
    ) -> tuple[Feedback, ...]:
        kind = FeedbackKind.COMPLAINT
        every = (self._complaints.all(connection, one.id, kind) for one in (chat, *circle.others))
        found = [one for of_chat in every for one in of_chat if one.is_open]
        return tuple(sorted(found, key=_opened_at, reverse=True) if circle.others else found)

    def _served(
        self, connection: Connection, dossiers: tuple[Dossier, ...]
    ) -> Mapping[str, tuple[str, ...]]:
        requests = (dossier.request for dossier in dossiers)
        return {one.id: served_by(one, self._history.all(connection, one.id)) for one in requests}

    def _rated(self, connection: Connection, chat: Chat, circle: Circle) -> tuple[Rating, ...]:
        """The open ratings, newest first, then the one closed last in this chat."""
        own = self._ratings.all(connection, chat.id)
        theirs = (self._ratings.all(connection, other.id) for other in circle.others)
        found = [one for of_chat in (own, *theirs) for one in of_chat if one.is_open]
        closed = tuple(rating for rating in own if not rating.is_open)
        return (*sorted(found, key=_ended_at, reverse=True), *closed[:1])

    def _bad_cases(
        self, connection: Connection, chat: Chat, circle: Circle
    ) -> tuple[CaseFile, ...]:
        chats = (chat, *circle.others)
        return tuple(CaseFile(case) for one in chats for case in self._bad.all(connection, one.id))

    def _firm(self, connection: Connection, circle: Circle) -> str:
        """The name that was given last in a linked chat; whom to call there is nobody's here."""
        found = (self._profile.one(connection, person) for person in sorted(circle.persons))
        known = [contact for contact in found if contact]
        return max(known, key=lambda contact: contact.at).company if known else ""

    def _pressed(self, connection: Connection, chat: str, press: Press) -> Pressed | None:
        said = self._said.one(connection, chat, press.message)
        if said is None:
            return None
        for choice in said.message.choices:
            if choice.id == press.choice:
                return Pressed(said.message, choice.does, choice.label)
        return None

    def _fresh(self, connection: Connection, key: str, version: int) -> Station:
        raw = connection.execute("SELECT settings FROM station WHERE id = ?", [key]).fetchone()[0]
        settings = from_dict(json.loads(raw))
        staff = {
            person.id: person
            for person in self._staff.all(connection, key)
            if person.roles and person.removed_at is None
        }
        rooms = connection.execute(
            "SELECT id FROM chat WHERE station = ? AND kind = ? ORDER BY id", [key, ChatKind.ROOM]
        )
        calendar = Calendar(settings)
        return Station(key, settings, calendar, staff, tuple(row[0] for row in rooms), version)


def _asked_at(request: ServiceRequest) -> datetime:
    return request.requested_at


def _ended_at(rating: Rating) -> datetime:
    return rating.ended_at


def _opened_at(complaint: Feedback) -> datetime:
    return complaint.opened_at
