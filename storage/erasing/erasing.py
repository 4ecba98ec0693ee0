"""One erasure, in the transaction of whoever asks for it."""

import secrets
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from core.conversations import Outlet, Picture, Received, Said
from core.dialogs.progress import Progress
from core.erasures import Erasure
from core.feedback import Feedback, FeedbackKind
from core.messages import Audience, Line, Outbound
from core.requests.events import RequestEvent
from storage.applying import Applier
from storage.connections import Connection
from storage.erasing import rows
from storage.erasing.aliases import Aliases
from storage.erasing.messages import quoted
from storage.erasing.subject import Subject, is_alias
from storage.memory import forget_all
from storage.schema import Schema

ID_BYTES: Final = 5
WISHED: Final = ("wish", "old.wish")
NEVER_GOES_OUT: Final = (
    "UPDATE outbox SET state = 'kept' WHERE state IN ('pending', 'stranded') AND chat = ?"
)
UNNAMED: Final = "UPDATE inbox SET message = 'e' || id WHERE chat = ?"
"""A messenger's id of a message may hold the account."""


class Erasing:
    """What there is of one person, and erasing it. `pictures` are the names of their files."""

    def __init__(self, connection: Connection, schema: Schema, subject: Subject) -> None:
        self._connection, self._schema, self._subject = connection, schema, subject
        self._ids: rows.Ids = {
            "chats": subject.chats,
            "persons": subject.persons,
            "places": subject.places,
            "words": subject.words,
            "requests": tuple(one.id for one in subject.requests),
            "contacts": tuple(one.id for one in subject.contacts),
        }
        self.pictures = self._pictures()
        self._aliases = Aliases(subject)

    def counts(self) -> dict[str, int]:
        """How many rows of which table hold something of the person's."""
        found = rows.counts(self._connection, self._ids)
        outgoing, typed, answered = self._quoting
        more = {
            "outbox": sum(said.chat not in self._ids["chats"] for said in outgoing),
            "inbox": sum(one.thread not in self._ids["requests"] for one in typed),
            "progress": sum(one.subject not in self._ids["requests"] for one in answered),
        }
        every = {table: found.get(table, 0) + more.get(table, 0) for table in found | more}
        return {table: count for table, count in every.items() if count}

    def erase(self, by: str, now: datetime, told: Line) -> Erasure:
        """Erase it, keep that it was done, and say so in each chat of the person's, which begins
        anew with that."""
        key, counts, outlets = secrets.token_hex(ID_BYTES), self.counts(), self._outlets()
        erasure = Erasure(key, self._subject.station, now, by, counts)
        self._empty_quoting()
        self._empty_events()
        self._close_wishes(now)
        rows.empty(self._connection, self._ids, self._schema.seal)
        for chat in self._subject.chats:
            self._connection.execute(NEVER_GOES_OUT, [chat])
            self._connection.execute(UNNAMED, [chat])
        self._aliases.spread(self._connection)
        forget_all(self._connection)
        self._schema.of(Erasure).save(self._connection, erasure)
        self._tell(outlets, erasure, told)
        return erasure

    @cached_property
    def _quoting(self) -> tuple[list[Said], list[Received], list[Progress]]:
        """All that quotes or names the person, as it becomes."""
        connection, schema = self._connection, self._schema
        found = quoted(connection, schema, self._subject, self.pictures)
        outgoing = list(found.outgoing(connection, schema, self._aliases))
        typed, answered = found.typed(connection, schema), found.answered(connection, schema)
        return outgoing, list(typed), list(answered)

    def _empty_quoting(self) -> None:
        outgoing, typed, answered = self._quoting
        for said in outgoing:
            self._schema.of(Said).save(self._connection, said)
        for received in typed:
            self._schema.of(Received).save(self._connection, received)
        for progress in answered:
            self._schema.of(Progress).save(self._connection, progress)

    def _empty_events(self) -> None:
        """An event holds what changed, and of what was wished also how it was said. It is sealed:
        ids are renamed here, not where those of all open columns are."""
        events = self._schema.of(RequestEvent)
        for request in self._ids["requests"]:
            for event in events.query("request").all(self._connection, request):
                kept = {
                    name: self._aliases.within(text)
                    for name, text in event.values.items()
                    if name not in WISHED
                }
                if kept != event.values:
                    events.save(self._connection, replace(event, values=kept))

    def _close_wishes(self, now: datetime) -> None:
        """The wish to be erased is fulfilled, and of any other nothing is left to be answered."""
        for case in self._subject.cases:
            if case.is_open and case.kind is FeedbackKind.SUGGESTION:
                closed = replace(case, closed_at=now)
                self._schema.of(Feedback).save(self._connection, closed)

    def _pictures(self) -> tuple[str, ...]:
        found: dict[str, Picture] = {}
        for column, kind in (("chat", "chats"), ("person", "persons"), ("request", "requests")):
            query: Any = self._schema.of(Picture).query(column)
            for key in self._ids[kind]:
                found |= {one.id: one for one in query.all(self._connection, key)}
        names = (name for one in found.values() for name in (one.reference, one.path))
        return tuple(dict.fromkeys(name for name in names if name))

    def _outlets(self) -> list[Outlet]:
        query = self._schema.of(Outlet).query("chat")
        chats = (chat for chat in self._subject.chats if not is_alias(chat))
        found = (query.one(self._connection, chat) for chat in chats)
        return [outlet for outlet in found if outlet]

    def _tell(self, outlets: list[Outlet], erasure: Erasure, told: Line) -> None:
        """The place of the last message is kept: whoever reads on there reads this next."""
        for one in outlets:
            fresh = Outlet(
                one.chat, one.said, one.seen, unreachable=one.unreachable, address=one.address
            )
            self._schema.of(Outlet).save(self._connection, fresh)
        says = [Outbound(one.chat, (told,), audience=Audience.NOTICE) for one in outlets]
        Applier(self._schema).say(self._connection, says, f"erasure.{erasure.id}", erasure.at)
