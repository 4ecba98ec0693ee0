"""The kinds of columns, neutral to the driver: text, whole microseconds, counts, known words."""

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, Text
from sqlmodel import Field

ID_LETTERS: Final = 128


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def text() -> Any:
    return Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


def key() -> Any:
    return Field(primary_key=True, max_length=ID_LETTERS)


def time() -> Any:
    return Field(sa_type=BigInteger)


def maybe_time() -> Any:
    return Field(default=None, sa_type=BigInteger, nullable=True)


def count(start: int = 0) -> Any:
    return Field(default=start, sa_type=BigInteger, sa_column_kwargs={"server_default": str(start)})


def number(*, key: bool = False) -> Any:
    """A count that is always given; whoever asks may name any that JSON can hold."""
    return Field(sa_type=BigInteger, primary_key=key)


def only_where(condition: Any) -> dict[str, Any]:
    """That an index holds these rows alone, as each engine is told it."""
    return {"sqlite_where": condition, "postgresql_where": condition}
