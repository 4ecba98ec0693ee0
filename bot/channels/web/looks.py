"""Templates and static files, held in memory.

Static files lie under a path that names the hash of all of them: modules import each other by
relative paths, so a new release changes every address at once and an old page never mixes the two.
"""

import hashlib
import mimetypes
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from core.shanghai import local

HERE: Final = Path(__file__).parent
FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"


@dataclass(frozen=True, slots=True)
class StaticFiles:
    files: dict[str, bytes]
    version: str

    async def serve(self, request: Request) -> Response:
        name = request.path_params["name"]
        content = self.files.get(name)
        if content is None:
            return Response(status_code=404)
        current = request.path_params["version"] == self.version
        return Response(
            content,
            media_type=mimetypes.guess_type(name)[0],
            headers={"Cache-Control": FOR_EVER if current else ASK_AGAIN},
        )

    def address(self, name: str) -> str:
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


def load_static_files(folder: Path = HERE / "static") -> StaticFiles:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return StaticFiles(files, digest.hexdigest()[:16])


def load_templates(static: StaticFiles, folder: Path = HERE / "templates") -> Jinja2Templates:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = static.address
    environment.filters["shanghai"] = _wall_time
    return Jinja2Templates(env=environment)


def _wall_time(at: datetime) -> str:
    return local(at).strftime("%Y-%m-%d %H:%M")
