"""The secret that signs cookies and resume links: the one that is set, or one made once and kept.

It must outlive restarts, since an enterprise's resume link is worth nothing without it.
"""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from bot.settings import Settings

SECRET_BYTES: Final = 48


def cookie_secret(settings: Settings) -> str:
    """The secret of this installation, made now if there was none."""
    if settings.secret:
        return settings.secret
    if not settings.secret_file.exists():
        _make(settings.secret_file)
    return settings.secret_file.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    """Appear whole or not at all: whoever comes second keeps the first one's."""
    # A temporary file is its owner's alone from the first moment.
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
        file.write(secrets.token_urlsafe(SECRET_BYTES))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(file.name)
