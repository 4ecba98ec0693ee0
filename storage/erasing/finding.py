"""Finding the person whom a chat, a number or a phone leads to, with all that is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from core.conversations import Chat, ChatKind
from core.feedback import Feedback
from core.parties import Contact, is_stranger
from core.requests.events import RequestEvent
from core.requests.request import ServiceRequest
from storage.connections import Connection
from storage.erasing.subject import Subject
from storage.schema import Schema

TOLD_OF_OURS: Final = (
    "SELECT outbox.chat FROM inbox JOIN outbox ON outbox.turn = 'i' || inbox.id"
    " JOIN chat ON chat.id = outbox.chat AND chat.kind = 'private' AND chat.person LIKE 'p.%'"
    " WHERE inbox.chat = ?"
)
TURNS_TOLD: Final = "SELECT DISTINCT turn FROM outbox WHERE chat = ? AND turn LIKE 'i%'"
SAID_IN: Final = (
    "SELECT inbox.chat FROM inbox"
    " JOIN chat ON chat.id = inbox.chat AND chat.kind = 'private' AND chat.person LIKE 'p.%'"
    " WHERE inbox.id = ?"
)
CONTACT: Final = ("contact", "old.contact")


class NobodyFound(Exception):
    """`key` leads to no person."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class SeveralPersons(Exception):
    """A phone that more than one person gave; `keys` are what each can be named by."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(keys)
        self.keys = keys


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """What somebody who asks for an erasure may name: a chat, a number or a phone has led here."""

    persons: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()
    contacts: tuple[Contact, ...] = ()


class Subjects:
    """Finds persons with the statements of a schema."""

    def __init__(self, schema: Schema) -> None:
        of = schema.of
        self._seal = schema.seal
        self._chat, self._chats = of(Chat).query("id"), of(Chat).query("person")
        self._contact, self._profile = of(Contact).query("id"), of(Contact).query("person")
        self._by_phone = of(Contact).query("phone_digest")
        self._number = of(ServiceRequest).query("number")
        self._request = of(ServiceRequest).query("id")
        self._requests = {
            column: of(ServiceRequest).query(column) for column in ("person", "chat", "contact")
        }
        self._case = of(Feedback).query("number")
        self._cases = {column: of(Feedback).query(column) for column in ("person", "chat")}
        self._history = of(RequestEvent).query("request")

    def find(self, connection: Connection, keys: Iterable[str]) -> Subject:
        """The one person whom chats, the numbers of requests and cases, and phones lead to. Raises
        `NobodyFound`, `SeveralPersons`."""
        named = [self._named(connection, key.strip()) for key in keys]
        return self._whole(
            connection,
            Named(
                frozenset().union(*(one.persons for one in named)),
                frozenset().union(*(one.requests for one in named)),
                tuple(contact for one in named for contact in one.contacts),
            ),
        )

    def linked(self, connection: Connection, subject: Subject) -> tuple[str, ...]:
        """Chats of others that were linked with the person's at some time: what was done in one
        was told in the other."""
        found: set[str] = set()
        for own in subject.chats:
            found |= {chat for (chat,) in connection.execute(TOLD_OF_OURS, [own]).fetchall()}
            for (turn,) in connection.execute(TURNS_TOLD, [own]).fetchall():
                heard = connection.execute(SAID_IN, [int(turn[1:])]).fetchall()
                found |= {chat for (chat,) in heard}
        return tuple(sorted(found - set(subject.chats)))

    def _named(self, connection: Connection, key: str) -> Named:
        found = key and (
            self._of_chat(connection, key)
            or self._of_number(connection, key.upper())
            or self._of_phone(connection, key)
        )
        if not found:
            raise NobodyFound(key)
        return found

    def _of_chat(self, connection: Connection, key: str) -> Named | None:
        chat = self._chat.one(connection, key)
        if chat is None or chat.kind is not ChatKind.PRIVATE or not is_stranger(chat.person):
            return None
        return Named(frozenset({chat.person}))

    def _of_number(self, connection: Connection, number: str) -> Named | None:
        if request := self._number.one(connection, number):
            contact = self._contact.one(connection, request.contact)
            persons = frozenset(filter(is_stranger, [request.person]))
            return Named(persons, frozenset({request.id}), (contact,) if contact else ())
        case = self._case.one(connection, number)
        persons = frozenset(filter(is_stranger, [case.person] if case else ()))
        return Named(persons) if persons else None

    def _of_phone(self, connection: Connection, phone: str) -> Named | None:
        digits = "".join(filter(str.isdigit, phone))
        found = self._by_phone.all(connection, self._seal.digest(digits)) if digits else ()
        if len({contact.name for contact in found}) > 1:
            raise SeveralPersons(tuple(self._keys(connection, found)))
        return Named(contacts=found) if found else None

    def _keys(self, connection: Connection, contacts: Iterable[Contact]) -> Iterable[str]:
        """A number or a chat for each of them."""
        for contact in contacts:
            filed = self._requests["contact"].all(connection, contact.id)
            chats = self._chats.all(connection, contact.person)
            yield from [one.number for one in filed if one.number] or [one.id for one in chats]

    def _whole(self, connection: Connection, named: Named) -> Subject:
        """With all that the same phone and name lead to: another messenger, another chat."""
        contacts = {one.id: one for one in named.contacts}
        contacts |= self._given(connection, named.persons)
        for contact in [one for one in contacts.values() if one.phone]:
            digest = self._seal.digest("".join(filter(str.isdigit, contact.phone)))
            same = self._by_phone.all(connection, digest)
            contacts |= {one.id: one for one in same if one.name == contact.name}
        persons = named.persons | {
            one.person for one in contacts.values() if is_stranger(one.person)
        }
        contacts |= self._given(connection, persons)
        chats = [chat for person in sorted(persons) for chat in self._chats.all(connection, person)]
        requests = self._asked(connection, named.requests, persons, chats, contacts)
        contacts |= self._told(connection, requests)
        cases = [
            *self._each(self._cases["person"], connection, sorted(persons)),
            *self._each(self._cases["chat"], connection, [chat.id for chat in chats]),
        ]
        return Subject(
            tuple(sorted(persons)), tuple(chats), requests, tuple(contacts.values()),
            tuple({one.id: one for one in cases}.values()),
        )  # fmt: skip

    def _given(self, connection: Connection, persons: Iterable[str]) -> dict[str, Contact]:
        return {one.id: one for one in self._each(self._profile, connection, sorted(persons))}

    def _asked(
        self,
        connection: Connection,
        named: Iterable[str],
        persons: Iterable[str],
        chats: Iterable[Chat],
        contacts: Iterable[str],
    ) -> tuple[ServiceRequest, ...]:
        found = chain(
            self._each(self._request, connection, named),
            self._each(self._requests["person"], connection, sorted(persons)),
            self._each(self._requests["chat"], connection, [chat.id for chat in chats]),
            self._each(self._requests["contact"], connection, contacts),
        )
        return tuple({one.id: one for one in found}.values())

    def _told(
        self, connection: Connection, requests: Iterable[ServiceRequest]
    ) -> dict[str, Contact]:
        """Every contact that stood in their requests, those that were corrected too."""
        events = self._each(self._history, connection, [one.id for one in requests])
        keys = {event.values[name] for event in events for name in CONTACT if name in event.values}
        keys |= {one.contact for one in requests}
        return {one.id: one for one in self._each(self._contact, connection, sorted(keys))}

    @staticmethod
    def _each(query: Any, connection: Connection, keys: Iterable[str]) -> list[Any]:
        return [found for key in keys if key for found in query.all(connection, key)]
