"""The access token of one account, shared by all processes on this database.

It is sealed by the account's own secret, whether or not the installation has a key: whoever uses
the account has that secret, and whoever has it could fetch a token anyway. A row that another
secret has sealed counts as none.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from core.access_tokens import MOST_FORCED, AccessToken
from storage import tables
from storage.connections import Connection
from storage.rows import Table
from storage.seal import Seal, SealBroken

LEASE: Final = timedelta(seconds=45)
"""Longer than it takes to ask WeChat twice, however slow it is."""
KEPT: Final = Table(AccessToken, tables.AccessTokenRow, private=("token", "refused"))


class AccessTokens:
    """The row of one account. What takes a lease is known by a name of its own, `by`."""

    def __init__(self, account: str, secret: str) -> None:
        self._account = account
        self._table = KEPT.bind(Seal(secret))
        self._row = self._table.query("account")

    def kept(self, connection: Connection) -> AccessToken:
        """What is kept of the account's token, perhaps nothing."""
        try:
            return self._row.one(connection, self._account) or AccessToken(self._account)
        except SealBroken:
            return AccessToken(self._account)

    def take(self, connection: Connection, by: str, now: datetime) -> AccessToken:
        """What is kept; under a lease of `by` if it has to be fetched and nobody is at it."""
        kept = self.kept(connection)
        if kept.is_fresh(now) or kept.is_being_fetched(now):
            return kept
        leased = replace(kept, fetched_by=by, fetching_until=now + LEASE)
        self._table.save(connection, leased)
        return leased

    def force(self, connection: Connection, now: datetime) -> bool:
        """Whether WeChat may be made to give another token out now; that is counted."""
        kept = self.kept(connection)
        allowed = kept.may_be_forced(now)
        if allowed:
            forced_at = (*kept.forced_at, now)[-MOST_FORCED:]
            self._table.save(connection, replace(kept, forced_at=forced_at))
        return allowed

    def settle(self, connection: Connection, by: str, given: AccessToken) -> None:
        """Keep what WeChat has given out and end the lease. What was asked for under a lease that
        is another's by now is not kept: the other one asked later."""
        kept = self.kept(connection)
        if kept.fetched_by == by:
            free = replace(given, fetched_by="", fetching_until=None, forced_at=kept.forced_at)
            self._table.save(connection, free)

    def release(self, connection: Connection, by: str) -> None:
        """End a lease, if it is still this one."""
        if self.kept(connection).fetched_by == by:
            self.free(connection)

    def free(self, connection: Connection) -> None:
        """End a lease, whose ever it is."""
        kept = self.kept(connection)
        if kept.fetched_by:
            self._table.save(connection, replace(kept, fetched_by="", fetching_until=None))

    def refuse(self, connection: Connection, token: str) -> None:
        """WeChat does not take this token: use it no more, if it is still the one kept."""
        kept = self.kept(connection)
        if kept.token == token:
            self._table.save(connection, replace(kept, token="", refused=token))
