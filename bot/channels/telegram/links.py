"""Links that open a chat with the assistant (t.me/BOT?start=PAYLOAD), and what their payload says.

A payload has at most 64 letters, digits, underscores and hyphens, and anybody can write one: an
enterprise's is signed, and a member's holds a token that counts once.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

STATION: Final = "s-"
MEMBER: Final = "m-"
MARK_LETTERS: Final = 16
LINK: Final = "https://t.me/{bot}?start={payload}"


@dataclass(frozen=True, slots=True)
class Links:
    """Payloads under one secret."""

    secret: str

    def to_station(self, station: str) -> str:
        """The payload that brings an enterprise to a station."""
        return f"{STATION}{station}-{self._mark(station)}"

    def station_in(self, payload: str) -> str:
        """The station that a payload of ours names, else ""."""
        station, _, mark = payload.removeprefix(STATION).rpartition("-")
        ours = payload.startswith(STATION) and hmac.compare_digest(
            mark.encode(), self._mark(station).encode()
        )
        return station if ours else ""

    def _mark(self, station: str) -> str:
        signed = hmac.new(self.secret.encode(), f"start {station}".encode(), hashlib.sha256)
        return signed.hexdigest()[:MARK_LETTERS]


def to_member(token: str) -> str:
    """The payload that binds a member of the staff."""
    return f"{MEMBER}{token}"


def token_in(payload: str) -> str:
    """The token of a member's payload, "" for any other."""
    return payload.removeprefix(MEMBER) if payload.startswith(MEMBER) else ""
