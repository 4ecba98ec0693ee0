"""Pictures of the web channel: on disk before they are named, shown to whoever may see them."""

import asyncio
from pathlib import Path
from typing import Final

from bot.channels.web.desk import Seat, Unavailable
from bot.desk.rows import chat_of, person_of
from bot.engine import Engine
from bot.pictures.cleaning import Picture
from bot.pictures.folder import PictureFolder
from storage.connections import Connection

NOT_KEPT: Final = "图片没有保存成功，请稍后再发一次。"
SENT_HERE: Final = "SELECT 1 FROM picture WHERE chat = ? AND reference = ? LIMIT 1"
REVEALED: Final = (
    "SELECT 1 FROM picture JOIN access ON access.request = picture.request"
    " WHERE picture.reference = ? AND access.person = ? AND access.what = 'pictures' LIMIT 1"
)


class Album:
    """Keeps pictures and shows them."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, PictureFolder(folder)

    async def keep_picture(self, seat: Seat, picture: Picture) -> str:
        reference = self._folder.name(seat.chat, picture.media_type)
        try:
            await asyncio.to_thread(self._folder.write, reference, picture.content)
        except OSError as fault:
            raise Unavailable(NOT_KEPT) from fault
        return reference

    async def picture(self, seat: Seat, reference: str) -> Picture | None:
        if reference != Path(reference).name:
            return None
        if not await self._engine.read(lambda each: self._may_see(each, seat, reference)):
            return None
        return await asyncio.to_thread(self._folder.read, reference)

    def is_kept(self, chat: str, reference: str) -> bool:
        """Whether this picture was uploaded in this chat and lies on disk."""
        return self._folder.holds(chat, reference)

    def _may_see(self, connection: Connection, seat: Seat, reference: str) -> bool:
        """A visitor what was sent in that chat; staff what was revealed to them, which is logged,
        and what they sent themselves."""
        if connection.execute(SENT_HERE, [chat_of(seat), reference]).fetchone():
            return True
        revealed = connection.execute(REVEALED, [reference, person_of(seat)]).fetchone()
        return seat.staff and revealed is not None
