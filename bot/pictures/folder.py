"""The folder of pictures: synced to disk before they are named, by names that nobody can guess."""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from bot.pictures.cleaning import Picture

ENDINGS: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
}
MEDIA_TYPES: Final = {ending: media_type for media_type, ending in ENDINGS.items()}
TOKEN_BYTES: Final = 18
MARK_BYTES: Final = 6


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """Pictures by reference, which is the name of a file."""

    path: Path

    def name(self, chat: str, media_type: str) -> str:
        """A new reference for a picture of a chat."""
        return f"{mark_of(chat)}{secrets.token_urlsafe(TOKEN_BYTES)}.{ENDINGS[media_type]}"

    def write(self, reference: str, content: bytes) -> None:
        """Write a picture and sync it. Raises `OSError`."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / reference).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def read(self, reference: str) -> Picture | None:
        """A picture, if there is one of this name."""
        path = self.path / reference
        if not path.is_file():
            return None
        with Image.open(path) as image:
            width, height = image.size
        media_type = MEDIA_TYPES[path.suffix.removeprefix(".")]
        return Picture(path.read_bytes(), media_type, width, height)

    def forget(self, chats: Iterable[str], references: Iterable[str]) -> int:
        """Take away these pictures and whatever else was sent in these chats; how many there were.
        Raises `OSError`."""
        named = (self.path / Path(reference).name for reference in references)
        sent = (path for chat in chats for path in self.path.glob(f"{mark_of(chat)}*"))
        found = {path for path in (*named, *sent) if path.is_file()}
        for path in found:
            path.unlink()
        return len(found)

    def holds(self, chat: str, reference: str) -> bool:
        """Whether this picture was sent in this chat and lies on disk."""
        own = reference == Path(reference).name and reference.startswith(mark_of(chat))
        return own and (self.path / reference).is_file()


def mark_of(chat: str) -> str:
    """What the names of a chat's pictures begin with, so that nobody can send another's."""
    return hashlib.blake2b(chat.encode(), digest_size=MARK_BYTES).hexdigest()
