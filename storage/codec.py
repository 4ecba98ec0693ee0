"""How a value becomes a row and a row a value, the same for raw reads, pages and both databases.

Columns are neutral to the driver: times are whole microseconds UTC, words of an enumeration are
their text, structures are JSON text. One column for each field of the value, under its name.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from storage.seal import Seal

Value = TypeVar("Value")
Raw = str | int | float | None
Encode = Callable[[Any], Raw]
Decode = Callable[[Any], Any]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Whole microseconds since 1970, UTC."""
    return (at - EPOCH) // MICROSECOND


def instant(stored: int) -> datetime:
    """The moment that was stored."""
    return EPOCH + timedelta(microseconds=stored)


class Codec(Generic[Value]):
    """Reads and writes one kind of value. `private` columns are sealed; `names` is the order."""

    def __init__(self, kind: type[Value], table: str, seal: Seal, private: Sequence[str]) -> None:
        self.kind = kind
        self.table = table
        self.names = tuple(field.name for field in fields(cast(Any, kind)))
        hints = get_type_hints(kind)
        pairs = [_pair(hints[name]) for name in self.names]
        sealed = [_sealed(seal, f"{table}.{name}") for name in self.names]
        self._encoders: list[tuple[int, Encode]] = []
        self._decoders: list[tuple[int, Decode]] = []
        for index, name in enumerate(self.names):
            encode, decode = pairs[index]
            if name in private:
                close, open_ = sealed[index]
                encode, decode = _then(encode, close), _then(open_, decode)
            if encode is not _same:
                self._encoders.append((index, encode))
                self._decoders.append((index, decode))
        self._fields = attrgetter(*self.names)

    def row(self, value: Value) -> list[Raw]:
        """The value as a row, in the order of `names`."""
        row = list(self._fields(value))
        for index, encode in self._encoders:
            row[index] = encode(row[index])
        return row

    def value(self, row: Sequence[Any]) -> Value:
        """The value that a row holds; the row has the columns in the order of `names`."""
        fields = list(row)
        for index, decode in self._decoders:
            fields[index] = decode(fields[index])
        return self.kind(*fields)


def _then(first: Callable[[Any], Any], second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda raw: second(first(raw))


def _sealed(seal: Seal, column: str) -> tuple[Encode, Decode]:
    def close(text: str) -> str:
        return seal.close(column, text)

    def open_(text: str) -> str:
        return seal.open(column, text)

    return close, open_


def _same(value: Any) -> Any:
    return value


def _pair(hint: Any) -> tuple[Encode, Decode]:
    inner = _without_none(hint)
    encode, decode = _pair_of(inner)
    if inner is hint or encode is _same:
        return encode, decode
    return _or_none(encode), _or_none(decode)


def _pair_of(hint: Any) -> tuple[Encode, Decode]:
    if hint in (str, int, float):
        return _same, _same
    if hint is bool:
        return int, bool
    if hint is datetime:
        return micros, instant
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    return _json_pair(hint)


def _json_pair(hint: Any) -> tuple[Encode, Decode]:
    adapter: TypeAdapter[Any] = TypeAdapter(_plain(hint))
    # What the adapter itself calls: going through its options costs as much as a short value.
    to_json, from_json = adapter.serializer.to_json, adapter.validator.validate_json

    def encode(value: Any) -> str:
        return to_json(value).decode()

    return encode, from_json


def _plain(hint: Any) -> Any:
    # A Mapping field is any mapping to its author, and a dict in JSON.
    return dict[get_args(hint)] if get_origin(hint) is Mapping else hint  # type: ignore[misc]


def _without_none(hint: Any) -> Any:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    rest = [arg for arg in get_args(hint) if arg is not type(None)]
    return rest[0] if len(rest) == 1 else hint


def _or_none(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else convert(value)
