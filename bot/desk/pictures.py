"""Pictures of the web channel: written and synced to disk before a message names them."""

import asyncio
import hashlib
import os
import secrets
from pathlib import Path
from sqlite3 import Connection
from typing import Final

from PIL import Image

from bot.channels.web.desk import Picture, Seat, Unavailable
from bot.desk.rows import chat_of, person_of
from bot.engine import Engine

ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
}
MEDIA_TYPES: Final = {ending: media_type for media_type, ending in ENDINGS.items()}
NOT_KEPT: Final = "图片没有保存成功，请稍后再发一次。"
TOKEN_BYTES: Final = 18
MARK_BYTES: Final = 6
SENT_HERE: Final = "SELECT 1 FROM picture WHERE chat = ? AND reference = ? LIMIT 1"
REVEALED: Final = (
    "SELECT 1 FROM picture JOIN access ON access.request = picture.request"
    " WHERE picture.reference = ? AND access.person = ? AND access.what = 'pictures' LIMIT 1"
)


class Album:
    """Keeps pictures in a folder under names that nobody can guess."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, folder

    async def keep_picture(self, seat: Seat, picture: Picture) -> str:
        ending = ENDINGS[picture.media_type]
        reference = f"{mark_of(seat.chat)}{secrets.token_urlsafe(TOKEN_BYTES)}.{ending}"
        try:
            await asyncio.to_thread(self._write, reference, picture.content)
        except OSError as fault:
            raise Unavailable(NOT_KEPT) from fault
        return reference

    async def picture(self, seat: Seat, reference: str) -> Picture | None:
        if reference != Path(reference).name:
            return None
        if not await self._engine.read(lambda each: self._may_see(each, seat, reference)):
            return None
        return await asyncio.to_thread(self._read, reference)

    def is_kept(self, chat: str, reference: str) -> bool:
        """Whether this picture was uploaded in this chat and lies on disk."""
        own = reference == Path(reference).name and reference.startswith(mark_of(chat))
        return own and (self._folder / reference).is_file()

    def _may_see(self, connection: Connection, seat: Seat, reference: str) -> bool:
        """A visitor what was sent in that chat; staff what was revealed to them, which is logged,
        and what they sent themselves."""
        if connection.execute(SENT_HERE, [chat_of(seat), reference]).fetchone():
            return True
        revealed = connection.execute(REVEALED, [reference, person_of(seat)]).fetchone()
        return seat.staff and revealed is not None

    def _write(self, reference: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / reference
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _read(self, reference: str) -> Picture | None:
        path = self._folder / reference
        if not path.is_file():
            return None
        with Image.open(path) as image:
            width, height = image.size
        media_type = MEDIA_TYPES[path.suffix.removeprefix(".")]
        return Picture(path.read_bytes(), media_type, width, height)


def mark_of(chat: str) -> str:
    """What the names of a chat's pictures begin with, so that nobody can send another's."""
    return hashlib.blake2b(chat.encode(), digest_size=MARK_BYTES).hexdigest()
