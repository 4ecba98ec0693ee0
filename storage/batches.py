"""Every row of a table, some at a time: what is written meanwhile stands behind."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from storage.codec import Raw
from storage.connections import Connection
from storage.rows import Bound

AT_ONCE: Final = 1_000


def batches(
    connection: Connection, bound: Bound[Any], only: str = "TRUE", arguments: Sequence[Raw] = ()
) -> Iterator[list[Any]]:
    """Rows in the order of their keys; `only` is a condition on them."""
    keys = [column.name for column in bound.schema.primary_key]
    places = [bound.codec.names.index(key) for key in keys]
    columns, order = _listed(bound.codec.names), _listed(keys)
    every = f'SELECT {columns} FROM "{bound.schema.name}" WHERE ({only})'  # noqa: S608 - ours
    after = f" AND ({order}) > ({', '.join('?' * len(keys))})"
    end = f" ORDER BY {order} LIMIT {AT_ONCE}"
    rows = connection.execute(every + end, arguments).fetchall()
    while rows:
        yield rows
        last = [rows[-1][place] for place in places]
        rows = connection.execute(every + after + end, [*arguments, *last]).fetchall()


def _listed(names: Any) -> str:
    return ", ".join(f'"{name}"' for name in names)
