"""What is measured of a running server: its turns, and what waits in its database.

Names and units follow https://prometheus.io/docs/practices/naming/. Nothing of it names a person, a
firm or a message.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.channel_names import NAMES, ROBOT
from storage.codec import instant
from storage.connections import Connection

PREFIX: Final = "station"
SECONDS: Final = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)

UNAVAILABLE: Final = "unavailable"
DELIVERED: Final = "sent"
FAILURES: Final = frozenset({"later", "refused", "shut"})
"""Of the ends of a try (`bot.delivery.receipts`): the messenger was busy or away, it did not take
this message, the chat takes nothing."""

PENDING: Final = (
    "SELECT count(*), min(at) FROM outbox WHERE state = 'pending' AND chat LIKE ? || ':%'"
)
SET_ASIDE: Final = "SELECT count(*) FROM outbox WHERE state = 'failed' AND chat LIKE ? || ':%'"
FAILED: Final = "SELECT count(*) FROM inbox WHERE state = 'failed'"
SHUT_OUT: Final = "SELECT count(*) FROM outage WHERE account = ? OR account LIKE ? || ':%'"
DUE: Final = "SELECT min(sends_at) FROM due WHERE state = 'open'"


class Measures:
    """One server's figures, and those of its database as they stand when they are asked for."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = self._counter("turns", "Messages taken, by what became of them.", "outcome")
        self._seconds = Histogram(
            "turn_seconds", "From a message's arrival to its commit.",
            namespace=PREFIX, registry=self.registry, buckets=SECONDS,
        )  # fmt: skip
        self._fell_due = self._counter("due_done", "Reminders and other due work that was done.")
        self._delivered = self._counter("deliveries", "Messages that a messenger took.", "channel")
        self._undelivered = self._counter(
            "delivery_failures", "Tries that brought no message to its chat.", "channel", "became"
        )
        self._pending = self._gauge("outbox_pending", "Messages not yet delivered.", "channel")
        self._age = self._gauge(
            "outbox_age_seconds", "How long the oldest of them has waited.", "channel"
        )
        self._set_aside = self._gauge(
            "outbox_failed", "Messages that were set aside as undeliverable.", "channel"
        )
        self._shut_out = self._gauge(
            "accounts_shut_out", "Accounts that their messenger does not let in.", "channel"
        )
        self._failed = self._gauge("inbox_failed", "Messages on which a turn failed.")
        self._lag = self._gauge("due_lag_seconds", "How long the oldest due work is past its time.")

    def turned_away(self) -> None:
        """Count a message for which there was no room before any work went into it."""
        self._turns.labels(UNAVAILABLE).inc()

    @contextmanager
    def turn(self) -> Iterator[Callable[[str], None]]:
        """Time a turn; the block says what became of it, else it was unavailable."""
        begun, outcomes = time.perf_counter(), [UNAVAILABLE]
        try:
            yield outcomes.append
        finally:
            self._turns.labels(outcomes[-1]).inc()
            self._seconds.observe(time.perf_counter() - begun)

    def fell_due(self, count: int) -> None:
        """So many rows were done."""
        self._fell_due.inc(count)

    def delivery(self, channel: str, became: str) -> None:
        """A try to send something ended so."""
        if became == DELIVERED:
            self._delivered.labels(channel).inc()
        elif became in FAILURES:
            self._undelivered.labels(channel, became).inc()

    def look(self, connection: Connection, now: datetime) -> bytes:
        """All figures in the text format of Prometheus."""
        for channel in (*NAMES, ROBOT):
            count, oldest = connection.execute(PENDING, [channel]).fetchone()
            self._pending.labels(channel).set(count)
            self._age.labels(channel).set(_since(oldest, now))
            (aside,) = connection.execute(SET_ASIDE, [channel]).fetchone()
            self._set_aside.labels(channel).set(aside)
            (shut_out,) = connection.execute(SHUT_OUT, [channel, channel]).fetchone()
            self._shut_out.labels(channel).set(shut_out)
        self._failed.set(connection.execute(FAILED).fetchone()[0])
        self._lag.set(_since(connection.execute(DUE).fetchone()[0], now))
        return generate_latest(self.registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, namespace=PREFIX, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(name, about, labels, namespace=PREFIX, registry=self.registry)


def _since(stored: int | None, now: datetime) -> float:
    return 0.0 if stored is None else max(0.0, (now - instant(stored)).total_seconds())
