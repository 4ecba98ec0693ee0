"""Complaints, opinions and bad ratings with what was said in them and what they are about."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from sqlalchemy import bindparam, select

from core.bad_ratings import BadRatingCase
from core.context import CaseFile
from core.feedback import Feedback
from core.parties import Words
from core.requests.request import ServiceRequest
from storage.connections import Connection
from storage.rows import Query
from storage.schema import Schema

MOST: Final = 100

Case = Feedback | BadRatingCase


class CaseFiles:
    """Finds cases by statements compiled once."""

    def __init__(self, schema: Schema) -> None:
        of = schema.of
        self._open = (_open_cases(schema, Feedback), _open_cases(schema, BadRatingCase))
        self._about = (of(Feedback).query("request"), of(BadRatingCase).query("request"))
        self._words = of(Words).query("id")
        self._request = of(ServiceRequest).query("id")

    def open_at(self, connection: Connection, station: str) -> tuple[CaseFile, ...]:
        """All open cases of a station, the oldest of each kind first."""
        found = (case for query in self._open for case in query.all(connection, station))
        return tuple(self._file(connection, case) for case in found)

    def about(self, connection: Connection, requests: Iterable[str]) -> tuple[CaseFile, ...]:
        """The cases of these requests."""
        return tuple(
            self._file(connection, case)
            for request in requests
            for query in self._about
            for case in query.all(connection, request)
        )

    def _file(self, connection: Connection, case: Case) -> CaseFile:
        said = case.said if isinstance(case, Feedback) else ()
        words = (self._words.one(connection, key) for key in said)
        request = self._request.one(connection, case.request) if case.request else None
        return CaseFile(case, "\n".join(one.text for one in words if one), request)


@cache
def _open_cases(schema: Schema, kind: type[Any]) -> Query[Any]:
    bound = schema.of(kind)
    columns = bound.schema.c
    found = select(*(columns[name] for name in bound.codec.names)).where(
        columns.station == bindparam("station"), columns.closed_at.is_(None)
    )
    return Query(bound.codec, found.order_by(columns.opened_at, columns.id).limit(MOST))
