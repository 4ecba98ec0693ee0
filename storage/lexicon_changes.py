"""The station's own words as rows: changes of the lexicon in versions, none of them ever deleted.

They hold for the whole installation, since all its stations are served by one lexicon; which
station a change came from is kept with it.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from core.lexicon_changes import (
    ChangeKind,
    ChangeOrigin,
    ChangeSource,
    LexiconVersion,
    TermChange,
)
from core.refusals import Refused
from storage.codec import instant, micros
from storage.connections import Connection
from storage.kept_tables import has_table

NEXT: Final = "SELECT coalesce(max(version), 0) + 1 FROM lexicon_change"
KEEP: Final = (
    "INSERT INTO lexicon_change"
    " (version, place, kind, term, term_group, by, source, why, station, at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
UNDO: Final = (
    "UPDATE lexicon_change SET undone_at = ?, undone_by = ? WHERE version = ? AND undone_at IS NULL"
)
HAS_VERSION: Final = "SELECT 1 FROM lexicon_change WHERE version = ?"
TABLE: Final = "lexicon_change"
IN_FORCE: Final = (
    "SELECT kind, term, term_group FROM lexicon_change WHERE undone_at IS NULL"
    " ORDER BY version, place"
)
HISTORY: Final = (
    "SELECT version, kind, term, term_group, by, source, why, station, at, undone_at, undone_by"
    " FROM lexicon_change ORDER BY version DESC, place"
)
STANDING: Final = (
    "SELECT coalesce(max(version), 0),"
    " count(DISTINCT CASE WHEN undone_at IS NOT NULL THEN version END) FROM lexicon_change"
)

NO_SUCH_VERSION: Final = "没有第{version}版词表改动。用 station lexicon history 查看版本号。"
UNDONE_ALREADY: Final = "第{version}版词表改动早已撤销。"
NO_CHANGE: Final = "a version needs a change"


class LexiconStanding(NamedTuple):
    """Tells one state of the changes from every other: the last version, and how many of them were
    undone. Neither ever falls."""

    version: int = 0
    undone: int = 0


def append(
    connection: Connection,
    changes: Sequence[TermChange],
    origin: ChangeOrigin,
    at: datetime,
) -> int:
    """Keep changes as one version and return its number. To be done in a transaction that has
    begun to write (`storage.database.transaction`), so that numbers have no gap and no twin."""
    if not changes:
        raise ValueError(NO_CHANGE)
    version = int(connection.execute(NEXT).fetchone()[0])
    by = [origin.by, origin.source, origin.why, origin.station, micros(at)]
    for place, change in enumerate(changes):
        connection.execute(KEEP, [version, place, change.kind, change.term, change.group, *by])
    return version


def undo(connection: Connection, version: int, by: str, at: datetime) -> None:
    """Take a version out of force, or `Refused`; what came after it stays."""
    if connection.execute(UNDO, [micros(at), by, version]).rowcount:
        return
    kept = connection.execute(HAS_VERSION, [version]).fetchone()
    raise Refused(UNDONE_ALREADY if kept else NO_SUCH_VERSION, version=str(version))


def in_force(connection: Connection) -> list[TermChange]:
    """The changes that nobody has undone, in the order in which they were made."""
    return [_change(*row) for row in connection.execute(IN_FORCE).fetchall()]


def is_kept(connection: Connection) -> bool:
    """Whether this database keeps changes at all: one that is empty or of an older release does
    not."""
    return has_table(connection, TABLE)


def standing(connection: Connection) -> LexiconStanding:
    """Where the changes stand; cheap enough to be asked each second."""
    return LexiconStanding(*connection.execute(STANDING).fetchone())


def history(connection: Connection) -> list[LexiconVersion]:
    """All versions, newest first."""
    rows = connection.execute(HISTORY).fetchall()
    return [_version(list(made)) for _, made in groupby(rows, itemgetter(0))]


def _change(kind: str, term: str, group: str) -> TermChange:
    return TermChange(ChangeKind(kind), term, group)


def _version(rows: list[tuple[Any, ...]]) -> LexiconVersion:
    version, *_, by, source, why, station, at, undone_at, undone_by = rows[0]
    return LexiconVersion(
        version,
        tuple(_change(*row[1:4]) for row in rows),
        ChangeOrigin(by, ChangeSource(source), why, station),
        instant(at),
        None if undone_at is None else instant(undone_at),
        undone_by,
    )
