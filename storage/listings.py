"""What a message in the staff's room needs beside the chat: requests, lists, cases, figures.

Whatever is found belongs to the room's own station; a number of another one finds nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, or_, select

from core.buttons import needs_of_button
from core.context import (
    CaseFile,
    Context,
    Counted,
    Dossier,
    Listing,
    Needs,
    Reception,
)
from core.conversations import Chat, ChatKind, Picture
from core.dialogs.progress import Progress, ProgressState
from core.parties import Contact, Person
from core.rating import Rating
from core.requests.numbers import whole_number
from core.requests.request import ServiceRequest
from core.requests.status import HELD, OPEN, Status
from core.shanghai import day_bounds, day_of
from storage.case_files import CaseFiles
from storage.codec import micros
from storage.connections import Connection
from storage.rows import Query
from storage.schema import PHONE_END, Schema

ROOM_DIALOG: Final = "room"
ONESELF: Final = frozenset({"我", "我自己", "自己", "本人"})
MOST: Final = 100
MOST_HANDED_ON: Final = 1000
TO_DO: Final = tuple(sorted(OPEN | {Status.EVALUATED}))
HANDED_ON: Final = tuple(sorted(HELD | {Status.ENDED, Status.EVALUATED}))

Find = Callable[[Connection, ServiceRequest], Dossier]


class Listings:
    """Widens the context of a room by statements compiled once."""

    def __init__(self, schema: Schema, dossier: Find) -> None:
        of = schema.of
        self._seal = schema.seal
        self._dossier = dossier
        self._by_id = of(ServiceRequest).query("id")
        self._by_number = of(ServiceRequest).query("number")
        self._of_chat = of(ServiceRequest).query("chat", order="-requested_at", limit=MOST)
        self._mine = _owned(schema, TO_DO)
        self._all = _listed(schema)
        self._owned_by = _owned(schema, HANDED_ON, MOST_HANDED_ON)
        self._search = _search(schema)
        self._entered = _since(schema, ServiceRequest, "entered_at")
        self._ended = _since(schema, Rating, "ended_at")
        self._cases = CaseFiles(schema)
        self._pictures = of(Picture).query("request", order="at")
        self._chat = of(Chat).query("id")
        self._progress = of(Progress).query("id")
        self._profile = of(Contact).query("person", order="-at", limit=1)
        self._members = members(schema)

    def widened(self, connection: Connection, context: Context, needs: Needs) -> Context:
        """The context with all that a message in a room needs; other chats need nothing more."""
        if context.chat.kind is not ChatKind.ROOM:
            return context
        needs = _with_button(needs, context)
        found = tuple(self._found(connection, context, needs))
        return replace(
            context,
            found=found,
            pictures=tuple(self._pictures_of(connection, found)),
            listed=self._listed(connection, context, needs),
            cases=self._case_files(connection, context, needs, found),
            counted=self._counted(connection, context) if needs.statistics else None,
            reception=self._reception(connection, found),
        )

    def _found(self, connection: Connection, context: Context, needs: Needs) -> Iterator[Dossier]:
        keys = dict.fromkeys((*needs.requests, *_asked_about(context)))
        year = day_of(context.at).year
        seen: set[str] = set()
        for key in keys:
            number = whole_number(key, context.station.settings.code.upper(), year)
            request = self._by_id.one(connection, key) or self._by_number.one(connection, number)
            if request and request.station == context.station.id and request.id not in seen:
                seen.add(request.id)
                yield self._dossier(connection, request)

    def _pictures_of(self, connection: Connection, found: Iterable[Dossier]) -> Iterator[Picture]:
        for dossier in found:
            if dossier.pictures:
                yield from self._pictures.all(connection, dossier.request.id)

    def _listed(
        self, connection: Connection, context: Context, needs: Needs
    ) -> tuple[Dossier, ...]:
        requests = self._requests(connection, context, needs)
        return tuple(self._dossier(connection, request) for request in requests)

    def _requests(
        self, connection: Connection, context: Context, needs: Needs
    ) -> tuple[ServiceRequest, ...]:
        station, term = context.station.id, needs.term.strip()
        match needs.listing:
            case Listing.MINE:
                return self._mine.all(connection, station, context.person.id)
            case Listing.ALL:
                return self._all.all(connection, station)
            case Listing.OWNED_BY:
                owner = self._owner(connection, context, term)
                return self._owned_by.all(connection, station, owner) if owner else ()
            case Listing.SEARCH if term:
                return self._searched(connection, context, term)
        return ()

    def _owner(self, connection: Connection, context: Context, name: str) -> str:
        """A member's id by name; who has left the station may have left work behind."""
        if name in ONESELF:
            return context.person.id
        members = self._members.all(connection, context.station.id)
        return next((person.id for person in members if person.name == name), "")

    def _searched(
        self, connection: Connection, context: Context, term: str
    ) -> tuple[ServiceRequest, ...]:
        code, year = context.station.settings.code.upper(), day_of(context.at).year
        short = term.lstrip("#").isdecimal()
        number = whole_number(f"#{term.lstrip('#')}", code, year) if short else term.upper()
        digits = "".join(filter(str.isdecimal, term))
        digest = self._seal.digest(digits) if len(digits) >= PHONE_END else "-"
        firm = "\n" if short else term
        return self._search.all(connection, context.station.id, number, firm, digest, digest)

    def _case_files(
        self,
        connection: Connection,
        context: Context,
        needs: Needs,
        found: tuple[Dossier, ...],
    ) -> tuple[CaseFile, ...]:
        """All open cases for the head's list, else those about the requests spoken of."""
        if needs.cases or any(_asked_about(context)):
            return self._cases.open_at(connection, context.station.id)
        ids = [dossier.request.id for dossier in found]
        return self._cases.about(connection, ids)

    def _counted(self, connection: Connection, context: Context) -> Counted:
        first = micros(_month_begins(context.now))
        station = context.station.id
        return Counted(
            self._entered.all(connection, station, first),
            self._ended.all(connection, station, first),
        )

    def _reception(self, connection: Connection, found: tuple[Dossier, ...]) -> Reception | None:
        """The enterprise's side of the draft that is spoken of."""
        draft = next((one.request for one in found if one.request.status is Status.DRAFT), None)
        chat = self._chat.one(connection, draft.chat) if draft and draft.chat else None
        if draft is None or chat is None:
            return None
        intake = draft.id.rpartition("-")[0]
        of_chat = self._of_chat.all(connection, draft.chat)
        drafts = [one for one in of_chat if one.id.rpartition("-")[0] == intake]
        return Reception(
            chat,
            self._progress.one(connection, intake),
            tuple(self._dossier(connection, one) for one in drafts),
            self._profile.one(connection, draft.person),
        )


def _with_button(needs: Needs, context: Context) -> Needs:
    """A pressed button names what it needs in the message that it hangs under."""
    if context.pressed is None:
        return needs
    more = needs_of_button(context.pressed.does, context.pressed.message)
    return replace(
        needs,
        requests=(*needs.requests, *more.requests),
        listing=more.listing or needs.listing,
        cases=more.cases or needs.cases,
    )


def _waiting(context: Context) -> Iterator[Progress]:
    """What this member was asked in this room and has not answered."""
    for progress in context.progresses:
        if progress.dialog == ROOM_DIALOG and progress.state is ProgressState.OPEN:
            yield progress


def _asked_about(context: Context) -> Iterator[str]:
    return (progress.subject for progress in _waiting(context) if progress.subject)


def _month_begins(at: datetime) -> datetime:
    first, _ = day_bounds(day_of(at).replace(day=1))
    return first


def _requests(schema: Schema, fitting: ColumnElement[bool], most: int) -> Query[ServiceRequest]:
    """Requests of a station, the longest waiting first."""
    bound = schema.of(ServiceRequest)
    columns = bound.schema.c
    found = select(*(columns[name] for name in bound.codec.names))
    found = found.where(columns.station == bindparam("station"), fitting)
    return Query(bound.codec, found.order_by(columns.requested_at, columns.id).limit(most))


@cache
def _owned(schema: Schema, states: tuple[Status, ...], most: int = MOST) -> Query[ServiceRequest]:
    columns = schema.of(ServiceRequest).schema.c
    mine: ColumnElement[bool] = columns.owner == bindparam("owner")
    return _requests(schema, mine & _standing(columns, states), most)


@cache
def _listed(schema: Schema) -> Query[ServiceRequest]:
    return _requests(schema, _standing(schema.of(ServiceRequest).schema.c, TO_DO), MOST)


def _standing(columns: Any, states: tuple[Status, ...]) -> ColumnElement[bool]:
    """In one of the states, or a draft that staff attend to."""
    draft = (columns.status == str(Status.DRAFT)) & (columns.handled_at_reception == 1)
    return or_(*(columns.status == str(status) for status in states), draft)


@cache
def _search(schema: Schema) -> Query[ServiceRequest]:
    """By number, by a part of the firm's name, by a whole phone or its end: newest first."""
    bound, contacts = schema.of(ServiceRequest), schema.of(Contact).schema
    columns, called = bound.schema.c, contacts.c
    found = select(*(columns[name] for name in bound.codec.names)).join_from(
        bound.schema, contacts, called.id == columns.contact, isouter=True
    )
    fits = or_(
        columns.number == bindparam("number"),
        # Neither engine knows the other's way to find a part of a text; both know this one.
        func.replace(called.company, bindparam("firm"), "") != called.company,
        called.phone_digest == bindparam("digest"),
        called.phone_end_digest == bindparam("end"),
    )
    found = found.where(columns.station == bindparam("station"), columns.number != "", fits)
    return Query(
        bound.codec, found.order_by(columns.requested_at.desc(), columns.id.desc()).limit(MOST)
    )


@cache
def _since(schema: Schema, kind: type[Any], moment: str) -> Query[Any]:
    bound = schema.of(kind)
    columns = bound.schema.c
    found = select(*(columns[name] for name in bound.codec.names)).where(
        columns.station == bindparam("station"), columns[moment] >= bindparam("since")
    )
    return Query(bound.codec, found)


@cache
def members(schema: Schema) -> Query[Person]:
    """Everybody who is or was of the staff; enterprises have no roles."""
    bound = schema.of(Person)
    columns = bound.schema.c
    found = select(*(columns[name] for name in bound.codec.names)).where(
        columns.station == bindparam("station"), columns.roles != "[]"
    )
    return Query(bound.codec, found.order_by(columns.joined_at.nulls_first(), columns.id))
