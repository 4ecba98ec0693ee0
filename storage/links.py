"""Circles of linked chats as they are kept, and the codes that join them.

A code is eight digits, so its digest is keyed where a key is set: without one, whoever reads the
database can find it out, but within its ten minutes also in the message that told it.
"""

import secrets
from datetime import datetime
from typing import Final

from core.conversations import Chat
from core.links import ALONE, CODE_DIGITS, TRIES_LAST, Circle, Link, LinkCode, Linking, LinkTries
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema
from storage.together import Foreseen

WRONG_LATELY: Final = (
    "SELECT coalesce(sum(wrong), 0) FROM link_tries WHERE station = ? AND since > ?"
)


class Links:
    """Finds circles and codes by statements compiled once."""

    def __init__(self, schema: Schema) -> None:
        self._seal = schema.seal
        self._place = schema.of(Link).kept("chat")
        self._circle = schema.of(Link).kept("circle")
        self._chat = schema.of(Chat).query("id")
        self._code = schema.of(LinkCode).query("digest")
        self._tries = schema.of(LinkTries).query("chat")

    def others(self, connection: Connection, chat: str) -> tuple[str, ...]:
        """The other chats of the circle, in the order in which they came."""
        links = self._links(connection, chat)
        return tuple(link.chat for link in links if link.chat != chat)

    def foreseen(self, chat: str) -> tuple[Foreseen, ...]:
        """What will be asked to find the circle of a chat."""
        return ((self._place, (chat,)),)

    def circle(self, connection: Connection, chat: str) -> Circle:
        """The circle that a chat stands in."""
        links = self._links(connection, chat)
        if not links:
            return ALONE
        found = (self._chat.one(connection, link.chat) for link in links if link.chat != chat)
        return Circle(links, tuple(one for one in found if one))

    def linking(self, connection: Connection, chat: Chat, said: str, now: datetime) -> Linking:
        """What a turn may look at in which a code is asked for or (`said`) given."""
        fresh = self._fresh(connection)
        code = self._code.one(connection, self._seal.digest(said)) if said else None
        lately = micros(now - TRIES_LAST)
        wrong = connection.execute(WRONG_LATELY, [chat.station, lately]).fetchone()[0]
        return Linking(
            fresh,
            self._seal.digest(fresh),
            code,
            self._chat.one(connection, code.chat) if code else None,
            self.circle(connection, code.chat) if code else ALONE,
            self._tries.one(connection, chat.id),
            int(wrong),
        )

    def _links(self, connection: Connection, chat: str) -> tuple[Link, ...]:
        place = self._place.one(connection, chat)
        if place is None or not place.circle:
            return ()
        found = self._circle.all(connection, place.circle)
        return tuple(sorted(found, key=lambda link: (link.linked_at, link.chat)))

    def _fresh(self, connection: Connection) -> str:
        """A code that no chat has given out."""
        while True:
            code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
            if self._code.one(connection, self._seal.digest(code)) is None:
                return code
