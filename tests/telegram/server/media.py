"""Files in messages: what each kind of them looks like, and how the bot sends and fetches one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.telegram.server.calls import Json, Upload, bad_request
from tests.telegram.server.posting import captioned, sent
from tests.telegram.server.rules import MEGABYTE
from tests.telegram.server.world import Kept, World

FETCHED: Final = 20 * MEGABYTE
"""The most that a bot can fetch, although people send far larger files."""


def _file(kept: Kept, **more: object) -> Json:
    return {"file_id": kept.id, "file_unique_id": f"u{kept.id}", "file_size": kept.size} | more


def _photo(kept: Kept, name: str) -> list[Json]:
    """Two sizes, the larger last; both are fetched by the id of the one file."""
    return [_file(kept, width=wide, height=high) for wide, high in ((320, 240), (1280, 960))]


SHAPES: Final[Mapping[str, Callable[[Kept, str], Any]]] = {
    "photo": _photo,
    "document": lambda kept, name: _file(kept, file_name=name, mime_type=_mime(name)),
    "voice": lambda kept, name: _file(kept, duration=3, mime_type="audio/ogg"),
    "video": lambda kept, name: _file(
        kept, duration=5, width=640, height=480, file_name=name, mime_type="video/mp4"
    ),
    "audio": lambda kept, name: _file(kept, duration=60, file_name=name, mime_type="audio/mpeg"),
    "sticker": lambda kept, name: _file(
        kept, type="regular", width=512, height=512, is_animated=False, is_video=False
    ),
}


def _mime(name: str) -> str:
    kinds = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png", "txt": "text/plain"}
    return kinds.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def attached(world: World, kind: str, name: str, content: bytes, size: int = 0) -> Json:
    """A new file, as the part of a message that holds it."""
    kept = world.keep(kind, name, content, size)
    return {kind: SHAPES[kind](kept, name)}


def send_file(kind: str) -> Callable[[World, Mapping[str, Any]], Json]:
    def send(world: World, fields: Mapping[str, Any]) -> Json:
        return sent(world, fields, given(world, kind, fields[kind]) | captioned(fields))

    return send


def given(world: World, kind: str, file: object) -> Json:
    """A file of the bot: a new one, or the id of one that is on the servers already."""
    if isinstance(file, Upload):
        return attached(world, kind, file.name, file.content)
    kept = world.files.get(str(file))
    if kept is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kept.kind != kind:
        was, wanted = kept.kind.capitalize(), kind.capitalize()
        raise bad_request(f"can't use file of type {was} as {wanted}")
    return {kind: SHAPES[kind](kept, kept.path.rpartition("/")[2])}


def get_file(world: World, fields: Mapping[str, Any]) -> Json:
    kept = world.files.get(fields["file_id"])
    if kept is None:
        raise bad_request("invalid file_id")
    if kept.size > FETCHED:
        raise bad_request("file is too big")
    return _file(kept, file_path=kept.path)
