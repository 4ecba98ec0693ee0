"""`station erase`: shown, confirmed, and gone from the whole data folder."""

import asyncio
import tarfile
from pathlib import Path
from typing import Final

import pytest

from bot.intents.lexicon import load_lexicon
from bot.pictures.folder import PictureFolder
from storage.database import open_database
from storage.migrations.upgrade import lay_out
from storage.sqlite_database import SqliteDatabase
from tests.cli.commands import KEY, Station, serving
from tests.security.test_erasing import ACCOUNTS, PLANTED, TALE, TELEGRAM, WHO
from tests.transcripts.playing import played

PICTURED: Final = b"a picture of somebody's gauge"
ANOTHERS: Final = b"a picture of another's scale"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lived") / "station.db"
    lay_out(path)
    asyncio.run(played(TALE, load_lexicon(), SqliteDatabase(path, path.with_name("serving"))))
    return path


@pytest.fixture
def two(lived: Path, empty: Station) -> Station:
    """Both persons of the tale, each with a picture on disk, and one sent but never named."""
    empty.folder.mkdir()
    empty.settings.database.write_bytes(lived.read_bytes())
    folder = PictureFolder(empty.settings.pictures)
    for chat, content in (("hy.u221608", PICTURED), (TELEGRAM, PICTURED), ("hy.u238472", ANOTHERS)):
        folder.write(folder.name(chat, "image/png"), content)
    folder.write("fetched.png", PICTURED)
    connection = open_database(empty.settings.database)
    connection.execute("UPDATE picture SET reference = 'fetched.png'")
    connection.close()
    return empty


def kept(station: Station) -> bytes:
    """Every byte of the data folder."""
    return b"".join(path.read_bytes() for path in station.folder.rglob("*") if path.is_file())


def standing(station: Station) -> dict[str, bytes]:
    """The database and the pictures; the lock beside them names whoever held it last."""
    found = (station.settings.database, *station.settings.pictures.iterdir())
    return {path.name: path.read_bytes() for path in found}


@pytest.mark.parametrize("key", ["", KEY])
def test_no_file_of_the_folder_holds_anything_of_them(two: Station, key: str) -> None:
    keyed = two.told(STATION_KEY=key)
    if key:
        keyed.run("db", "rekey")
    assert all(text in kept(keyed) for text in (PICTURED, *map(str.encode, ACCOUNTS)))
    said = keyed.run("erase", *WHO, "--yes", "--by", "周岚")
    left = kept(keyed)
    assert "已删除" in said.out
    assert ANOTHERS in left
    assert PICTURED not in left
    for planted in PLANTED:
        assert planted.encode() not in left
        assert planted not in said.out + said.err


def test_it_says_what_there_is_and_asks(two: Station) -> None:
    before = standing(two)
    said = two.run("erase", WHO[0], stdin="n\n")
    assert "HY-2026-0002" in said.out
    assert TELEGRAM in said.out, "a linked chat is named, and left to whoever knows whose it is"
    assert any(line.startswith("联系人\t") for line in said.lines)
    assert "没有删除" in said.lines[-1]
    assert standing(two) == before


def test_what_is_not_closed_refuses_unless_told(two: Station) -> None:
    before = standing(two)
    said = two.run("erase", "HY-2026-0001", "--yes", expect=1)
    assert "HY-2026-0001" in said.err
    assert standing(two) == before
    two.run("erase", "HY-2026-0001", "--yes", "--open")
    assert ANOTHERS not in kept(two)


def test_twice_changes_nothing(two: Station) -> None:
    two.run("erase", *WHO, "--yes")
    before = standing(two)
    assert "已经删除过" in two.run("erase", WHO[0], "--yes", expect=1).err
    assert standing(two) == before


@pytest.mark.parametrize("nobody", ["HY-2026-0099", "web:room/hy", " "])
def test_nobody_is_found(two: Station, nobody: str) -> None:
    assert "没有找到" in two.run("erase", nobody, "--yes", expect=1).err


def test_nothing_is_erased_under_a_running_server(two: Station) -> None:
    with serving(two):
        assert "正由另一个进程" in two.run("erase", WHO[0], "--yes", expect=1).err


def test_a_backup_of_before_still_holds_them(two: Station, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    two.run("backup", str(shelf))
    two.run("erase", *WHO, "--yes")
    [archive] = shelf.iterdir()
    with tarfile.open(archive) as tar:
        file = tar.extractfile("station.db")
        assert file is not None
        assert PLANTED[0].encode() in file.read()
