"""Chats and all that was said in them, and the conversations that are going on."""

from sqlalchemy import BigInteger, Column, Index, Integer, Text, text
from sqlmodel import Field, SQLModel

from core.conversations import ChatKind, FocusMode, InboxState, OutboxState
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
    held_until: int | None = columns.maybe_time()
    unreachable: str = columns.text()
    address: str = columns.text()


class RateClockRow(SQLModel, table=True):
    """How far ahead of now a messenger's allowance is used up: `until` in microseconds UTC."""

    __tablename__ = "rate_clock"
    name: str = columns.key()
    until: int = columns.time()


class CardPostRow(SQLModel, table=True):
    __tablename__ = "card_post"
    chat: str = columns.key()
    card: str = Field(primary_key=True)
    key: str


class TopicRow(SQLModel, table=True):
    __tablename__ = "topic"
    __table_args__ = (Index("topic_key", "chat", "key"),)
    chat: str = columns.key()
    thread: str = Field(primary_key=True)
    key: str
    open: int = columns.count(1)


class FocusRow(SQLModel, table=True):
    __tablename__ = "focus"
    __table_args__ = (columns.one_of("mode", FocusMode),)
    chat: str = columns.key()
    room: str
    thread: str
    mode: str
    until: int = columns.time()


class CardCodeRow(SQLModel, table=True):
    __tablename__ = "card_code"
    __table_args__ = (Index("card_code_card", "chat", "card", "until"),)
    code: str = Field(primary_key=True)
    chat: str
    card: str
    task: str
    until: int = columns.time()


class RoomCodeRow(SQLModel, table=True):
    """A code, said once in a group, that makes it a room of a station; only its digest is kept."""

    __tablename__ = "room_code"
    digest: str = columns.key()
    station: str
    issued_at: int = columns.time()
    used_at: int | None = columns.maybe_time()


class InboxRow(SQLModel, table=True):
    __tablename__ = "inbox"
    __table_args__ = (
        Index("inbox_once", "chat", "message", unique=True),
        Index("inbox_state", "state"),
        Index("inbox_album", "chat", "album", **columns.only_where(Column("album") != "")),
        columns.one_of("kind", InboundKind),
        columns.one_of("state", InboxState),
        # Ids must not come again after rows are erased: other rows are named after them.
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(
        default=None,
        # SQLite numbers rows by itself only where the column is called an integer.
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    )
    chat: str
    message: str
    n: int = columns.number()
    person: str = columns.text()
    at: int = columns.time()
    received_at: int = columns.time()
    kind: str
    text: str = columns.text()
    press: str | None = Field(default=None, sa_type=Text)
    attachment: str | None = Field(default=None, sa_type=Text)
    thread: str = columns.text()
    album: str = columns.text()
    state: str
    fault: str = columns.text()
    heard: str = Field(default="[]", sa_type=Text)


class OutboxRow(SQLModel, table=True):
    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_pending", "chat", "n", **columns.only_where(Column("state") == "pending")),
        Index("outbox_stranded", "chat", **columns.only_where(Column("state") == "stranded")),
        Index("outbox_thread", "chat", "thread", "n"),
        Index("outbox_turn", "turn"),
        Index("outbox_key", "chat", "key", **columns.only_where(text("\"key\" <> ''"))),
        columns.one_of("state", OutboxState),
    )
    chat: str = columns.key()
    n: int = columns.number(key=True)
    at: int = columns.time()
    turn: str
    message: str = Field(sa_type=Text)
    state: str
    echo: str = columns.text()
    key: str = columns.text()
    fault: str = columns.text()
    sent_at: int | None = columns.maybe_time()
    tries: int = columns.count()
    refusals: int = columns.count()
    thread: str = columns.text()


class SeenRow(SQLModel, table=True):
    """How far each person has seen a chat."""

    __tablename__ = "seen"
    chat: str = columns.key()
    person: str = Field(primary_key=True)
    upto: int = columns.number()


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
