"""A data folder on a disk of its own, so small that it can be filled while the server writes."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit
from typing import Final, Protocol

from tests.crash.servers import Server

SIZE: Final = "48m"
CHUNKS: Final = (1 << 20, 1 << 12)
LIMITED: Final = (
    "No disk can be mounted here: the server's files are limited in their size instead."
)


class Disk(Protocol):
    """What can be full."""

    def fill(self, server: Server) -> None: ...
    def make_room(self, server: Server) -> None: ...


class SmallDisk:
    """A file system of its own."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fill(self, server: Server) -> None:
        """Take every page that is left."""
        del server
        with self._ballast.open("wb", buffering=0) as ballast:
            for size in CHUNKS:
                with suppress(OSError):
                    while ballast.write(bytes(size)) == size:
                        pass

    def make_room(self, server: Server) -> None:
        del server
        self._ballast.unlink()


class FileLimit:
    """No file of the server grows any more: what a full disk comes to for an unprivileged user."""

    def fill(self, server: Server) -> None:
        log = server.database.with_name(f"{server.database.name}-wal")
        prlimit(server.pid, RLIMIT_FSIZE, (log.stat().st_size, RLIM_INFINITY))

    def make_room(self, server: Server) -> None:
        prlimit(server.pid, RLIMIT_FSIZE, (RLIM_INFINITY, RLIM_INFINITY))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A new folder that stands on a disk which can be filled."""
    folder.mkdir(parents=True)
    if not _mounted(folder):
        print(LIMITED)
        yield FileLimit()
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mounted(folder: Path) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "station", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
