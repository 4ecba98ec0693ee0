"""Temporary media, which live three days."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tests.weixin.server.calls import Answer, Call, File
from tests.weixin.server.errors import Json, Refusal
from tests.weixin.server.surroundings import Surroundings

LIFE: Final = timedelta(days=3)
LEAST: Final = 5
MEGA: Final = 1024 * 1024
KINDS: Final = {"jpg": "image/jpeg", "png": "image/png", "amr": "audio/amr", "mp4": "video/mp4"}
WECHAT: Final = {"image": 10 * MEGA, "voice": 2 * MEGA, "video": 10 * MEGA, "thumb": 64 * 1024}
WECOM: Final = {"image": 10 * MEGA, "voice": 2 * MEGA, "video": 10 * MEGA, "file": 20 * MEGA}


@dataclass(frozen=True, slots=True)
class Medium:
    name: str
    kind: str
    content: bytes
    until: datetime


class Media:
    """`sizes` says which kinds there are, and how large each may be."""

    def __init__(self, world: Surroundings, sizes: dict[str, int]) -> None:
        self._world = world
        self._sizes = sizes
        self._kept: dict[str, Medium] = {}

    def keep(self, name: str, kind: str, content: bytes) -> str:
        """Its id, which is good on this side for three days."""
        media_id = f"media-{self._world.number}-{self._world.count()}_{kind}"
        self._kept[media_id] = Medium(name, kind, content, self._world.now + LIFE)
        return media_id

    def ids(self) -> list[str]:
        return list(self._kept)

    def find(self, media_id: str) -> Medium:
        found = self._kept.get(media_id)
        if found is None or self._world.now >= found.until:
            raise Refusal(40007)
        return found

    def upload(self, call: Call) -> Json:
        kind = call.query.get("type", "")
        if kind not in self._sizes:
            raise Refusal(40004)
        sent = call.uploads.get("media")
        if sent is None:
            raise Refusal(41005)
        if not LEAST <= len(sent.content) <= self._sizes[kind]:
            raise Refusal(40006)
        media_id = self.keep(sent.name, kind, sent.content)
        made = int(self._world.now.timestamp())
        return {"type": kind, "media_id": media_id, "created_at": made}

    def fetch(self, call: Call) -> Answer:
        medium = self.find(call.query.get("media_id", ""))
        ending = medium.name.rpartition(".")[2]
        kind = KINDS.get(ending, "application/octet-stream")
        return File(medium.name, medium.content, kind)

    def serve(self, content: bytes, ending: str) -> str:
        """An address at which these bytes lie, as PicUrl names one."""
        name = f"{self._world.number}-{self._world.count()}.{ending}"
        self._world.registry.files[name] = content
        return f"{self._world.address}/files/{name}"
