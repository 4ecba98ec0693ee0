"""The access token of an account at WeChat or WeCom: how long it is used, and who may renew it.

WeChat wants one refresher for all that use an account. So the token is one row, and whoever renews
it holds a lease on that row; the others go on with the old token while it is good and otherwise
wait. A lease that ran out is anybody's.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

RENEWED_AHEAD: Final = timedelta(minutes=5)
"""WeChat itself renews that long before the end, and takes the old and the new meanwhile."""
SHORTEST_USE: Final = timedelta(minutes=1)
"""Where WeChat still gives the old one out, it is not asked again at once."""
FORCED_APART: Final = timedelta(seconds=30)
FORCED_WITHIN: Final = timedelta(days=1)
MOST_FORCED: Final = 20


@dataclass(frozen=True, slots=True)
class AccessToken:
    """`refused` is the last one that was not taken though it should have been; `forced_at` is when
    WeChat was made to give another one out."""

    account: str
    token: str = field(default="", repr=False)
    renew_at: datetime | None = None
    expires_at: datetime | None = None
    refused: str = field(default="", repr=False)
    forced_at: tuple[datetime, ...] = ()
    fetched_by: str = ""
    fetching_until: datetime | None = None

    def is_fresh(self, now: datetime) -> bool:
        """Whether nothing has to be done about it yet."""
        return bool(self.token) and self.renew_at is not None and now < self.renew_at

    def is_good(self, now: datetime) -> bool:
        """Whether it is still taken."""
        return bool(self.token) and self.expires_at is not None and now < self.expires_at

    def is_being_fetched(self, now: datetime) -> bool:
        """Whether somebody holds the lease."""
        return self.fetching_until is not None and now < self.fetching_until

    def may_be_forced(self, now: datetime) -> bool:
        """Whether WeChat may be made to give another one out (stable_token: force_refresh)."""
        lately = [at for at in self.forced_at if now - at < FORCED_WITHIN]
        return len(lately) < MOST_FORCED and all(now - at >= FORCED_APART for at in lately)


def renewal(now: datetime, lasts: timedelta) -> datetime:
    """When a token that was given out now for so long is renewed."""
    return now + max(lasts - RENEWED_AHEAD, min(SHORTEST_USE, lasts / 2))
