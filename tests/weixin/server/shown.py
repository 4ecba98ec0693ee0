"""What stands in somebody's chat, and waiting for it."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

PATIENCE: Final = 10.0
LINK: Final = re.compile(r'<a\s++[^>]*?href="(?P<to>[^"]*+)"[^>]*+>(?P<label>[^<]*+)</a>')


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the person sees it. `items` are those of a menu: id and label; `below` is the
    end of the text, where it stands under them."""

    kind: str
    text: str
    via: str
    at: datetime
    items: tuple[tuple[str, str], ...] = ()
    url: str = ""
    content: bytes = b""
    below: str = ""

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Label and address of each link in the text."""
        return tuple((found["label"], found["to"]) for found in LINK.finditer(self.text))


class Changes:
    """Wakes who waits for something, in whatever loop they wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def tell(self) -> None:
        with self._lock:
            for loop, event in self._waiting:
                if not loop.is_closed():
                    loop.call_soon_threadsafe(event.set)

    @contextmanager
    def heard(self) -> Iterator[asyncio.Event]:
        waiting = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.add(waiting)
        try:
            yield waiting[1]
        finally:
            with self._lock:
                self._waiting.discard(waiting)


class Screen:
    """A chat as one sees it, the oldest first."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._shown: list[Shown] = []

    @property
    def shown(self) -> list[Shown]:
        return list(self._shown)

    def show(self, one: Shown) -> Shown:
        self._shown.append(one)
        self._changes.tell()
        return one

    def find(self, words: str, after: Shown | None = None) -> Shown | None:
        """The first with these words, of those that came behind `after`."""
        behind = 0
        if after is not None:
            behind = next(n for n, one in enumerate(self._shown) if one is after) + 1
        return next((one for one in self._shown[behind:] if words in one.text), None)

    async def hears(self, words: str, *, after: Shown | None = None) -> Shown:
        """Wait until something with these words stands there."""
        with self._changes.heard() as event:
            try:
                async with asyncio.timeout(PATIENCE):
                    while (found := self.find(words, after)) is None:
                        event.clear()
                        if (found := self.find(words, after)) is None:
                            await event.wait()
            except TimeoutError:
                stands = "\n".join(f"[{one.via}] {one.text}" for one in self._shown)
                raise AssertionError(f"{words!r} was not shown, but:\n{stands}") from None
            return found
