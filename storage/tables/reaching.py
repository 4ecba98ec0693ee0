"""When whom may be written to: what contacts have opened, and the notices consented to."""

from sqlmodel import Field, SQLModel

from core.windows import ContactKind
from storage.tables import columns


class ContactWindowRow(SQLModel, table=True):
    __tablename__ = "contact_window"
    __table_args__ = (columns.one_of("kind", ContactKind),)
    place: str = columns.key()
    kind: str = Field(primary_key=True)
    opened_at: int = columns.time()
    used: int = columns.count()


class ConsentRow(SQLModel, table=True):
    __tablename__ = "consent"
    place: str = columns.key()
    template: str = Field(primary_key=True)
    given: int = columns.count()
    used: int = columns.count()
    last: str = columns.text()
