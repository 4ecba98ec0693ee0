"""Rules as statements: how many rows of somebody's there are, and emptying them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from storage.connections import Connection
from storage.erasing.rules import RULES, Rule
from storage.schema import TABLES
from storage.seal import Seal

PRIVATE: Final = {(table.schema.name, name) for table in TABLES for name in table.private}

Ids = Mapping[str, Sequence[str]]
"""The ids of one person, by kind."""


def counts(connection: Connection, ids: Ids) -> dict[str, int]:
    """How many rows of each table are theirs."""
    found: dict[str, set[Any]] = {}
    for rule in RULES:
        rows = found.setdefault(rule.table, set())
        for where, given in _parts(rule, ids):
            sql = f'SELECT * FROM "{rule.table}" WHERE {where}'  # noqa: S608 - our own names
            rows.update(tuple(row) for row in connection.execute(sql, given))
    return {table: len(rows) for table, rows in found.items() if rows}


def empty(connection: Connection, ids: Ids, seal: Seal) -> None:
    """Leave in each row what its rule leaves."""
    for rule in RULES:
        sets, values = _sets(rule, seal)
        for where, given in _parts(rule, ids):
            connection.execute(f"{sets} WHERE {where}", [*values, *given])


def _sets(rule: Rule, seal: Seal) -> tuple[str, list[str | None]]:
    if not rule.becomes:
        return f'DELETE FROM "{rule.table}"', []  # noqa: S608 - our own names
    named = ", ".join(f'"{column}" = ?' for column in rule.becomes)
    values = [
        seal.close(f"{rule.table}.{column}", value)
        if value and (rule.table, column) in PRIVATE
        else value
        for column, value in rule.becomes.items()
    ]
    return f'UPDATE "{rule.table}" SET {named}', values  # noqa: S608 - our own names


def _parts(rule: Rule, ids: Ids) -> Iterator[tuple[str, Sequence[str]]]:
    for column, kind in rule.whose.items():
        if some := ids[kind]:
            yield f'"{column}" IN ({", ".join("?" * len(some))})', some
