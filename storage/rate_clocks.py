"""Allowances as rows: how far ahead of now each is used up, whoever sends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from core.rates import Rate
from storage.codec import instant, micros
from storage.connections import Connection

CLOCK: Final = "SELECT until FROM rate_clock WHERE name = ?"
SET_CLOCK: Final = (
    "INSERT INTO rate_clock (name, until) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET until = excluded.until"
)

APART: Final = timedelta(seconds=10)
"""How far the clocks of several servers may differ."""


@dataclass(frozen=True, slots=True)
class Clock:
    """An allowance by name."""

    name: str
    rate: Rate


def used_until(connection: Connection, clock: Clock, now: datetime) -> datetime:
    """The moment up to which it is used up. One that lies further ahead than sending could have
    brought it was written by a machine whose clock was wrong, and says nothing."""
    found = connection.execute(CLOCK, [clock.name]).fetchone()
    until = instant(found[0]) if found else now
    return until if until <= now + clock.rate.interval * clock.rate.burst + APART else now


def use(connection: Connection, clock: Clock, now: datetime) -> None:
    """One message goes."""
    after = clock.rate.after_one(used_until(connection, clock, now), now)
    connection.execute(SET_CLOCK, [clock.name, micros(after)])


def granted(connection: Connection, clock: Clock, now: datetime) -> timedelta | None:
    """Use up an allowance for what is no message; where it is used up already, how long that has
    to wait."""
    opens = clock.rate.opens_at(used_until(connection, clock, now))
    if opens > now:
        return opens - now
    use(connection, clock, now)
    return None
