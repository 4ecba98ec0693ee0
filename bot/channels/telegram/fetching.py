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
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.limits import CHANNEL
from bot.engine import Engine
from bot.pictures.cleaning import MOST_PIXELS, BadPicture, cleaned
from bot.pictures.folder import PictureFolder
from core.conversations import Picture
from storage.elsewhere import Elsewhere
from storage.writer import Unavailable

AT_ONCE: Final = 8
LOOK_SECONDS: Final = 30.0

log = structlog.get_logger()


class Fetching:
    """Fetches what was sent, as long as it runs."""

    def __init__(self, engine: Engine, bot: Bot, folder: PictureFolder) -> None:
        self._engine, self._bot, self._folder = engine, bot, folder
        self._elsewhere = Elsewhere(engine.schema, CHANNEL)

    async def run(self) -> None:
        """Fetch until cancelled; what failed is tried again a little later."""
        async with self._engine.listen_to_all() as news:
            while True:
                news.clear()
                await self._round()
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), LOOK_SECONDS)

    async def _round(self) -> None:
        waiting = await self._engine.read(lambda each: self._elsewhere.waiting(each, AT_ONCE))
        for picture in waiting:
            try:
                await self._fetch(picture)
            except (TelegramError, OSError, Unavailable) as fault:
                log.warning("a picture was not fetched", why=str(fault))
                return

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
