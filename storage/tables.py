"""All tables, declared once: the migrations, the pages and the turn's own statements use these.

Columns are neutral to the driver (see `storage.codec`): an enumeration is text with a CHECK, a time
whole microseconds, a structure JSON text. A table has the columns of the value that it keeps, and
beside them only what is searched for.
"""

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, Text
from sqlmodel import Field, SQLModel

from core.bad_ratings import CaseState, Finding, FixLevel
from core.conversations import ChatKind, InboxState, OutboxState
from core.dialogs.progress import ProgressState
from core.due import DueKind, DueState
from core.feedback import FeedbackKind
from core.messages import InboundKind
from core.parties import WordsKind
from core.rating import RatingEventType, RatingStatus
from core.requests.events import EventType
from core.requests.status import Status

ID_LETTERS: Final = 64


def _one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _text() -> Any:
    return Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


def _key() -> Any:
    return Field(primary_key=True, max_length=ID_LETTERS)


def _time() -> Any:
    return Field(sa_type=BigInteger)


def _maybe_time() -> Any:
    return Field(default=None, sa_type=BigInteger, nullable=True)


def _count(start: int = 0) -> Any:
    return Field(default=start, sa_column_kwargs={"server_default": str(start)})


class StationRow(SQLModel, table=True):
    __tablename__ = "station"
    id: str = _key()
    settings: str = Field(sa_type=Text)
    version: int = _count(1)
    sample: int = _count()


class SettingChangeRow(SQLModel, table=True):
    __tablename__ = "setting_change"
    __table_args__ = (Index("setting_change_station", "station", "at"),)
    id: str = _key()
    station: str
    person: str
    at: int = _time()
    name: str
    old: str = _text()
    new: str = _text()


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = (Index("person_station", "station"),)
    id: str = _key()
    station: str
    name: str = _text()
    roles: str = Field(sa_type=Text)
    trained: int = _count()
    on_duty: int = _count()
    joined_at: int | None = _maybe_time()
    removed_at: int | None = _maybe_time()


class IdentityRow(SQLModel, table=True):
    __tablename__ = "identity"
    channel: str = _key()
    sender: str = Field(primary_key=True)
    person: str


class ChatRow(SQLModel, table=True):
    __tablename__ = "chat"
    __table_args__ = (_one_of("kind", ChatKind), Index("chat_station", "station", "kind"))
    id: str = _key()
    channel: str
    kind: str
    station: str
    person: str = _text()
    told_privacy_at: int | None = _maybe_time()
    handed_over_at: int | None = _maybe_time()
    handed_over_to: str = _text()
    heard: int = _count()
    revision: int = _count()


class OutletRow(SQLModel, table=True):
    __tablename__ = "chat_out"
    chat: str = _key()
    said: int = _count()
    seen: int = _count()
    leased_until: int | None = _maybe_time()
    leased_by: str = _text()


class InboxRow(SQLModel, table=True):
    __tablename__ = "inbox"
    __table_args__ = (
        Index("inbox_once", "chat", "message", unique=True),
        Index("inbox_state", "state"),
        _one_of("kind", InboundKind),
        _one_of("state", InboxState),
        # Ids must not come again after rows are erased: other rows are named after them.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    chat: str
    message: str
    n: int
    person: str = _text()
    at: int = _time()
    received_at: int = _time()
    kind: str
    text: str = _text()
    press: str | None = Field(default=None, sa_type=Text)
    attachment: str | None = Field(default=None, sa_type=Text)
    thread: str = _text()
    state: str
    fault: str = _text()
    heard: str = Field(default="[]", sa_type=Text)


class OutboxRow(SQLModel, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_pending", "chat", "n", sqlite_where=Column("state") == "pending"),
        Index("outbox_thread", "chat", "thread", "n"),
        Index("outbox_turn", "turn"),
        _one_of("state", OutboxState),
    )
    chat: str = _key()
    n: int = Field(primary_key=True)
    at: int = _time()
    turn: str
    message: str = Field(sa_type=Text)
    state: str
    echo: str = _text()
    key: str = _text()
    fault: str = _text()
    sent_at: int | None = _maybe_time()
    thread: str = _text()


class ProgressRow(SQLModel, table=True):
    __tablename__ = "progress"
    __table_args__ = (
        Index("progress_chat", "chat", "person", "touched_at"),
        _one_of("state", ProgressState),
    )
    id: str = _key()
    dialog: str
    chat: str
    person: str
    subject: str
    started_at: int = _time()
    answers: str = Field(sa_type=Text)
    asked: str | None = Field(default=None, sa_type=Text)
    state: str
    touched_at: int | None = _maybe_time()
    revision: int = _count()


class RequestRow(SQLModel, table=True):
    __tablename__ = "request"
    __table_args__ = (
        Index("request_chat", "chat", "requested_at"),
        Index("request_owner", "station", "owner", "status"),
        Index("request_status", "station", "status", "requested_at"),
        Index("request_number", "number", unique=True, sqlite_where=Column("number") != ""),
        Index("request_contact", "contact"),
        _one_of("status", Status),
    )
    id: str = _key()
    station: str
    status: str
    category: str
    channel: str
    chat: str
    person: str
    contact: str
    detail: str
    requested_at: int = _time()
    entered_at: int = _time()
    number: str = _text()
    wish: str = _text()
    flow: str = _text()
    consult: int = _count()
    owner: str = _text()
    handled_at_reception: int = _count()
    received_at: int | None = _maybe_time()
    replied_at: int | None = _maybe_time()
    started_at: int | None = _maybe_time()
    onsite_at: int | None = _maybe_time()
    ended_at: int | None = _maybe_time()
    evaluated_at: int | None = _maybe_time()
    closed_at: int | None = _maybe_time()
    cycle: int = _count(1)
    resumes_to: str | None = None
    expected_at: int | None = _maybe_time()
    appointment: int | None = _maybe_time()
    remote: int = _count()
    due_at: int | None = _maybe_time()
    proposal: str | None = Field(default=None, sa_type=Text)
    provider: str = _text()
    technician: str = _text()
    service_item: str = _text()
    tried: str = _text()
    rematches: int = _count()
    uploaded_at: int | None = _maybe_time()
    agreed_at: int | None = _maybe_time()
    problems: int = _count()
    important: int = _count()
    reviewed: int = _count()
    archive_number: str = _text()
    follow_up_of: str = _text()
    merged_into: str = _text()
    revision: int = _count()


class RequestEventRow(SQLModel, table=True):
    __tablename__ = "request_event"
    __table_args__ = (Index("request_event_request", "request", "at"), _one_of("type", EventType))
    id: str = _key()
    request: str
    type: str
    by: str
    at: int = _time()
    cycle: int
    values: str = Field(sa_type=Text)


class WordsRow(SQLModel, table=True):
    __tablename__ = "words"
    __table_args__ = (Index("words_request", "request"), _one_of("kind", WordsKind))
    id: str = _key()
    kind: str
    request: str
    person: str
    at: int = _time()
    text: str = Field(sa_type=Text)


class ContactRow(SQLModel, table=True):
    __tablename__ = "contact"
    __table_args__ = (
        Index("contact_person", "person", "at"),
        Index("contact_company", "company"),
        Index("contact_phone", "phone_digest"),
        Index("contact_phone_end", "phone_end_digest"),
    )
    id: str = _key()
    person: str
    company: str
    name: str
    phone: str
    at: int = _time()
    phone_digest: str = _text()
    phone_end_digest: str = _text()


class PictureRow(SQLModel, table=True):
    __tablename__ = "picture"
    __table_args__ = (Index("picture_request", "request"), Index("picture_chat", "chat", "at"))
    id: str = _key()
    chat: str
    person: str
    request: str
    reference: str
    at: int = _time()
    path: str = _text()
    digest: str = _text()
    media_type: str = _text()
    size: int = _count()


class DueRow(SQLModel, table=True):
    __tablename__ = "due"
    __table_args__ = (
        Index("due_next", "state", "sends_at"),
        Index("due_object", "object", "state"),
        _one_of("kind", DueKind),
        _one_of("state", DueState),
    )
    key: str = Field(primary_key=True)
    object: str
    station: str
    chat: str
    kind: str
    rung: str
    base_at: int = _time()
    due_at: int = _time()
    sends_at: int = _time()
    state: str
    tries: int = _count()
    fault: str = _text()


class RatingRow(SQLModel, table=True):
    __tablename__ = "rating"
    __table_args__ = (
        Index("rating_chat", "chat", "ended_at"),
        Index("rating_station", "station", "ended_at"),
        Index("rating_act", "request", "cycle", unique=True),
        _one_of("status", RatingStatus),
    )
    id: str = _key()
    request: str
    cycle: int
    station: str
    chat: str
    person: str
    rated: str = Field(sa_type=Text)
    technician_served: int
    ended_at: int = _time()
    closes_at: int = _time()
    status: str
    items: str = Field(sa_type=Text)
    skipped: str = Field(sa_type=Text)
    opinion: str = _text()
    submitted_at: int | None = _maybe_time()
    closed_at: int | None = _maybe_time()
    events: int = _count()


class RatingEventRow(SQLModel, table=True):
    __tablename__ = "rating_event"
    __table_args__ = (
        Index("rating_event_order", "rating", "n", unique=True),
        _one_of("type", RatingEventType),
    )
    id: str = _key()
    rating: str
    n: int
    type: str
    by: str
    at: int = _time()
    item: int = _count()
    value: str = _text()
    old: str = _text()


class BadRatingCaseRow(SQLModel, table=True):
    __tablename__ = "bad_rating_case"
    __table_args__ = (
        Index("bad_rating_case_station", "station", "closed_at"),
        Index("bad_rating_case_chat", "chat"),
        Index("bad_rating_case_request", "request"),
        _one_of("state", CaseState),
        _one_of("finding", Finding),
        _one_of("fix_level", FixLevel),
    )
    id: str = _key()
    request: str
    station: str
    chat: str
    concerned: str = Field(sa_type=Text)
    items: str = Field(sa_type=Text)
    owner: str
    opened_at: int = _time()
    state: str
    finding: str | None = None
    complex: int = _count()
    fix_level: str | None = None
    contacted_at: int | None = _maybe_time()
    verified_at: int | None = _maybe_time()
    fixed_at: int | None = _maybe_time()
    closed_at: int | None = _maybe_time()
    closed_by: str = _text()
    note: str = _text()


class FeedbackRow(SQLModel, table=True):
    __tablename__ = "feedback"
    __table_args__ = (
        Index("feedback_station", "station", "closed_at"),
        Index("feedback_chat", "chat"),
        Index("feedback_number", "number", unique=True),
        _one_of("kind", FeedbackKind),
    )
    id: str = _key()
    number: str
    kind: str
    station: str
    chat: str
    person: str
    request: str = _text()
    words: str
    opened_at: int = _time()
    concerned: str = Field(sa_type=Text)
    note: str = _text()
    closed_at: int | None = _maybe_time()
    closed_by: str = _text()


class SeenRow(SQLModel, table=True):
    """How far each person has seen a chat."""

    __tablename__ = "seen"
    chat: str = _key()
    person: str = Field(primary_key=True)
    upto: int


class CounterRow(SQLModel, table=True):
    """`name` is station and year; `value` the last number given out."""

    __tablename__ = "counter"
    name: str = _key()
    value: int = _count()


class SignInRow(SQLModel, table=True):
    """A single-use way in; only the digest of the token is kept."""

    __tablename__ = "sign_in"
    digest: str = _key()
    person: str
    issued_by: str
    issued_at: int = _time()
    used_at: int | None = _maybe_time()


class SessionRow(SQLModel, table=True):
    __tablename__ = "session"
    digest: str = _key()
    person: str
    started_at: int = _time()
    ended_at: int | None = _maybe_time()


class AccessRow(SQLModel, table=True):
    """Who looked at what is not shown to everybody (clause 5.3)."""

    __tablename__ = "access"
    __table_args__ = (Index("access_request", "request"),)
    id: str = _key()
    request: str
    person: str
    at: int = _time()
    what: str
