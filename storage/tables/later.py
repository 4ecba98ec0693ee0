"""Work that is due later."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from core.due import DueKind, DueState
from storage.tables import columns


class DueRow(SQLModel, table=True):
    __tablename__ = "due"
    __table_args__ = (
        Index("due_next", "state", "sends_at"),
        Index("due_object", "object", "state"),
        Index("due_chat", "chat", "state"),
        columns.one_of("kind", DueKind),
        columns.one_of("state", DueState),
    )
    key: str = Field(primary_key=True)
    object: str
    station: str
    chat: str
    kind: str
    rung: str
    base_at: int = columns.time()
    due_at: int = columns.time()
    sends_at: int = columns.time()
    state: str
    tries: int = columns.count()
    fault: str = columns.text()
