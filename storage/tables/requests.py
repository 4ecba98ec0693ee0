"""Requests, what happened to them, and the words and contacts that they refer to."""

from sqlalchemy import Column, Index, Text
from sqlmodel import Field, SQLModel

from core.parties import WordsKind
from core.requests.events import EventType
from core.requests.status import Status
from storage.tables import columns


class RequestRow(SQLModel, table=True):
    __tablename__ = "request"
    __table_args__ = (
        Index("request_chat", "chat", "requested_at"),
        Index("request_owner", "station", "owner", "status"),
        Index("request_status", "station", "status", "requested_at"),
        Index(
            "request_number", "number", unique=True, **columns.only_where(Column("number") != "")
        ),
        Index("request_contact", "contact"),
        columns.one_of("status", Status),
    )
    id: str = columns.key()
    station: str
    status: str
    category: str
    channel: str
    chat: str
    person: str
    contact: str
    detail: str
    requested_at: int = columns.time()
    entered_at: int = columns.time()
    number: str = columns.text()
    wish: str = columns.text()
    flow: str = columns.text()
    clause: str = columns.text()
    consult: int = columns.count()
    owner: str = columns.text()
    handled_at_reception: int = columns.count()
    received_at: int | None = columns.maybe_time()
    replied_at: int | None = columns.maybe_time()
    started_at: int | None = columns.maybe_time()
    onsite_at: int | None = columns.maybe_time()
    ended_at: int | None = columns.maybe_time()
    evaluated_at: int | None = columns.maybe_time()
    closed_at: int | None = columns.maybe_time()
    cycle: int = columns.count(1)
    resumes_to: str | None = None
    expected_at: int | None = columns.maybe_time()
    appointment: int | None = columns.maybe_time()
    remote: int = columns.count()
    due_at: int | None = columns.maybe_time()
    proposal: str | None = Field(default=None, sa_type=Text)
    provider: str = columns.text()
    technician: str = columns.text()
    service_item: str = columns.text()
    tried: str = columns.text()
    rematches: int = columns.count()
    uploaded_at: int | None = columns.maybe_time()
    agreed_at: int | None = columns.maybe_time()
    problems: int = columns.count()
    important: int = columns.count()
    reviewed: int = columns.count()
    archive_number: str = columns.text()
    follow_up_of: str = columns.text()
    merged_into: str = columns.text()
    revision: int = columns.count()


class RequestEventRow(SQLModel, table=True):
    __tablename__ = "request_event"
    __table_args__ = (
        Index("request_event_request", "request", "at"),
        columns.one_of("type", EventType),
    )
    id: str = columns.key()
    request: str
    type: str
    by: str
    at: int = columns.time()
    cycle: int = columns.number()
    values: str = Field(sa_type=Text)


class WordsRow(SQLModel, table=True):
    __tablename__ = "words"
    __table_args__ = (Index("words_request", "request"), columns.one_of("kind", WordsKind))
    id: str = columns.key()
    kind: str
    request: str
    person: str
    at: int = columns.time()
    text: str = Field(sa_type=Text)


class ContactRow(SQLModel, table=True):
    __tablename__ = "contact"
    __table_args__ = (
        Index("contact_person", "person", "at"),
        Index("contact_company", "company"),
        Index("contact_phone", "phone_digest"),
        Index("contact_phone_end", "phone_end_digest"),
    )
    id: str = columns.key()
    person: str
    company: str
    name: str
    phone: str
    at: int = columns.time()
    phone_digest: str = columns.text()
    phone_end_digest: str = columns.text()


class PictureRow(SQLModel, table=True):
    __tablename__ = "picture"
    __table_args__ = (
        Index("picture_request", "request"),
        Index("picture_chat", "chat", "at"),
        Index("picture_reference", "reference"),
    )
    id: str = columns.key()
    chat: str
    person: str
    request: str
    reference: str
    at: int = columns.time()
    path: str = columns.text()
    digest: str = columns.text()
    media_type: str = columns.text()
    size: int = columns.count()
