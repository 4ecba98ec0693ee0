"""What `station doctor` looks at on the machine: the folder, the disk, the secrets, the port."""

import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Callable, Iterator
from typing import Final

from bot.cli.faults import (
    DISK_LOW,
    FOLDER_CLOSED,
    NO_FOLDER,
    NO_KEY,
    PORT_TAKEN,
    SECRET_OPEN,
    SECRET_SHORT,
    STRANGE_VARIABLE,
)
from bot.cli.findings import Finding
from bot.installation import database_of
from bot.settings import Settings, unknown_variables
from storage.database import AlreadyServed

MEGABYTE: Final = 1024 * 1024
SHORTEST: Final = 32
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

Check = Callable[[Settings], Iterator[Finding]]


def folder(settings: Settings) -> Iterator[Finding]:
    """Whether the data folder is there and takes files."""
    if not settings.data_dir.is_dir():
        yield NO_FOLDER.found(path=settings.data_dir)
        return
    try:
        with tempfile.TemporaryFile(dir=settings.data_dir) as file:
            file.write(b"x")
    except OSError as fault:
        yield FOLDER_CLOSED.found(path=settings.data_dir, why=os.strerror(fault.errno or 0))


def disk(settings: Settings) -> Iterator[Finding]:
    """Whether what must be left free is."""
    if not settings.data_dir.is_dir():
        return
    free = shutil.disk_usage(settings.data_dir).free // MEGABYTE
    if free < settings.disk_floor_mb:
        yield DISK_LOW.found(free=free, floor=settings.disk_floor_mb)


def variables(_settings: Settings) -> Iterator[Finding]:
    """Whether a setting was mistyped."""
    for name in unknown_variables():
        yield STRANGE_VARIABLE.found(name=name)


def secret(settings: Settings) -> Iterator[Finding]:
    """Whether the secret of cookies is whole and kept from others."""
    path = settings.secret_file
    if settings.secret or not path.exists():
        return
    if path.stat().st_mode & OTHERS:
        yield SECRET_OPEN.found(path=path)
    if len(path.read_bytes().strip()) < SHORTEST:
        yield SECRET_SHORT.found(path=path)


def key(settings: Settings) -> Iterator[Finding]:
    """Whether what persons say is sealed."""
    if not settings.key:
        yield NO_KEY.found()


def port(settings: Settings) -> Iterator[Finding]:
    """Whether somebody else has the server's port. Our own server holds its folder's lock."""
    if is_served(settings):
        return
    try:
        with socket.create_server((settings.host, settings.port), family=family_of(settings.host)):
            pass
    except OSError as fault:
        why = fault.strerror or str(fault)
        yield PORT_TAKEN.found(host=settings.host, port=settings.port, why=why)


def is_served(settings: Settings) -> bool:
    """Whether our own server runs on this data folder; of one on PostgreSQL nobody can tell."""
    if settings.database_url:
        return True
    if not settings.serving_file.exists():
        return False
    try:
        with database_of(settings).served():
            return False
    except AlreadyServed:
        return True
    except OSError:
        return False


def family_of(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


MACHINE_CHECKS: Final[tuple[Check, ...]] = (folder, disk, variables, secret, key, port)
