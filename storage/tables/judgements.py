"""Ratings, bad-rating cases, complaints and opinions."""

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from core.bad_ratings import CaseState, Finding, FixLevel
from core.feedback import FeedbackKind
from core.rating import RatingEventType, RatingStatus
from storage.tables import columns


class RatingRow(SQLModel, table=True):
    __tablename__ = "rating"
    __table_args__ = (
        Index("rating_chat", "chat", "ended_at"),
        Index("rating_station", "station", "ended_at"),
        Index("rating_act", "request", "cycle", unique=True),
        columns.one_of("status", RatingStatus),
    )
    id: str = columns.key()
    request: str
    cycle: int = columns.number()
    station: str
    chat: str
    person: str
    rated: str = Field(sa_type=Text)
    technician_served: int = columns.number()
    ended_at: int = columns.time()
    closes_at: int = columns.time()
    status: str
    items: str = Field(sa_type=Text)
    skipped: str = Field(sa_type=Text)
    opinion: str = columns.text()
    submitted_at: int | None = columns.maybe_time()
    closed_at: int | None = columns.maybe_time()
    events: int = columns.count()


class RatingEventRow(SQLModel, table=True):
    __tablename__ = "rating_event"
    __table_args__ = (
        Index("rating_event_order", "rating", "n", unique=True),
        columns.one_of("type", RatingEventType),
    )
    id: str = columns.key()
    rating: str
    n: int = columns.number()
    type: str
    by: str
    at: int = columns.time()
    item: int = columns.count()
    value: str = columns.text()
    old: str = columns.text()


class BadRatingCaseRow(SQLModel, table=True):
    __tablename__ = "bad_rating_case"
    __table_args__ = (
        Index("bad_rating_case_station", "station", "closed_at"),
        Index("bad_rating_case_chat", "chat"),
        Index("bad_rating_case_request", "request"),
        columns.one_of("state", CaseState),
        columns.one_of("finding", Finding),
        columns.one_of("fix_level", FixLevel),
    )
    id: str = columns.key()
    request: str
    station: str
    chat: str
    concerned: str = Field(sa_type=Text)
    items: str = Field(sa_type=Text)
    owner: str
    opened_at: int = columns.time()
    state: str
    finding: str | None = None
    complex: int = columns.count()
    fix_level: str | None = None
    contacted_at: int | None = columns.maybe_time()
    verified_at: int | None = columns.maybe_time()
    fixed_at: int | None = columns.maybe_time()
    closed_at: int | None = columns.maybe_time()
    closed_by: str = columns.text()
    note: str = columns.text()


class FeedbackRow(SQLModel, table=True):
    __tablename__ = "feedback"
    __table_args__ = (
        Index("feedback_station", "station", "closed_at"),
        Index("feedback_chat", "chat"),
        Index("feedback_number", "number", unique=True),
        columns.one_of("kind", FeedbackKind),
    )
    id: str = columns.key()
    number: str
    kind: str
    station: str
    chat: str
    person: str
    request: str = columns.text()
    words: str
    opened_at: int = columns.time()
    concerned: str = Field(sa_type=Text)
    note: str = columns.text()
    closed_at: int | None = columns.maybe_time()
    closed_by: str = columns.text()
