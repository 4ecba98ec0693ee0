"""What a kill hit: messages that somebody was still to be told, read from the database file as the
killed process left it."""

from dataclasses import dataclass
from typing import Final

from tests.crash.ledger import Ledger, Row

CHANNELS: Final = ("wechat:", "wecom:")

Place = tuple[str, int]
"""A row of the outbox: its chat and its position there."""


@dataclass(frozen=True, slots=True)
class Strike:
    """Rows that nobody had set out to send; rows under way, which may have been shown or not, and
    those among them that the database says were tried. One message at WeChat may hold all that
    waits in its chat, and is counted on the first."""

    unsent: tuple[Place, ...]
    under_way: tuple[Place, ...]
    tried: tuple[Place, ...]


def strike(ledger: Ledger) -> Strike:
    rows = [row for row in ledger.outbox if is_pending(row)]
    chats = {row["chat"] for row in rows if row["tries"]}
    going = [row for row in rows if row["tries"] or (is_at_wechat(row) and row["chat"] in chats)]
    return Strike(
        tuple(place_of(row) for row in rows if row not in going),
        tuple(map(place_of, going)),
        tuple(place_of(row) for row in rows if row["tries"]),
    )


def place_of(row: Row) -> Place:
    return row["chat"], row["n"]


def is_at_wechat(row: Row) -> bool:
    return bool(row["chat"].startswith(CHANNELS[0]))


def is_pending(row: Row) -> bool:
    """Whether somebody is still to be told."""
    return bool(row["chat"].startswith(CHANNELS) and row["state"] == "pending")
