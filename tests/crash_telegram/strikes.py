"""What a kill hit: messages that were not kept, and messages that Telegram was still to be told.

Read from what Telegram holds and from the database file as the killed process left it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.crash.ledger import Ledger, Row
from tests.crash_telegram.tales import CHANNEL, Evidence, Json

Place = tuple[str, int]
"""A row of the outbox: its chat and its position there."""


@dataclass(frozen=True, slots=True)
class Strike:
    """Messages that were not kept; those of them that Telegram will not bring again; rows that
    nobody had set out to send; and rows under way, which Telegram may have or not."""

    uncommitted: tuple[str, ...]
    lost: tuple[str, ...]
    unsent: tuple[Place, ...]
    under_way: tuple[Place, ...]

    @property
    def hit(self) -> bool:
        return bool(self.uncommitted or self.unsent or self.under_way)


def strike(evidence: Evidence, ledger: Ledger) -> Strike:
    """Hold what Telegram has against the file that was left."""
    kept = {(row["chat"], row["message"]) for row in ledger.inbox}
    missing = [one for one in heard(evidence.told) if one not in kept]
    confirmed = set(heard(evidence.confirmed()))
    rows = [row for row in ledger.outbox if is_pending(row)]
    return Strike(
        tuple(message for _, message in missing),
        tuple(message for chat, message in missing if (chat, message) in confirmed),
        tuple((row["chat"], row["n"]) for row in rows if not row["tries"]),
        tuple((row["chat"], row["n"]) for row in rows if row["tries"]),
    )


def is_pending(row: Row) -> bool:
    """Whether Telegram is still to be told."""
    return bool(row["chat"].startswith(f"{CHANNEL}:") and row["state"] == "pending")


def heard(updates: Sequence[Json]) -> Iterator[tuple[str, str]]:
    """The chat and the id under which what somebody did has to be in the inbox."""
    for update in updates:
        if query := update.get("callback_query"):
            yield f"{CHANNEL}:{query['message']['chat']['id']}", f"c{query['id']}"
        elif "text" in update.get("message", {}):
            message = update["message"]
            yield f"{CHANNEL}:{message['chat']['id']}", f"m{message['message_id']}"
