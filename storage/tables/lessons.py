"""What people have taught about categories."""

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from core.lessons import LessonKind
from storage.tables import columns


class LessonRow(SQLModel, table=True):
    __tablename__ = "lesson"
    __table_args__ = (
        Index("lesson_station", "station", "at"),
        Index("lesson_chat", "chat"),
        columns.one_of("kind", LessonKind),
    )
    id: str = columns.key()
    station: str
    request: str
    chat: str
    kind: str
    by: str
    at: int = columns.time()
    words: str = Field(sa_type=Text)
    guess: str
    chosen: str
    asked: int = columns.count()
    matched: str = Field(sa_type=Text)
    lexicon: int = columns.count()
