"""What has fallen due: finding it, deciding it inside the writer's transaction, or putting it off.

A row is done in the savepoint in which its effects are written, so that each thing happens once. A
bug takes back its own row alone, which stays open, counts the try and comes again a little later.
What is late meets the quiet hours anew: after an outage at night nothing speaks before morning.
"""

import traceback
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, cast

from sqlalchemy import Select, bindparam, select

from core.due import About, Due, DueKind, DueState
from core.due_context import DecideDue
from core.due_rows import Rescheduled, reschedule
from core.messages import Audience, Outbound
from core.rating import Rating
from core.timers import send_at, start
from core.working_time import Calendar
from storage.codec import instant, micros
from storage.connections import OUTSIDE, Connection
from storage.due_loading import Subjects, turn_of
from storage.log_lines import of_turn
from storage.memory import take_back
from storage.rows import Query
from storage.schema import Schema
from storage.together import Batch
from storage.turns import Taken, Turns

PATIENCE: Final = timedelta(minutes=5)
MOST_PATIENCE: Final = 12

DONE: Final = "UPDATE due SET state = 'done' WHERE key = ?"
PUT_OFF: Final = "UPDATE due SET sends_at = ? WHERE key = ?"
FAILED: Final = (
    "UPDATE due SET tries = tries + 1, fault = ?, sends_at = CAST(? AS bigint)"
    " + CAST(? AS bigint) * CASE WHEN tries + 1 < ? THEN tries + 1 ELSE ? END WHERE key = ?"
)
NEXT: Final = "SELECT min(sends_at) FROM due WHERE state = 'open'"
OF_EVERY_STATION: Final = (DueKind.DAILY_BRIEF, DueKind.LESSONS_REPORT)
WITHOUT: Final = (
    "SELECT id FROM station WHERE NOT EXISTS (SELECT 1 FROM due"
    " WHERE object = station.id AND due.state = 'open' AND kind = ?)"
)

Spoken = tuple[str, Outbound]
"""A message with the turn that says it."""


class Sweep:
    """Does what has fallen due, one chat's rows at a time."""

    def __init__(self, schema: Schema, turns: Turns) -> None:
        self._due = schema.of(Due)
        self._loader, self._applier = turns.loader, turns.applier
        self._subjects = Subjects(schema, turns.loader)
        self._open = self._due.query("key", "state")
        self._past, self._past_in = _past(schema), _past_in(schema)

    def begin(self, connection: Connection, now: datetime) -> None:
        """Let every station wait for what every station has."""
        for kind in OF_EVERY_STATION:
            self._begin(connection, kind, now)

    def due_now(
        self, connection: Connection, now: datetime, limit: int
    ) -> tuple[tuple[Due, ...], ...]:
        """What is past its time, oldest first and together for each chat."""
        groups: dict[tuple[str, str], list[Due]] = {}
        for due in self._past.all(connection, micros(now), limit):
            groups.setdefault((due.station, due.chat), []).append(due)
        return tuple(tuple(group) for group in groups.values())

    def due_in(
        self, connection: Connection, place: tuple[str, str], now: datetime, limit: int
    ) -> tuple[Due, ...]:
        """What is past its time at one station in one chat, oldest first."""
        return self._past_in.all(connection, micros(now), *place, limit)

    def next_due(self, connection: Connection) -> datetime | None:
        """When the next row goes out, if one waits."""
        found = connection.execute(NEXT).fetchone()[0]
        return None if found is None else instant(found)

    def fall_due(
        self, connection: Connection, dues: Sequence[Due], now: datetime, decide: DecideDue
    ) -> Taken:
        """Let the rows of one chat fall due; reminders to the same reader become one message."""
        spoken: list[Spoken] = []
        faults: list[str] = []
        chats: frozenset[str] = frozenset()
        for due in dues:
            with of_turn(turn_of(due)):
                said, fault = self._one(connection, due, now, decide)
            spoken += [(turn_of(due), message) for message in said]
            faults += [fault] if fault else []
        for turn, message in together(spoken):
            chats |= self._applier.say(connection, [message], turn, now)
        return Taken(turn_of(dues[0]) if dues else "", chats, fault="\n".join(faults))

    def _one(
        self, connection: Connection, due: Due, now: datetime, decide: DecideDue
    ) -> tuple[tuple[Outbound, ...], str]:
        """What one row says, and the trace of a bug. A row that was called off or moved since it
        was found says nothing."""
        row = self._open.one(connection, due.key, DueState.OPEN)
        if row is None or row.sends_at > now or self._held(connection, row, now):
            return (), ""
        connection.execute("SAVEPOINT due")
        try:
            said, fault = self._decided(connection, row, now, decide), ""
        except OUTSIDE:
            raise  # The file or the disk, not this row.
        except Exception as bug:  # noqa: BLE001 - a bug is one row's own, and is tried again
            take_back(connection, "due")
            said, fault = (), self._failed(connection, row, now, bug)
        connection.execute("RELEASE due")
        return said, fault

    def _decided(
        self, connection: Connection, due: Due, now: datetime, decide: DecideDue
    ) -> tuple[Outbound, ...]:
        # Done first: what a decision calls off or begins anew then leaves this row alone.
        connection.execute(DONE, [due.key])
        station = self._loader.station(connection, due.station)
        if station is None:
            return ()
        decision = decide(due, self._subjects.known(connection, due, now, station))
        silent = replace(decision, says=())
        code = station.settings.code
        with Batch(connection) as batch:
            self._applier.write(batch, silent, code, now)
        return decision.says

    def _held(self, connection: Connection, due: Due, now: datetime) -> bool:
        station = self._loader.station(connection, due.station)
        at = send_at(due.kind, now, station.calendar) if station else now
        if at > now:
            connection.execute(PUT_OFF, [micros(at), due.key])
        return at > now

    def _failed(self, connection: Connection, due: Due, now: datetime, bug: Exception) -> str:
        trace = _trace(due, bug)
        patience = PATIENCE // timedelta(microseconds=1)
        connection.execute(
            FAILED, [trace, micros(now), patience, MOST_PATIENCE, MOST_PATIENCE, due.key]
        )
        return trace

    def _begin(self, connection: Connection, kind: DueKind, now: datetime) -> None:
        """A station that does not wait for what every station has gets the next one."""
        for (key,) in connection.execute(WITHOUT, [kind]).fetchall():
            station = self._loader.station(connection, key)
            if station is not None:
                for due in start(kind, About(key, key), now, station.calendar):
                    self._due.save(connection, due)


def together(spoken: Iterable[Spoken]) -> list[Spoken]:
    """Plain reminders to the same reader as one message, in the place of the first."""
    said: list[Spoken] = []
    places: dict[tuple[str, str, str], int] = {}
    for turn, message in spoken:
        reader = (message.chat, message.thread, message.only)
        if not _is_plain_reminder(message):
            said.append((turn, message))
        elif reader in places:
            first, before = said[places[reader]]
            said[places[reader]] = first, replace(before, lines=(*before.lines, *message.lines))
        else:
            places[reader] = len(said)
            said.append((turn, message))
    return said


def _is_plain_reminder(message: Outbound) -> bool:
    return message.audience is Audience.REMINDER and not (
        message.choices or message.card or message.image
    )


def reschedule_station(
    connection: Connection, schema: Schema, station: str, before: Calendar, after: Calendar
) -> Rescheduled:
    """Move a station's open rows to where its new settings count them; what was moved."""
    table = schema.of(Due)
    rows = table.query("station", "state").all(connection, station, DueState.OPEN)
    moved = reschedule(rows, before, after)
    for due in moved.saves:
        table.save(connection, due)
    windows = (change.after for change in moved.moved if change.after.kind is DueKind.RATING_CLOSE)
    for due in windows:
        _move_window(connection, schema, due)
    return moved


def _move_window(connection: Connection, schema: Schema, due: Due) -> None:
    """A rating takes answers for as long as its window, wherever that now ends."""
    ratings = schema.of(Rating)
    rating = ratings.query("id").one(connection, due.object)
    if rating is not None and rating.is_open:
        ratings.save(connection, replace(rating, closes_at=due.due_at))


def _trace(due: Due, bug: Exception) -> str:
    """Where a bug came up and of which kind it is. What it says itself may quote a person, and is
    left out: the row is not sealed."""
    found, seen = "", cast(BaseException | None, bug)
    while seen is not None:
        found += "".join(traceback.format_tb(seen.__traceback__)) + f"{type(seen).__qualname__}\n"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return f"{found}{due.kind} {due.rung} of {due.object}"


@cache
def _past(schema: Schema) -> Query[Due]:
    table = schema.of(Due)
    return Query(table.codec, _oldest(schema).limit(bindparam("most")))


@cache
def _past_in(schema: Schema) -> Query[Due]:
    table = schema.of(Due)
    columns = table.schema.c
    found = (
        _oldest(schema)
        .where(columns.station == bindparam("station"))
        .where(columns.chat == bindparam("chat"))
    )
    return Query(table.codec, found.limit(bindparam("most")))


def _oldest(schema: Schema) -> Select[Any]:
    table = schema.of(Due)
    columns = table.schema.c
    return (
        select(*(columns[name] for name in table.codec.names))
        .where(columns.state == DueState.OPEN.value)
        .where(columns.sends_at <= bindparam("now"))
        .order_by(columns.sends_at, columns.due_at, columns.key)
    )
