"""What a kill hit, read from what the pages had sent, what Telegram holds, and the database.

The others work on meanwhile; what counts is what the killed one had in its hands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.crash import strikes as at_pages
from tests.crash.ledger import Ledger
from tests.crash.pages import Json, Log
from tests.crash_cluster.plans import Blow
from tests.crash_telegram import strikes as at_telegram
from tests.crash_telegram.strikes import Place
from tests.crash_telegram.tales import Evidence


@dataclass(frozen=True, slots=True)
class Strike:
    """`unanswered` are messages that pages had sent to the killed one, or to any server that asked
    the killed database, and had no answer to; `under_way` are rows that the killed one was sending;
    `lost` is what Telegram will not bring again and is not kept."""

    blow: Blow
    unanswered: tuple[str, ...]
    under_way: tuple[Place, ...]
    lost: tuple[str, ...]

    @property
    def hit(self) -> bool:
        return bool(self.unanswered or self.under_way)

    def at_telegram(self) -> at_telegram.Strike:
        return at_telegram.Strike((), self.lost, (), self.under_way)


Sent = Sequence[tuple[Log, Json]]


def of_process(blow: Blow, pid: int, sent: Sent, left: Evidence, ledger: Ledger) -> Strike:
    """A server or a worker was killed."""
    at_hand = at_pages.strike(sent, ledger)
    return Strike(
        blow,
        (*at_hand.uncommitted, *at_hand.unsent),
        under_way(ledger, pid),
        at_telegram.strike(left, ledger).lost,
    )


def of_database(blow: Blow, sent: Sent, left: Evidence, ledger: Ledger) -> Strike:
    """PostgreSQL was killed, and nobody who was sending."""
    unanswered = tuple(frame["id"] for _, frame in sent)
    return Strike(blow, unanswered, (), at_telegram.strike(left, ledger).lost)


def under_way(ledger: Ledger, pid: int) -> tuple[Place, ...]:
    """The rows that a process was sending: begun, without a receipt, in a chat that it holds."""
    held = {row["chat"] for row in ledger.outlets if holds(row["leased_by"], pid)}
    rows = [row for row in ledger.outbox if row["chat"] in held and at_telegram.is_pending(row)]
    return tuple((row["chat"], row["n"]) for row in rows if row["tries"])


def holds(name: str, pid: int) -> bool:
    """Whether the holder of a lease is of this process."""
    return name.startswith(f"{pid}.")


def hits(strikes: Iterable[Strike]) -> int:
    return sum(strike.hit for strike in strikes)
