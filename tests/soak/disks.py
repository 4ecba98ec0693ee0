"""A folder on a disk of its own, so small that it can be filled while somebody writes."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_FSIZE, prlimit
from typing import Final, Protocol

from tests.crash.servers import Server

DATA_FOLDER: Final = "48m"
CHUNKS: Final = (1 << 20, 1 << 12)
LIMITED: Final = (
    "No disk can be mounted here: the server's files are limited in their size instead."
)


class Disk(Protocol):
    """What can be full."""

    def fill(self, server: Server) -> None: ...
    def make_room(self, server: Server) -> None: ...


class Ballast:
    """What takes the room on a disk."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ballast"

    def fill(self) -> None:
        """Take every page that is left."""
        with self._file.open("wb", buffering=0) as ballast:
            for size in CHUNKS:
                with suppress(OSError):
                    while ballast.write(bytes(size)) == size:
                        pass

    def make_room(self) -> None:
        self._file.unlink()


class SmallDisk:
    """A file system of its own."""

    def __init__(self, folder: Path) -> None:
        self._ballast = Ballast(folder)

    def fill(self, server: Server) -> None:
        del server
        self._ballast.fill()

    def make_room(self, server: Server) -> None:
        del server
        self._ballast.make_room()


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
    with mounted(folder, DATA_FOLDER) as is_mounted:
        if not is_mounted:
            print(LIMITED)
        yield SmallDisk(folder) if is_mounted else FileLimit()


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[bool]:
    """A new folder, and whether it stands on a disk of its own."""
    folder.mkdir(parents=True)
    if not _mount(folder, size):
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def _mount(folder: Path, size: str) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "station", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
