"""Chats that are linked, and the codes by which they come to be."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from storage.tables import columns


class ChatLinkRow(SQLModel, table=True):
    __tablename__ = "chat_link"
    __table_args__ = (Index("chat_link_circle", "circle"),)
    chat: str = columns.key()
    circle: str
    linked_at: int = columns.time()


class LinkCodeRow(SQLModel, table=True):
    __tablename__ = "link_code"
    __table_args__ = (Index("link_code_digest", "digest"),)
    chat: str = columns.key()
    station: str
    digest: str
    issued_at: int = columns.time()
    used_at: int | None = columns.maybe_time()


class LinkTriesRow(SQLModel, table=True):
    __tablename__ = "link_tries"
    __table_args__ = (Index("link_tries_station", "station", "since"),)
    chat: str = columns.key()
    station: str
    wrong: int = columns.count()
    since: int = columns.time()
