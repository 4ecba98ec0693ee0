"""The people and firms that the station deals with, and the words they left.

Events and requests hold ids; names, phones and free text live here alone, so that they can be
encrypted whole and erased without touching the record of what happened.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.people import Role

STRANGER: Final = "p."
"""Begins the id of whoever is known by an account alone; no other id begins so."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the assistant; staff have roles and a station."""

    id: str
    station: str
    name: str = ""
    roles: tuple[Role, ...] = ()
    trained: bool = False
    on_duty: bool = False
    joined_at: datetime | None = None
    removed_at: datetime | None = None


def stranger_id(channel: str, sender: str) -> str:
    """The id of a person of whom no more is known than an account at a messenger."""
    return f"{STRANGER}{channel}.{sender}"


def is_stranger(person: str) -> bool:
    """Whether this is the id of somebody of whom no more is known."""
    return person.startswith(STRANGER)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a messenger's account is."""

    channel: str
    sender: str
    person: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A firm's contact as given at one time. A correction is a new row: the old value stays."""

    id: str
    person: str
    company: str
    name: str
    phone: str
    at: datetime


class WordsKind(StrEnum):
    """What somebody's words were for."""

    DETAIL = "detail"
    REASON = "reason"
    ANSWER = "answer"
    RESULT = "result"
    PROBLEM = "problem"
    OPINION = "opinion"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    NOTE = "note"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class Words:
    """What a person wrote, kept apart from the events that refer to it."""

    id: str
    kind: WordsKind
    request: str
    person: str
    at: datetime
    text: str


class AccessKind(StrEnum):
    """What somebody looked at that is not shown to everybody."""

    CONTACT = "contact"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Access:
    """One look at an enterprise's contact or pictures, kept for whoever asks (clause 5.3)."""

    id: str
    request: str
    person: str
    at: datetime
    what: AccessKind
