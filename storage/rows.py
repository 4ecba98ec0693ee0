"""Saving and finding values by statements compiled once from the tables.

A `Table` keeps one kind of value. Its statements are built by SQLAlchemy from `storage.tables`, so
that schema and statements cannot drift apart, and run as text on the bare driver, since building
them anew costs more than the turn itself.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar, cast

from sqlalchemy import BindParameter, ColumnElement, Select, String, bindparam, func, select, text
from sqlalchemy import Table as SchemaTable
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel

from storage.codec import Codec, Raw
from storage.connections import Connection, Statement
from storage.memory import Memory, memory_of
from storage.seal import Seal

Value = TypeVar("Value")
Extra = Callable[[Any, Seal], Mapping[str, Raw]]
Place = tuple[Hashable, ...]
Question = tuple[tuple[str, ...], str, int]
"""By which columns, in which order, how many at most."""

DIALECT: Final = sqlite.dialect(paramstyle="qmark")


def nothing_more(_value: Any, _seal: Seal) -> Mapping[str, Raw]:
    """Keep the columns of the value alone."""
    return {}


class Table(Generic[Value]):
    """One kind of value and the table that keeps it. `extra` gives the columns that are not the
    value's own. A row for which `unless` holds (SQL) is never written over."""

    def __init__(
        self,
        kind: type[Value],
        row: type[SQLModel],
        private: Sequence[str] = (),
        extra: Extra = nothing_more,
        unless: str = "",
    ) -> None:
        self.kind = kind
        self.schema: SchemaTable = cast(Any, row).__table__
        self.private = private
        self.extra = extra
        self.unless = unless

    def bind(self, seal: Seal) -> "Bound[Value]":
        """The table with the key that seals its private columns."""
        return Bound(self, seal)


class Bound(Generic[Value]):
    """A table ready for use. Whoever asks the same question gets the same query: compiling one
    takes longer than most turns."""

    def __init__(self, table: Table[Value], seal: Seal) -> None:
        self.schema = table.schema
        self.codec = Codec(table.kind, self.schema.name, seal, table.private)
        self._seal = seal
        self._extra = table.extra
        self._save_sql, order = _upsert(self.schema, table.unless)
        self._more = [name for name in order if name not in self.codec.names]
        given = [*self.codec.names, *self._more]
        self._places = [given.index(name) for name in order]
        self._in_order = given == order
        self._key = tuple(column.name for column in self.schema.primary_key)
        self.kept_by: set[str] = set()
        self._queries: dict[Question, Query[Value]] = {}
        self._kept: dict[Question, KeptQuery[Value]] = {}

    def save(self, connection: Connection, value: Value) -> None:
        """Write a value: a new row, or the row of its key as it is now."""
        connection.execute(*self.saving(value))
        self.noticed(connection, value)

    def saving(self, value: Value) -> Statement:
        """The statement that writes a value."""
        row = self.codec.row(value)
        if self._more:
            extra = self._extra(value, self._seal)
            row += [extra[name] for name in self._more]
        if not self._in_order:
            row = [row[place] for place in self._places]
        return self._save_sql, row

    def noticed(self, connection: Connection, value: Value) -> None:
        """Remember nothing that a value which was written may have changed; whoever asks for it by
        its key will find it as it is."""
        memory = memory_of(connection)
        if memory is None:
            return
        for column in self.kept_by:
            memory.forget((self.schema.name, column, getattr(value, column)))
        if itself := self._kept.get((self._key, "", 0)):
            itself.keep(memory, (value,), *(getattr(value, name) for name in self._key))

    def query(self, *by: str, order: str = "", limit: int = 0) -> "Query[Value]":
        """A query by equal columns; `order` names a column, with "-" before it newest first."""
        question = (by, order, limit)
        if question not in self._queries:
            self._queries[question] = Query(self.codec, self._select(*question))
        return self._queries[question]

    def kept(self, *by: str, order: str = "", limit: int = 0) -> "KeptQuery[Value]":
        """A query whose answers the writer remembers, under the first of its columns."""
        question = (by, order, limit)
        if question not in self._kept:
            self.kept_by.add(by[0])
            place = (self.schema.name, by[0])
            self._kept[question] = KeptQuery(self.codec, self._select(*question), place)
        return self._kept[question]

    def place(self, value: Value) -> Place:
        """Which row is that of a value."""
        return self.schema.name, *(getattr(value, name) for name in self._key)

    def _select(self, by: Sequence[str], order: str, limit: int) -> Select[Any]:
        columns = self.schema.c
        found = select(*(columns[name] for name in self.codec.names))
        for name in by:
            found = found.where(columns[name] == given(name))
        if order:
            found = found.order_by(*self._in_order_of(order))
        return found.limit(limit) if limit else found

    def _in_order_of(self, order: str) -> list[ColumnElement[Any]]:
        """By a column, nothing before anything, and what is equal there as it was numbered: i3.2
        before i3.10. One engine would have its own mind about each."""
        column = self.schema.c[order.removeprefix("-")]
        key = [one for one in self.schema.primary_key if one is not column]
        texts = (one for one in key if isinstance(one.type, String))
        others = [*(func.length(one) for one in texts), *key]
        if order.startswith("-"):
            return [column.desc().nulls_last(), *(one.desc() for one in others)]
        return [column.nulls_first(), *others]


class Query(Generic[Value]):
    """A compiled SELECT of whole values; arguments go in the order of its placeholders."""

    def __init__(self, codec: Codec[Value], statement: Select[Any]) -> None:
        self._codec = codec
        self.sql, self._fixed = compiled(statement)

    def all(self, connection: Connection, *arguments: Raw) -> tuple[Value, ...]:
        """Every value found."""
        return self.values(connection.execute(*self.asking(*arguments)))

    def one(self, connection: Connection, *arguments: Raw) -> Value | None:
        """The first value found, or None."""
        row = connection.execute(*self.asking(*arguments)).fetchone()
        return None if row is None else self._codec.value(row)

    def asking(self, *arguments: Raw) -> Statement:
        """The statement that asks this."""
        given = iter(arguments)
        return self.sql, [next(given) if raw is None else raw for raw in self._fixed]

    def values(self, rows: Iterable[Sequence[Any]]) -> tuple[Value, ...]:
        """What the rows that it finds stand for."""
        return tuple(map(self._codec.value, rows))


class KeptQuery(Query[Value]):
    """A query whose answers are remembered where the connection has a memory."""

    def __init__(self, codec: Codec[Value], statement: Select[Any], place: tuple[str, str]) -> None:
        super().__init__(codec, statement)
        self._place = place

    def all(self, connection: Connection, *arguments: Raw) -> tuple[Value, ...]:
        """Every value found, now or before."""
        memory = memory_of(connection)
        if memory is None:
            return super().all(connection, *arguments)
        found = self.recalled(memory, *arguments)
        if found is None:
            found = super().all(connection, *arguments)
            self.keep(memory, found, *arguments)
        return found

    def recalled(self, memory: Memory, *arguments: Raw) -> tuple[Value, ...] | None:
        """Every value that was found before, if it is remembered."""
        return memory.recall((*self._place, arguments[0]), (self, arguments))

    def keep(self, memory: Memory, found: tuple[Value, ...], *arguments: Raw) -> None:
        """Remember what was found."""
        memory.keep((*self._place, arguments[0]), (self, arguments), found)

    def one(self, connection: Connection, *arguments: Raw) -> Value | None:
        """The first value found, or None."""
        return next(iter(self.all(connection, *arguments)), None)


def given(name: str) -> BindParameter[Any]:
    """A placeholder for an argument that is given when the query runs."""
    return bindparam(name, required=False)


def compiled(statement: Any) -> tuple[str, list[Raw]]:
    """The text of a statement and its arguments; None stands for each one still to be given."""
    made = cast(
        SQLCompiler, statement.compile(dialect=DIALECT, compile_kwargs={"render_postcompile": True})
    )
    values = made.params
    return str(made), [values[name] for name in made.positiontup or ()]


def _upsert(table: SchemaTable, unless: str) -> tuple[str, list[str]]:
    names = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key]
    insert = sqlite.insert(table).values({name: bindparam(name) for name in names})
    changed = {name: insert.excluded[name] for name in names if name not in keys}
    where = text(f"NOT ({unless})") if unless else None
    upsert = insert.on_conflict_do_update(index_elements=keys, set_=changed, where=where)
    made = upsert.compile(dialect=DIALECT)
    return str(made), list(made.positiontup or ())
