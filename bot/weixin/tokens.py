"""Access tokens: each account has one, fetched by one for all tasks and processes.

A task asks what its process remembers; a process whose token comes to its end asks the row that all
share (`storage.access_tokens`), and fetches only under the lease of that row. A token that WeChat
refuses is asked for anew, plainly: where another program has made WeChat give a new one out, that
is the one that comes, and nobody voids the other's. Only if the refused one comes again WeChat is
made to give out another (stable_token: force_refresh).
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeVar

import structlog

from bot.clock import Clock
from bot.installation import writing
from bot.settings import Settings
from bot.weixin.errors import Unreached
from core.access_tokens import AccessToken, renewal
from storage.access_tokens import AccessTokens
from storage.connections import Connection
from storage.store import Unavailable

Result = TypeVar("Result")

NAME_BYTES: Final = 8
LOOK_AGAIN_SECONDS: Final = 0.2
LONGEST_LIFE: Final = timedelta(hours=2)

log = structlog.get_logger()


class Write(Protocol):
    """Runs a unit in a transaction: `Engine.write`, or `beside` where no server is at hand."""

    def __call__(self, unit: Callable[[Connection], Result], /) -> Awaitable[Result]: ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """A token that was given out, and for how long."""

    token: str = field(repr=False)
    lasts: timedelta


Fetch = Callable[[bool], Awaitable[Fetched]]
"""Asks for a token; told True it wants another one than is given out now."""


class Tokens:
    """One account's access token, one refresher for all processes. `secret` is the account's own
    and seals the token in the database."""

    def __init__(self, name: str, secret: str, fetch: Fetch, write: Write, clock: Clock) -> None:
        self._row = AccessTokens(name, secret)
        self._fetch, self._write, self._clock = fetch, write, clock
        self._name = name
        self._kept = AccessToken(name)
        self._renewing: asyncio.Task[str] | None = None

    async def take_over(self) -> None:
        """Begin as the server: nobody waits for one that was killed as it fetched. If a command is
        at it just now, WeChat gives both the same token."""
        with suppress(Unavailable):  # then the lease ends by itself
            await self._write(self._row.free)

    async def current(self) -> str:
        """The token, fetched if there is none. Towards its end it is used while another one is
        fetched. Raises what the fetching raises."""
        now = self._clock.now()
        if self._kept.is_fresh(now):
            return self._kept.token
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew(), name=f"token of {self._name}")
            self._renewing.add_done_callback(self._renewed)
        if self._kept.is_good(now):
            return self._kept.token
        return await asyncio.shield(self._renewing)

    async def refused(self, token: str) -> None:
        """WeChat does not take it: drop it, if it is still the one kept."""
        if self._kept.token == token:
            self._kept = AccessToken(self._name)
        await self._write(lambda each: self._row.refuse(each, token))

    async def aclose(self) -> None:
        """Leave off fetching."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.wait([self._renewing])

    def _renewed(self, renewing: asyncio.Task[str]) -> None:
        self._renewing = None
        fault = None if renewing.cancelled() else renewing.exception()
        if fault is not None:
            log.warning("the access token was not renewed", account=self._name, why=str(fault))

    async def _renew(self) -> str:
        by = secrets.token_hex(NAME_BYTES)
        while True:
            now = self._clock.now()
            kept = await self._taken(by, now)
            if kept.fetched_by == by:
                kept = await self._under_lease(by, kept.refused)
            elif not kept.is_good(now):
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
                continue
            self._kept = kept
            return kept.token

    async def _taken(self, by: str, now: datetime) -> AccessToken:
        return await self._write(lambda each: self._row.take(each, by, now))

    async def _under_lease(self, by: str, refused: str) -> AccessToken:
        try:
            given = await self._given(force=False)
            if given.token == refused and await self._write(self._may_force):
                given = await self._given(force=True)
            await self._write(lambda each: self._row.settle(each, by, given))
        finally:
            with suppress(Unavailable):  # then the lease ends by itself
                await self._write(lambda each: self._row.release(each, by))
        return given

    async def _given(self, *, force: bool) -> AccessToken:
        now = self._clock.now()
        fetched = await self._fetch(force)
        lasts = min(fetched.lasts, LONGEST_LIFE)
        return AccessToken(self._name, fetched.token, renewal(now, lasts), now + lasts)

    def _may_force(self, connection: Connection) -> bool:
        return self._row.force(connection, self._clock.now())


def given_out(answer: dict[str, Any]) -> Fetched:
    """The token that an answer holds (stable_token, gettoken)."""
    try:
        fetched = Fetched(str(answer["access_token"]), timedelta(seconds=int(answer["expires_in"])))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        raise Unreached("an answer without a token") from None
    if not fetched.token or fetched.lasts <= timedelta(0):
        raise Unreached("an answer without a token")
    return fetched


def beside(settings: Settings) -> Write:
    """Write beside a server, or where none runs: each unit a transaction of its own."""

    async def write(unit: Callable[[Connection], Result], /) -> Result:
        return await asyncio.to_thread(_written, settings, unit)

    return write


def _written(settings: Settings, unit: Callable[[Connection], Result]) -> Result:
    with writing(settings) as connection:
        return unit(connection)
