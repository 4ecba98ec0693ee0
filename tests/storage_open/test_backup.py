"""A backup is whole though the database is written to, and what was backed up comes back."""

import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import BadBackup, DataFolder, back_up, restore
from storage.database import open_database, read, transaction
from tests.storage_open.installation import made_station

PAIRS_BEFORE = 300
PAIRS = "SELECT count(*), count(DISTINCT name) FROM pair"


def silent(_done: int, _of: int) -> None: ...


def anything(_database: Path) -> None: ...


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    root = tmp_path / "data"
    (root / "pictures" / "ab").mkdir(parents=True)
    (root / "pictures" / "ab" / "one.png").write_bytes(b"a picture")
    (root / "secret").write_text("a secret", encoding="ascii")
    database = made_station(root / "station.db")
    with closing(open_database(database)) as connection, transaction(connection):
        connection.execute("CREATE TABLE pair (name INTEGER, filling TEXT)")
    return DataFolder(root, database, (root / "pictures", root / "secret"))


def write_pair(connection: sqlite3.Connection, name: int) -> None:
    """Two rows of one name, together or not at all."""
    with transaction(connection):
        for filling in ("x" * 2000, "y" * 2000):
            connection.execute("INSERT INTO pair VALUES (?, ?)", [name, filling])


def stations(database: Path) -> list[str]:
    with read(database) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM station")]


def test_a_backup_under_writing_is_of_one_moment(folder: DataFolder, tmp_path: Path) -> None:
    archive, steps = tmp_path / "backup.tar", list[int]()
    with closing(open_database(folder.database)) as server:
        for name in range(PAIRS_BEFORE):
            write_pair(server, name)

        def write_meanwhile(_done: int, of: int) -> None:
            steps.append(of)
            write_pair(server, PAIRS_BEFORE + len(steps))

        back_up(folder, archive, write_meanwhile)
    with tarfile.open(archive) as tar:
        tar.extract("station.db", tmp_path, filter="data")

    with closing(sqlite3.connect(tmp_path / "station.db")) as copy:
        assert copy.execute(PAIRS).fetchone() == (2 * PAIRS_BEFORE, PAIRS_BEFORE)
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert len(steps) > len(folder.others) + 2, "the copy was taken in steps"


def test_what_was_backed_up_comes_back(folder: DataFolder, tmp_path: Path) -> None:
    archive, aside = tmp_path / "backup.tar", folder.root / "aside"
    back_up(folder, archive, silent)
    with closing(open_database(folder.database)) as connection, transaction(connection):
        connection.execute("DELETE FROM station")
    for path in (folder.root / "pictures" / "ab" / "one.png", folder.root / "secret"):
        path.unlink()

    restore(folder, archive, aside, anything)

    assert stations(folder.database) == ["sl"]
    assert (folder.root / "pictures" / "ab" / "one.png").read_bytes() == b"a picture"
    assert (folder.root / "secret").read_text(encoding="ascii") == "a secret"
    assert stations(aside / "station.db") == []
    assert not list(folder.root.glob("restoring-*"))


def test_a_backup_comes_back_into_an_empty_folder(folder: DataFolder, tmp_path: Path) -> None:
    archive, other = tmp_path / "backup.tar", tmp_path / "other"
    other.mkdir()
    back_up(folder, archive, silent)

    empty = DataFolder(other, other / "station.db", (other / "pictures", other / "secret"))
    restore(empty, archive, other / "aside", anything)

    assert stations(other / "station.db") == ["sl"]
    assert not (other / "aside").exists()


def test_a_backup_is_its_owners_alone(folder: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "backup.tar", silent)

    assert stat.S_IMODE((tmp_path / "backup.tar").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar", "data"]


def test_the_work_is_told_of_while_it_goes_on(folder: DataFolder, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    back_up(folder, tmp_path / "backup.tar", lambda done, of: told.append((done, of)))

    assert told
    assert all(0 <= done <= of for done, of in told)
    assert told[-1] == (2, 2)


@pytest.mark.parametrize("content", [b"", b"something else " * 100])
def test_what_is_no_backup_changes_nothing(
    folder: DataFolder, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "backup.tar").write_bytes(content)

    with pytest.raises(BadBackup):
        restore(folder, tmp_path / "backup.tar", folder.root / "aside", anything)

    assert stations(folder.database) == ["sl"]
    assert not (folder.root / "aside").exists()


def test_a_damaged_database_is_not_restored(folder: DataFolder, tmp_path: Path) -> None:
    broken = tmp_path / "station.db"
    broken.write_bytes(folder.database.read_bytes()[:4096] + b"\0" * 20_000)
    with tarfile.open(tmp_path / "backup.tar", "w") as tar:
        tar.add(broken, "station.db")

    with pytest.raises(BadBackup):
        restore(folder, tmp_path / "backup.tar", folder.root / "aside", anything)

    assert stations(folder.database) == ["sl"]


def test_a_backup_cut_short_is_not_restored(folder: DataFolder, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    back_up(folder, archive, silent)
    archive.write_bytes(archive.read_bytes()[:50_000])

    with pytest.raises(BadBackup):
        restore(folder, archive, folder.root / "aside", anything)

    assert stations(folder.database) == ["sl"]
