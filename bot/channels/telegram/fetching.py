"""Fetching pictures from Telegram: judged and stripped like others, on disk before a row says so.

A file's link is good for an hour, and a bot gets files up to 20 MB (Bot API: getFile).
"""

import asyncio
import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import Final

import structlog
from telegram import Bot
from telegram.error import BadRequest

from bot.channels.telegram.limits import CHANNEL
from bot.engine import Engine
from bot.pictures.cleaning import MOST_PIXELS, BadPicture, cleaned
from bot.pictures.folder import PictureFolder
from core.conversations import Picture
from storage.elsewhere import Elsewhere

AT_ONCE: Final = 8
AHEAD: Final = 200
AGAIN_SECONDS: Final = 30.0
LOOK_SECONDS: Final = 30.0

log = structlog.get_logger()


class Fetching:
    """Fetches what was sent, as long as it runs."""

    def __init__(self, engine: Engine, bot: Bot, folder: PictureFolder) -> None:
        self._engine, self._bot, self._folder = engine, bot, folder
        self._elsewhere = Elsewhere(engine.schema, CHANNEL)
        self._next_try: dict[str, float] = {}

    async def run(self) -> None:
        """Fetch until cancelled; what failed is tried again a little later."""
        async with self._engine.listen_to_all() as news:
            while True:
                news.clear()
                await self._round()
                # `wait_for` of Python 3.11 forgets a cancellation that comes with the news.
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await news.wait()

    async def _round(self) -> None:
        waiting = await self._engine.read(lambda each: self._elsewhere.waiting(each, AHEAD))
        due = [picture for picture in waiting if self._next_try.get(picture.id, 0.0) <= self._now()]
        for picture in due[:AT_ONCE]:
            try:
                await self._fetch(picture)
                self._next_try.pop(picture.id, None)
            except Exception as fault:  # noqa: BLE001 - one picture's own: the others go on
                log.warning("a picture was not fetched", picture=picture.id, why=str(fault))
                self._next_try[picture.id] = self._now() + AGAIN_SECONDS

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()

    async def _fetch(self, picture: Picture) -> None:
        try:
            kept = await self._kept(picture)
        except (BadRequest, BadPicture) as fault:
            log.warning("a picture cannot be had", why=str(fault))
            await self._engine.write(lambda each: self._elsewhere.gone(each, picture))
            return
        await self._engine.write(lambda each: self._elsewhere.fetched(each, picture, kept))

    async def _kept(self, picture: Picture) -> Picture:
        file = await self._bot.get_file(picture.reference.removeprefix(f"{CHANNEL}:"))
        content = bytes(await file.download_as_bytearray())
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
