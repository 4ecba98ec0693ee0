"""Stations, their people and how these sign in, counters, and who looked at what."""

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from storage.tables import columns


class StationRow(SQLModel, table=True):
    __tablename__ = "station"
    id: str = columns.key()
    settings: str = Field(sa_type=Text)
    version: int = columns.count(1)
    sample: int = columns.count()


class SettingChangeRow(SQLModel, table=True):
    __tablename__ = "setting_change"
    __table_args__ = (Index("setting_change_station", "station", "at"),)
    id: str = columns.key()
    station: str
    person: str
    at: int = columns.time()
    name: str
    old: str = columns.text()
    new: str = columns.text()


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = (Index("person_station", "station"),)
    id: str = columns.key()
    station: str
    name: str = columns.text()
    roles: str = Field(sa_type=Text)
    trained: int = columns.count()
    on_duty: int = columns.count()
    joined_at: int | None = columns.maybe_time()
    removed_at: int | None = columns.maybe_time()


class IdentityRow(SQLModel, table=True):
    __tablename__ = "identity"
    channel: str = columns.key()
    sender: str = Field(primary_key=True)
    person: str


class CounterRow(SQLModel, table=True):
    """`name` is station and year; `value` the last number given out."""

    __tablename__ = "counter"
    name: str = columns.key()
    value: int = columns.count()


class SignInRow(SQLModel, table=True):
    """A single-use way in; only the digest of the token is kept."""

    __tablename__ = "sign_in"
    digest: str = columns.key()
    person: str
    issued_by: str
    issued_at: int = columns.time()
    used_at: int | None = columns.maybe_time()


class SessionRow(SQLModel, table=True):
    __tablename__ = "session"
    digest: str = columns.key()
    person: str
    started_at: int = columns.time()
    ended_at: int | None = columns.maybe_time()


class AccessRow(SQLModel, table=True):
    """Who looked at what is not shown to everybody (clause 5.3)."""

    __tablename__ = "access"
    __table_args__ = (Index("access_request", "request"),)
    id: str = columns.key()
    request: str
    person: str
    at: int = columns.time()
    what: str
