"""Fetching pictures from a messenger: judged and stripped as others are, on disk before any row.

What fails is tried again with growing pauses, and given up after some hours.
"""

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

import structlog

from bot.delivery.pauses import backoff
from bot.engine import Engine
from bot.messengers.unfetched import AGAIN, UNUSABLE, Unfetched
from bot.pictures.cleaning import MOST_PIXELS, BadPicture, cleaned
from bot.pictures.folder import PictureFolder
from core.conversations import Picture
from core.messages import Line
from storage.elsewhere import Elsewhere
from storage.rate_clocks import Clock, granted
from storage.store import Unavailable

FETCHING: Final = "{channel} fetching"
AT_ONCE: Final = 8
AHEAD: Final = 200
LOOK_SECONDS: Final = 30.0
LEAST_SECONDS: Final = 0.02
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=30)
LEAST_TRIES: Final = 5
PATIENCE: Final = timedelta(hours=3)
"""A picture is given up when it is so old, and this server has tried that often."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Failed:
    """How often a picture was tried in vain, and when it is tried next."""

    tries: int
    next: datetime


class Source(Protocol):
    """Where the pictures of a messenger are had from."""

    channel: str

    async def content(self, reference: str) -> bytes:
        """The bytes of what the messenger knows by this reference. Raises whatever it likes."""

    def hopeless(self, fault: Exception) -> Line | None:
        """What is said of a picture that no further try can bring, None where one may."""


class Fetching:
    """Fetches what was sent, as long as it runs; `shared` is the allowance of all calls."""

    def __init__(
        self, engine: Engine, source: Source, folder: PictureFolder, shared: Clock
    ) -> None:
        self._engine, self._source, self._folder, self._shared = engine, source, folder, shared
        self._elsewhere = Elsewhere(engine.schema, source.channel)
        self._unfetched = Unfetched(engine, source.channel)
        self._failed: dict[str, Failed] = {}

    async def run(self) -> None:
        """Fetch until cancelled; what failed is tried again a little later. Of several servers one
        fetches: each picture is wanted once."""
        leading = self._engine.store.leading(FETCHING.format(channel=self._source.channel))
        async with leading, self._engine.listen_to_all() as news:
            while True:
                news.clear()
                quiet = await self._round()
                # `wait_for` of Python 3.11 forgets a cancellation that comes with the news.
                with suppress(TimeoutError):
                    async with asyncio.timeout(quiet):
                        await news.wait()

    async def _round(self) -> float:
        """Try what is due, as far as the allowance reaches; for how long nothing more can be done,
        unless there is news."""
        now = self._engine.clock.now()
        waiting = await self._engine.read(lambda each: self._elsewhere.waiting(each, AHEAD))
        due = [picture for picture in waiting if self._is_due(picture, now)]
        for picture in due[:AT_ONCE]:
            try:
                wait = await self._engine.write_behind(
                    lambda each: granted(each, self._shared, now)
                )
                if wait:
                    return max(wait.total_seconds(), LEAST_SECONDS)
                await self._try(picture)
            except Unavailable as fault:
                log.error("no picture could be kept", why=str(fault))
                return LOOK_SECONDS
        return LEAST_SECONDS if len(due) > AT_ONCE else LOOK_SECONDS

    def _is_due(self, picture: Picture, now: datetime) -> bool:
        failed = self._failed.get(picture.id)
        return failed is None or failed.next <= now

    async def _try(self, picture: Picture) -> None:
        try:
            kept = await self._kept(picture)
        except Exception as fault:  # noqa: BLE001 - one picture's own: the others go on
            log.warning("a picture was not fetched", picture=picture.id, why=str(fault))
            await self._note(picture, fault)
        else:
            await self._engine.write_behind(
                lambda each: self._elsewhere.fetched(each, picture, kept)
            )
            self._failed.pop(picture.id, None)

    async def _note(self, picture: Picture, fault: Exception) -> None:
        """Put a picture off, or give it up where no try can cure it, or enough were made."""
        now, line = self._engine.clock.now(), self._hopeless(fault)
        failed = self._failed.get(picture.id, Failed(0, now))
        tries = failed.tries + 1
        if line is None and tries >= LEAST_TRIES and now - picture.at >= PATIENCE:
            line = Line(AGAIN)
        if line is None:
            pause = backoff(tries, FIRST_PAUSE, LONGEST_PAUSE)
            self._failed[picture.id] = Failed(tries, now + pause)
            return
        log.error("a picture cannot be had", picture=picture.id, tries=tries)
        await self._unfetched.give_up(picture, line)
        self._failed.pop(picture.id, None)

    async def _kept(self, picture: Picture) -> Picture:
        own = picture.reference.removeprefix(f"{self._source.channel}:")
        content = await self._source.content(own)
        clean = await asyncio.to_thread(cleaned, content, MOST_PIXELS)
        reference = self._folder.name(picture.chat, clean.media_type)
        await asyncio.to_thread(self._folder.write, reference, clean.content)
        digest = hashlib.sha256(clean.content).hexdigest()
        return replace(
            picture,
            reference=reference,
            path=reference,
            digest=digest,
            media_type=clean.media_type,
            size=len(clean.content),
        )

    def _hopeless(self, fault: Exception) -> Line | None:
        if isinstance(fault, BadPicture):
            return Line(UNUSABLE, {"why": str(fault)})
        return self._source.hopeless(fault)
