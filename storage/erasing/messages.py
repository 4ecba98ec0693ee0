"""All that was said in which somebody may be quoted, and the same without them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from core.conversations import Received, Said
from core.dialogs.progress import Progress
from core.parties import Contact, Words
from storage.batches import batches
from storage.codec import instant, micros
from storage.connections import Connection
from storage.erasing.aliases import Aliases
from storage.erasing.quoting import Traces, quotes_of
from storage.erasing.subject import Subject
from storage.schema import Schema

OF_STAFF: Final = "SELECT id FROM chat WHERE kind = 'room' OR person NOT LIKE 'p.%'"
"""Where only staff write: `STRANGER` begins the ids of all others."""
SINCE_THEN: Final = "at >= ?"
ANSWERED_SINCE: Final = "started_at >= ? AND chat IN (" + OF_STAFF + ")"
TYPED_SINCE: Final = "received_at >= ? AND chat IN (" + OF_STAFF + ")"
FIRST: Final = "SELECT min(received_at) FROM inbox WHERE chat IN ({marks})"
TURNS: Final = "SELECT id FROM inbox WHERE chat IN ({marks})"


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """Finds the messages that quote a subject: to `staff` it is told by name, number and words; of
    somebody else's chat (`others`) only the name and the words are taken, since the matter may be
    theirs as well."""

    said_since: datetime
    staff: Traces
    others: Traces
    rooms: frozenset[str]

    def outgoing(self, connection: Connection, schema: Schema, aliases: Aliases) -> Iterator[Said]:
        """Each message that goes out and names or quotes the subject, as it becomes."""
        bound = schema.of(Said)
        for row in _values(connection, bound, SINCE_THEN, self.said_since):
            mine = row.chat in self.rooms or row.chat in self.staff.chats
            message = (self.staff if mine else self.others).erased_from(row)
            becomes = _renamed(replace(row, message=message), aliases)
            if becomes != row:
                yield becomes

    def typed(self, connection: Connection, schema: Schema) -> Iterator[Received]:
        """Each message of the staff that quotes the subject, as it becomes."""
        for row in _values(connection, schema.of(Received), TYPED_SINCE, self.said_since):
            text = self.staff.text(row.text)
            if text != row.text:
                yield replace(row, text=text, fault="")

    def answered(self, connection: Connection, schema: Schema) -> Iterator[Progress]:
        """Each form that the staff filled in for the subject, as it becomes."""
        for row in _values(connection, schema.of(Progress), ANSWERED_SINCE, self.said_since):
            if any(map(self.staff.quotes_in, row.answers.values())):
                yield replace(row, answers={}, asked=None)


def quoted(
    connection: Connection, schema: Schema, subject: Subject, pictures: Iterable[str]
) -> Quoted:
    """What is to be looked for, and since when."""
    names = _own_names(connection, schema, subject)
    words = _words(connection, schema, subject)
    phones = [contact.phone for contact in subject.contacts if contact.phone in names]
    people = [name for name in names if name not in phones]
    chats, requests = frozenset(subject.chats), frozenset(one.id for one in subject.requests)
    turns = frozenset(f"i{key}" for key in _of_chats(connection, TURNS, subject.chats))
    told = frozenset(pictures)
    quotes = quotes_of(people, phones, words)
    nothing: frozenset[str] = frozenset()
    return Quoted(
        _first(connection, subject),
        Traces(chats, requests, turns, told, frozenset(subject.numbers), quotes),
        Traces(chats, nothing, nothing, told, nothing, quotes),
        frozenset(room for (room,) in connection.execute(OF_STAFF).fetchall()),
    )


def _renamed(said: Said, aliases: Aliases) -> Said:
    """A message with the subject's ids under their aliases."""
    message = said.message
    choices = tuple(replace(one, does=aliases.within(one.does)) for one in message.choices)
    return replace(
        said,
        message=replace(
            message, chat=aliases.of(message.chat), source=aliases.of(message.source),
            only=aliases.of(message.only), passed_to=aliases.of(message.passed_to), choices=choices,
        ),
    )  # fmt: skip


def _own_names(connection: Connection, schema: Schema, subject: Subject) -> frozenset[str]:
    """Names, firms and phones that are nobody else's: what others bear too stays in their rows."""
    mine = {contact.id for contact in subject.contacts}
    found = {text for contact in subject.contacts for text in _of_contact(contact)}
    for rows in batches(connection, schema.of(Contact)):
        for contact in map(schema.of(Contact).codec.value, rows):
            if contact.id not in mine:
                found -= set(_of_contact(contact))
    return frozenset(text for text in found if len(text) > 1)


def _of_contact(contact: Contact) -> tuple[str, str, str]:
    return contact.company, contact.name, contact.phone


def _words(connection: Connection, schema: Schema, subject: Subject) -> list[str]:
    words, inbox = schema.of(Words), schema.of(Received)
    said = [one for key in subject.persons for one in words.query("person").all(connection, key)]
    said += [one for key in subject.words for one in words.query("id").all(connection, key)]
    typed = [one for key in subject.chats for one in inbox.query("chat").all(connection, key)]
    return [one.text for one in (*said, *typed)]


def _first(connection: Connection, subject: Subject) -> datetime:
    heard = _of_chats(connection, FIRST, subject.chats)
    known = [instant(at) for at in heard if at is not None]
    known += [min(one.requested_at, one.entered_at) for one in subject.requests]
    known += [one.at for one in subject.contacts]
    return min(known)


def _of_chats(connection: Connection, sql: str, chats: Sequence[str]) -> list[Any]:
    if not chats:
        return []
    marks = ", ".join("?" * len(chats))
    return [key for (key,) in connection.execute(sql.format(marks=marks), chats).fetchall()]


def _values(connection: Connection, bound: Any, only: str, since: datetime) -> Iterator[Any]:
    for rows in batches(connection, bound, only, [micros(since)]):
        yield from map(bound.codec.value, rows)
