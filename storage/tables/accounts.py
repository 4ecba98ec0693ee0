"""What is kept of accounts at messengers."""

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from storage.tables import columns


class AccessTokenRow(SQLModel, table=True):
    """One for all processes that use an account (`storage.access_tokens`)."""

    __tablename__ = "access_token"
    account: str = columns.key()
    token: str = columns.text()
    renew_at: int | None = columns.maybe_time()
    expires_at: int | None = columns.maybe_time()
    refused: str = columns.text()
    forced_at: str = Field(default="[]", sa_type=Text)
    fetched_by: str = columns.text()
    fetching_until: int | None = columns.maybe_time()


class OutageRow(SQLModel, table=True):
    """An account that its messenger does not let in now, and that the staff were told of."""

    __tablename__ = "outage"
    account: str = columns.key()
    since: int = columns.time()
    why: str = columns.text()
