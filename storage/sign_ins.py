"""The staff's ways in: a link that counts once, and the session that it opens.

Only digests of tokens are kept, so that whoever reads the database can sign in as nobody.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from storage.codec import micros
from storage.connections import Connection

TOKEN_BYTES: Final = 24
LINK_LIFE: Final = timedelta(days=7)
SESSION_LIFE: Final = timedelta(days=30)

ISSUE: Final = (
    "INSERT INTO sign_in (digest, person, issued_by, issued_at, used_at) VALUES (?, ?, ?, ?, NULL)"
)
USE_ALL: Final = "UPDATE sign_in SET used_at = ? WHERE person = ? AND used_at IS NULL"
UNUSED: Final = (
    "SELECT person FROM sign_in JOIN person ON person.id = sign_in.person"
    " WHERE digest = ? AND used_at IS NULL AND issued_at > ? AND removed_at IS NULL"
)
START: Final = "INSERT INTO session (digest, person, started_at, ended_at) VALUES (?, ?, ?, NULL)"
OPEN: Final = (
    "SELECT person FROM session JOIN person ON person.id = session.person"
    " WHERE digest = ? AND ended_at IS NULL AND started_at > ? AND removed_at IS NULL"
)
END: Final = "UPDATE session SET ended_at = ? WHERE digest = ? AND ended_at IS NULL"
END_ALL: Final = "UPDATE session SET ended_at = ? WHERE person = ? AND ended_at IS NULL"


def issue_link(connection: Connection, person: str, by: str, at: datetime) -> str:
    """The token of a new link; earlier links of this person stop counting."""
    connection.execute(USE_ALL, [micros(at), person])
    token = secrets.token_urlsafe(TOKEN_BYTES)
    connection.execute(ISSUE, [_digest(token), person, by, micros(at)])
    return token


def invited(connection: Connection, token: str, at: datetime) -> str:
    """Whom an unused link is for, empty where it does not count; it stays unused."""
    found = connection.execute(UNUSED, [_digest(token), micros(at - LINK_LIFE)]).fetchone()
    return str(found[0]) if found else ""


def sign_in(connection: Connection, token: str, at: datetime) -> str:
    """Use a link up and open a session: its token, empty where the link does not count."""
    person = invited(connection, token, at)
    if not person:
        return ""
    connection.execute(USE_ALL, [micros(at), person])
    session = secrets.token_urlsafe(TOKEN_BYTES)
    connection.execute(START, [_digest(session), person, micros(at)])
    return session


def signed_in(connection: Connection, session: str, at: datetime) -> str:
    """Whose session this is, empty where it has ended."""
    found = connection.execute(OPEN, [_digest(session), micros(at - SESSION_LIFE)]).fetchone()
    return str(found[0]) if found else ""


def sign_out(connection: Connection, session: str, at: datetime) -> None:
    """End a session."""
    connection.execute(END, [micros(at), _digest(session)])


def shut_out(connection: Connection, person: str, at: datetime) -> None:
    """End every session of a person and every link that they have not used."""
    connection.execute(USE_ALL, [micros(at), person])
    connection.execute(END_ALL, [micros(at), person])


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def use_link(connection: Connection, token: str, at: datetime) -> str:
    """Use a link up without a session (an account at a messenger is bound instead): whom it was
    for, empty where it does not count."""
    person = invited(connection, token, at)
    if person:
        connection.execute(USE_ALL, [micros(at), person])
    return person
