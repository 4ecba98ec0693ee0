"""Changing the key that seals: all rows in one transaction, or none.

A row that was never sealed is sealed now, and the keyed hashes by which phones are found are made
anew, so that this is also how a first key is set.
"""

from collections.abc import Callable
from typing import Any, Final

from core.conversations import Received
from core.parties import Person
from storage.batches import batches
from storage.connections import Connection
from storage.rows import Bound
from storage.schema import TABLES
from storage.seal import Seal, SealOfEither

LOOKED_AT: Final = 20

Tell = Callable[[int, int], None]


def rekey(connection: Connection, seal: SealOfEither, tell: Tell) -> int:
    """Seal every private column with the key of `seal`; return how many rows there were. `tell` is
    told how many of how many are done. `SealBroken` where neither key opens something."""
    sealed = [table.bind(seal) for table in TABLES if table.private]
    total = sum(_count(connection, bound) for bound in sealed)
    done = 0
    for bound in sealed:
        for rows in batches(connection, bound):
            for row in rows:
                bound.save(connection, bound.codec.value(row))
            done += len(rows)
            tell(done, total)
    return done


def assert_opens(connection: Connection, seal: Seal) -> None:
    """`SealBroken` if the people or what was received last do not open with this key."""
    for table in TABLES:
        if table.kind in (Person, Received):
            table.bind(seal).query(order="-id", limit=LOOKED_AT).all(connection)


def _count(connection: Connection, bound: Bound[Any]) -> int:
    every = f'SELECT count(*) FROM "{bound.schema.name}"'  # noqa: S608 - our own names
    return int(connection.execute(every).fetchone()[0])
