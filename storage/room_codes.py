"""Codes that make a group a room of a station: said in it once, within a day.

Only digests are kept, so that whoever reads the database can bind nothing.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.conversations import Chat, ChatKind
from storage.codec import micros
from storage.connections import Connection
from storage.schema import Schema
from storage.stations import touch

CODE_BYTES: Final = 9
CODE_LIFE: Final = timedelta(days=1)

ISSUE: Final = "INSERT INTO room_code (digest, station, issued_at, used_at) VALUES (?, ?, ?, NULL)"
USE: Final = (
    "UPDATE room_code SET used_at = ? WHERE digest = ? AND used_at IS NULL AND issued_at > ?"
    " RETURNING station"
)


def issue_code(connection: Connection, station: str, at: datetime) -> str:
    """A new code of a station."""
    code = secrets.token_urlsafe(CODE_BYTES)
    connection.execute(ISSUE, [_digest(code), station, micros(at)])
    return code


def use_code(connection: Connection, code: str, at: datetime) -> str:
    """The station whose code this is, used up now; "" where it does not count."""
    found = connection.execute(USE, [micros(at), _digest(code), micros(at - CODE_LIFE)]).fetchone()
    return str(found[0]) if found else ""


def bind_room(connection: Connection, schema: Schema, chat: Chat) -> None:
    """Make a chat a room of its station."""
    known = schema.of(Chat).query("id").one(connection, chat.id)
    if known is not None and (known.kind, known.station) == (chat.kind, chat.station):
        return
    schema.of(Chat).save(connection, chat)
    touch(connection, chat.station)


def release_room(connection: Connection, schema: Schema, chat: str) -> None:
    """Let a chat be a room no longer: nothing is told there any more."""
    known = schema.of(Chat).query("id").one(connection, chat)
    if known is not None and known.kind is ChatKind.ROOM:
        schema.of(Chat).save(connection, replace(known, kind=ChatKind.PRIVATE))
        touch(connection, known.station)


def release_others(connection: Connection, schema: Schema, chat: Chat) -> None:
    """Let every other room of its channel be a room no longer."""
    rooms = schema.of(Chat).query("channel", "kind").all(connection, chat.channel, ChatKind.ROOM)
    for other in rooms:
        if other.id != chat.id:
            release_room(connection, schema, other.id)


def is_room(connection: Connection, schema: Schema, chat: str) -> bool:
    """Whether a chat is a room already, of whichever station."""
    known = schema.of(Chat).query("id").one(connection, chat)
    return known is not None and known.kind is ChatKind.ROOM


def room(chat: str, channel: str, station: str) -> Chat:
    """A chat of a messenger as a station's room."""
    return Chat(chat, channel, ChatKind.ROOM, station)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
