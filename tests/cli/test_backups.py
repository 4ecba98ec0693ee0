"""`station backup` and `station restore`: from a running server to another folder and back."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.databases import data_folder
from storage.backup import back_up
from storage.database import open_database
from tests.cli.commands import KEY, Station, serving


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def test_a_running_station_is_backed_up_and_opens_elsewhere(
    station: Station, shelf: Path, tmp_path: Path
) -> None:
    with serving(station):
        station.run("staff", "add", "王建国")
        said = station.run_alone("backup", str(shelf))
    [archive] = shelf.iterdir()
    assert str(archive) in said.out

    other = Station(tmp_path / "other")
    other.run("restore", str(archive))

    names = {row.split("\t")[1] for row in other.run("staff", "list").lines}
    assert names == {"周岚", "李雪", "王建国"}
    assert (other.folder / "secret").read_bytes() == (station.folder / "secret").read_bytes()


def test_what_is_there_is_not_written_over_unasked(station: Station, shelf: Path) -> None:
    station.run("backup", str(shelf))
    [archive] = shelf.iterdir()
    station.run("staff", "remove", "li")

    assert "--replace" in station.run("restore", str(archive), expect=1).err
    assert len(station.run("staff", "list").lines) == 1

    said = station.run("restore", str(archive), "--replace")
    assert len(station.run("staff", "list").lines) == 2
    [aside] = station.folder.glob("before-restore-*")
    assert str(aside) in said.out
    assert (aside / "station.db").exists()


def test_nothing_is_restored_or_upgraded_under_a_running_server(
    station: Station, shelf: Path
) -> None:
    station.run("backup", str(shelf))
    [archive] = shelf.iterdir()
    with serving(station):
        restored = station.run("restore", str(archive), "--replace", expect=1)
        upgraded = station.run("db", "upgrade", expect=1)
        talked = station.run("talk", "--here", expect=1)

    assert all("正由另一个进程" in said.err for said in (restored, upgraded, talked))
    assert not list(station.folder.glob("before-restore-*"))


def test_whoever_sets_a_key_is_told_to_keep_it(station: Station, shelf: Path) -> None:
    said = station.told(STATION_KEY=KEY).run("backup", str(shelf))

    assert "STATION_KEY" in said.lines[-1]


def test_a_file_that_is_no_backup_is_refused(empty: Station, shelf: Path) -> None:
    (shelf / "note.txt").write_text("不是备份", encoding="utf-8")

    assert "不是服务站的备份" in empty.run("restore", str(shelf / "note.txt"), expect=1).err
    assert "没有" in empty.run("restore", str(shelf / "nothing.tar"), expect=1).err
    assert not empty.settings.database.exists()


def test_a_backup_of_a_later_release_replaces_nothing(station: Station, shelf: Path) -> None:
    later = "UPDATE alembic_version SET version_num = 'later'"
    with closing(open_database(station.settings.database)) as connection:
        connection.execute(later)
    back_up(data_folder(station.settings), shelf / "later.tar", lambda _done, _of: None)
    assert "另一个版本" in station.run("db", "upgrade", expect=1).err
    assert "另一个版本" in station.run("serve", "--port", "0", expect=1).err

    said = station.run("restore", str(shelf / "later.tar"), "--replace", expect=1)

    assert "另一个版本" in said.err
    assert not list(station.folder.glob("before-restore-*"))
