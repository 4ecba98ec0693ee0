"""A backup of a data folder in one file, taken while it is in use, and put back.

The database is copied from one snapshot, the pictures after it: a picture is on the disk before
the row that names it, so every picture that the copy knows of is there to be copied.
"""

import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.database import open_for_reading

PAGES_AT_ONCE: Final = 100
OWNER_ALONE: Final = 0o600
DRAFT: Final = ".part"
BESIDE_DATABASE: Final = ("-wal", "-shm")

Tell = Callable[[int, int], None]
"""Told how much of how much is done."""

Judge = Callable[[Path], None]


class BadBackup(Exception):
    """The file is no backup of ours, or is damaged; `str()` says which."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """`database` is its SQLite file; `others` are the files and folders that belong to it."""

    root: Path
    database: Path
    others: tuple[Path, ...]

    @property
    def everything(self) -> tuple[Path, ...]:
        beside = (self.database.with_name(self.database.name + end) for end in BESIDE_DATABASE)
        return (self.database, *beside, *self.others)


def back_up(folder: DataFolder, archive: Path, tell: Tell) -> None:
    """Write the backup; it appears whole under its name, readable by its owner alone."""
    draft = archive.with_name(archive.name + DRAFT)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ALONE)
    with os.fdopen(descriptor, "wb") as file:
        with tempfile.TemporaryDirectory(dir=archive.parent) as beside:
            copy = Path(beside) / folder.database.name
            _copy_database(folder.database, copy, tell)
            _pack(file, folder.root, copy, _files(folder.others), tell)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(archive)


def restore(folder: DataFolder, archive: Path, aside: Path, judge: Judge) -> None:
    """Put a backup in place; what is there now moves to the folder `aside`, and stays there.
    `judge` raises before anything is moved if the backup's database cannot be used."""
    with tempfile.TemporaryDirectory(dir=folder.root, prefix="restoring-") as beside:
        unpacked = Path(beside)
        _unpack(archive, unpacked)
        assert_whole(unpacked / folder.database.name)
        judge(unpacked / folder.database.name)
        _move(folder.everything, aside)
        found = [unpacked / path.relative_to(folder.root) for path in folder.others]
        # The database last: where it is, all that it names is too.
        _move((*found, unpacked / folder.database.name), folder.root)


def assert_whole(database: Path) -> None:
    """Raise `BadBackup` unless this is a database without damage."""
    if not database.exists():
        raise BadBackup("这个文件里没有服务站的数据库。")
    try:
        with closing(open_for_reading(database)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        raise BadBackup("备份里的数据库打不开。") from fault
    if found != "ok":
        raise BadBackup("备份里的数据库已经损坏。")


def _copy_database(database: Path, copy: Path, tell: Tell) -> None:
    with closing(open_for_reading(database)) as source, closing(sqlite3.connect(copy)) as target:
        # A snapshot held open: without it every write beside us would start the copy anew.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(
            target,
            pages=PAGES_AT_ONCE,
            progress=lambda _status, left, total: tell(total - left, total),
        )
        # One file, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE")


def _files(paths: Iterable[Path]) -> list[Path]:
    found = [[path] if path.is_file() else sorted(path.rglob("*")) for path in paths]
    return [path for group in found for path in group if path.is_file()]


def _pack(file: object, root: Path, copy: Path, others: Sequence[Path], tell: Tell) -> None:
    with tarfile.open(fileobj=file, mode="w") as tar:  # type: ignore[call-overload]
        tar.add(copy, copy.name)
        for count, path in enumerate(others, start=1):
            tar.add(path, path.relative_to(root))
            tell(count, len(others))


def _unpack(archive: Path, into: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(into, filter="data")
    except (tarfile.TarError, EOFError) as fault:
        raise BadBackup("这个文件不是服务站的备份，或者不完整。") from fault


def _move(paths: Iterable[Path], into: Path) -> None:
    for path in paths:
        if path.exists():
            into.mkdir(parents=True, exist_ok=True)
            shutil.move(path, into / path.name)
