"""What is kept of erasures: that they were made."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from storage.tables import columns


class ErasureRow(SQLModel, table=True):
    __tablename__ = "erasure"
    id: str = columns.key()
    station: str
    at: int = columns.time()
    by: str
    counts: str = Field(sa_type=Text)
