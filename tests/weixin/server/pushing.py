"""Bringing something to a callback: five seconds, then the line is cut and it comes again."""

import asyncio
import secrets
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import httpx

from tests.weixin.server.shown import Shown
from tests.weixin.server.surroundings import Surroundings

XML: Final = {"content-type": "text/xml"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is posted: the query, and the XML."""

    params: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Pushed:
    """How a push ended. No `status`: nobody answered in time, however often it came."""

    status: int | None
    body: str
    tries: int
    shown: Shown | None = None

    def showing(self, shown: Shown | None) -> "Pushed":
        return replace(self, shown=shown)


Sending: TypeAlias = Coroutine[Any, Any, httpx.Response]


def nonce() -> str:
    return str(secrets.randbelow(10**10))


@dataclass(slots=True)
class Callback:
    """Where an account's pushes go. A test sets `url`, or hands a `client` that leads into an
    application without a server."""

    world: Surroundings
    url: str = ""
    client: httpx.AsyncClient | None = None
    _left_alone: set["asyncio.Task[httpx.Response]"] = field(default_factory=set)

    async def asks(self, params: dict[str, str]) -> Pushed:
        """The GET by which an address is checked: one try."""
        return await self._tried(lambda client: client.get(self.url, params=params))

    async def posts(self, letter: Letter) -> Pushed:
        """One try of just this letter, whatever it is."""
        return await self._tried(lambda client: self._posting(client, letter))

    async def brings(self, letter: Callable[[], Letter], *, again: frozenset[int]) -> Pushed:
        """All tries, each with a letter of its own. `again` are answers that count as none."""
        last = Pushed(None, "", 0)
        for number in range(1, self.world.tries + 1):
            last = replace(await self.posts(letter()), tries=number)
            if last.status is not None and last.status not in again:
                break
        return last

    async def settles(self) -> None:
        """Wait for what the application still does with connections that were cut."""
        while self._left_alone:
            await asyncio.wait(self._left_alone)

    def _posting(self, client: httpx.AsyncClient, letter: Letter) -> Sending:
        return client.post(
            self.url, params=letter.params, content=letter.body.encode(), headers=XML
        )

    async def _tried(self, send: Callable[[httpx.AsyncClient], Sending]) -> Pushed:
        if self.client is not None:
            return await self._waited(asyncio.create_task(send(self.client)), cuts=False)
        async with httpx.AsyncClient(trust_env=False, verify=False, timeout=None) as client:
            return await self._waited(asyncio.create_task(send(client)), cuts=True)

    async def _waited(self, task: "asyncio.Task[httpx.Response]", *, cuts: bool) -> Pushed:
        done, _ = await asyncio.wait({task}, timeout=self.world.patience)
        if done:
            try:
                response = task.result()
            except httpx.TransportError:
                return Pushed(None, "", 1)
            return Pushed(response.status_code, response.text, 1)
        if cuts:
            task.cancel()
            await asyncio.wait({task})
        else:
            # An application without a server never learns that nobody listens any more.
            self._left_alone.add(task)
            task.add_done_callback(self._left_alone.discard)
        return Pushed(None, "", 1)
