"""Accounts at messengers that are not let in any more: a token or a secret counts no longer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Outage:
    """`account` is the messenger's channel, with the account's own name behind a colon where the
    messenger may have several; `why` is said in a few words for people."""

    account: str
    since: datetime
    why: str = ""
