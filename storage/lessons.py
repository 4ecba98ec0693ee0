"""What was taught in a time, and the requests that were filed in it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import or_, select

from core.lessons import Lesson
from storage.codec import micros
from storage.connections import Connection
from storage.rows import Query, given
from storage.schema import Schema

FILED: Final = (
    "SELECT id, category FROM request WHERE number <> '' AND requested_at >= ? AND requested_at < ?"
    " AND (station = ? OR ? = '')"
)


def lessons_between(
    connection: Connection,
    schema: Schema,
    since: datetime,
    until: datetime,
    station: str = "",
) -> tuple[Lesson, ...]:
    """What was taught from the first moment on, up to the last, at a station or at all of them."""
    arguments = (micros(since), micros(until), station, station)
    return _taught(schema).all(connection, *arguments)


def filed_between(
    connection: Connection, since: datetime, until: datetime, station: str = ""
) -> Mapping[str, str]:
    """The category, as it now is, of each request that was filed."""
    arguments = [micros(since), micros(until), station, station]
    return dict(connection.execute(FILED, arguments).fetchall())


@cache
def _taught(schema: Schema) -> Query[Lesson]:
    table = schema.of(Lesson)
    columns = table.schema.c
    of_one = columns.station == given("station")
    found = (
        select(*(columns[name] for name in table.codec.names))
        .where(columns.at >= given("since"))
        .where(columns.at < given("until"))
        .where(or_(of_one, given("any_station") == ""))
        .order_by(columns.at, columns.id)
    )
    return Query(table.codec, found)
