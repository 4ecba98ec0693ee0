"""Loading what a thing that fell due is about, inside the transaction in which it is decided."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import select

from core.bad_ratings import BadRatingCase
from core.context import Context, Needs, Station
from core.conversations import Chat, ChatKind, Said
from core.due import Due, DueKind
from core.due_context import DueContext
from core.due_rows import WATCHES
from core.feedback import Feedback, FeedbackKind
from core.messages import Delivery
from core.parties import Person
from core.rating import Rating
from core.requests.request import ServiceRequest
from core.requests.status import OPEN
from storage.connections import Connection
from storage.loading import Frame, Loader
from storage.rows import Query, given
from storage.schema import Schema

Fill = Callable[[Connection, Due, DueContext], DueContext]

OF_A_REQUEST: Final = frozenset(watch.kind for watch in WATCHES)
OF_A_CASE: Final = frozenset(
    {DueKind.BAD_RATING_CONTACT, DueKind.BAD_RATING_FIX, DueKind.BAD_RATING_PLAN}
)
OF_A_RATING: Final = frozenset(
    {DueKind.RATING_INVITATION, DueKind.RATING_REMINDER, DueKind.RATING_CLOSE}
)

BY_CLOCK: Final = "d."
"""Begins the name of every turn in which something falls due."""


class Subjects:
    """Finds the subject of due work by statements compiled once."""

    def __init__(self, schema: Schema, loader: Loader) -> None:
        of = schema.of
        self._loader = loader
        self._rating = of(Rating).query("id")
        self._case = of(BadRatingCase).query("id")
        self._feedback = of(Feedback).query("chat", "kind")
        self._of_thread = of(Said).query("chat", "thread", order="n")
        self._in_work = _in_work(schema)
        self._fills: Mapping[DueKind, Fill] = {
            **dict.fromkeys(OF_A_REQUEST, self._request),
            **dict.fromkeys(OF_A_RATING, self._rated),
            **dict.fromkeys(OF_A_CASE, self._bad),
            DueKind.UNSEEN: self._answered,
            DueKind.REACHED: self._request,
            DueKind.DAILY_BRIEF: self._station,
        }

    def known(
        self, connection: Connection, due: Due, now: datetime, station: Station
    ) -> DueContext:
        """The chat's context with nobody writing in it, and the row's subject."""
        chat = self._loader.chat.one(connection, due.chat) if due.chat else None
        chat = chat or Chat(due.chat, "", ChatKind.ROOM, station.id)
        person = self._loader.person.one(connection, chat.person) if chat.person else None
        whose = person or Person(chat.person, station.id)
        frame = Frame(turn_of(due), now, now, station, chat, whose)
        known = DueContext(self._loader.context(connection, frame, Needs(linked=False)))
        fill = self._fills.get(due.kind)
        return fill(connection, due, known) if fill else known

    def _request(self, connection: Connection, due: Due, known: DueContext) -> DueContext:
        return replace(known, dossier=self._loader.request(connection, due.object))

    def _answered(self, connection: Connection, due: Due, known: DueContext) -> DueContext:
        rooms = known.context.station.rooms
        lost = (_not_fetched(self._of_thread.all(connection, room, due.object)) for room in rooms)
        unseen = tuple(one for lines in lost for one in lines)
        return replace(self._request(connection, due, known), unseen=unseen)

    def _rated(self, connection: Connection, due: Due, known: DueContext) -> DueContext:
        rating = self._rating.one(connection, due.object)
        if rating is None:
            return known
        complaints = self._feedback.all(connection, due.chat, FeedbackKind.COMPLAINT)
        about = (complaint for complaint in complaints if complaint.request == rating.request)
        return replace(
            known,
            context=self._with_served(connection, known.context, rating),
            rating=rating,
            case=self._case.one(connection, due.object),
            complaint_open=any(complaint.is_open for complaint in about),
        )

    def _with_served(self, connection: Connection, context: Context, rating: Rating) -> Context:
        """The request that was served, also where nobody of the enterprise has a chat."""
        if any(dossier.request.id == rating.request for dossier in context.dossiers):
            return context
        served = self._loader.request(connection, rating.request)
        return replace(context, dossiers=(*context.dossiers, served)) if served else context

    def _bad(self, connection: Connection, due: Due, known: DueContext) -> DueContext:
        case = self._case.one(connection, due.object)
        dossier = self._loader.request(connection, case.request) if case else None
        return replace(known, case=case, dossier=dossier)

    def _station(self, connection: Connection, due: Due, known: DueContext) -> DueContext:
        return replace(known, requests=self._in_work.all(connection, due.station))


def _not_fetched(lines: tuple[Said, ...]) -> Iterator[Said]:
    """The lines about words on their way, but for those that arrived or were told of as lost."""
    last = {line.message.replaces or line.n: line for line in lines}
    for line in lines:
        if line.message.delivery is Delivery.SENDING and _is_unsettled(last[line.n]):
            yield line


def _is_unsettled(line: Said) -> bool:
    """What a messenger did not take is told to the owner once more, by the clock, as not seen."""
    became = line.message.delivery
    told = became is Delivery.FAILED and line.turn.startswith(BY_CLOCK)
    return became is not Delivery.DELIVERED and not told


def turn_of(due: Due) -> str:
    """The name of the turn in which a row falls due; what it makes is named after it."""
    return f"{BY_CLOCK}{due.key}"


@cache
def _in_work(schema: Schema) -> Query[ServiceRequest]:
    table = schema.of(ServiceRequest)
    columns = table.schema.c
    found = (
        select(*(columns[name] for name in table.codec.names))
        .where(columns.station == given("station"))
        .where(columns.status.in_(sorted(OPEN)))
        .order_by(columns.requested_at, columns.id)
    )
    return Query(table.codec, found)
