"""Chats and all that was said in them, and the conversations that are going on."""

from sqlalchemy import Column, Index, Integer, Text
from sqlmodel import Field, SQLModel

from core.conversations import ChatKind, InboxState, OutboxState
from core.dialogs.progress import ProgressState
from core.messages import InboundKind
from storage.tables import columns


class ChatRow(SQLModel, table=True):
    __tablename__ = "chat"
    __table_args__ = (columns.one_of("kind", ChatKind), Index("chat_station", "station", "kind"))
    id: str = columns.key()
    channel: str
    kind: str
    station: str
    person: str = columns.text()
    told_privacy_at: int | None = columns.maybe_time()
    handed_over_at: int | None = columns.maybe_time()
    handed_over_to: str = columns.text()
    heard: int = columns.count()
    revision: int = columns.count()


class OutletRow(SQLModel, table=True):
    __tablename__ = "chat_out"
    chat: str = columns.key()
    said: int = columns.count()
    seen: int = columns.count()
    leased_until: int | None = columns.maybe_time()
    leased_by: str = columns.text()


class InboxRow(SQLModel, table=True):
    __tablename__ = "inbox"
    __table_args__ = (
        Index("inbox_once", "chat", "message", unique=True),
        Index("inbox_state", "state"),
        columns.one_of("kind", InboundKind),
        columns.one_of("state", InboxState),
        # Ids must not come again after rows are erased: other rows are named after them.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    chat: str
    message: str
    n: int
    person: str = columns.text()
    at: int = columns.time()
    received_at: int = columns.time()
    kind: str
    text: str = columns.text()
    press: str | None = Field(default=None, sa_type=Text)
    attachment: str | None = Field(default=None, sa_type=Text)
    thread: str = columns.text()
    state: str
    fault: str = columns.text()
    heard: str = Field(default="[]", sa_type=Text)


class OutboxRow(SQLModel, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_pending", "chat", "n", sqlite_where=Column("state") == "pending"),
        Index("outbox_thread", "chat", "thread", "n"),
        Index("outbox_turn", "turn"),
        columns.one_of("state", OutboxState),
    )
    chat: str = columns.key()
    n: int = Field(primary_key=True)
    at: int = columns.time()
    turn: str
    message: str = Field(sa_type=Text)
    state: str
    echo: str = columns.text()
    key: str = columns.text()
    fault: str = columns.text()
    sent_at: int | None = columns.maybe_time()
    thread: str = columns.text()


class SeenRow(SQLModel, table=True):
    """How far each person has seen a chat."""

    __tablename__ = "seen"
    chat: str = columns.key()
    person: str = Field(primary_key=True)
    upto: int


class ProgressRow(SQLModel, table=True):
    __tablename__ = "progress"
    __table_args__ = (
        Index("progress_chat", "chat", "person", "touched_at"),
        columns.one_of("state", ProgressState),
    )
    id: str = columns.key()
    dialog: str
    chat: str
    person: str
    subject: str
    started_at: int = columns.time()
    answers: str = Field(sa_type=Text)
    asked: str | None = Field(default=None, sa_type=Text)
    state: str
    touched_at: int | None = columns.maybe_time()
    revision: int = columns.count()
