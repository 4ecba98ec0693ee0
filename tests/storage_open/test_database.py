"""A database opens for what it is meant for, and one process serves it."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from storage.database import (
    AlreadyServed,
    open_database,
    open_for_reading,
    read,
    sentence_of,
    served_alone,
    transaction,
    written,
)

HOLDS_THE_LOCK = """
import sys
from pathlib import Path
from storage.database import served_alone
with served_alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "名字 with %20 and ?.db"
    with closing(open_database(path, create=True)) as connection:
        connection.execute("CREATE TABLE thing (name TEXT)")
    return path


@contextmanager
def served_elsewhere(lock: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-c", HOLDS_THE_LOCK, str(lock)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def names(path: Path) -> list[str]:
    with read(path) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM thing")]


def test_what_is_written_survives_a_loss_of_power(path: Path) -> None:
    with closing(open_database(path)) as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        kept = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]

    assert kept == ["wal", 2, 1, 3_000]


def test_a_missing_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    missing = tmp_path / "station.db"

    with pytest.raises(sqlite3.OperationalError) as no:
        open_database(missing)

    assert sentence_of(no.value) == "数据库文件打不开。"
    assert not missing.exists()


def test_a_reader_cannot_write(path: Path) -> None:
    with (
        closing(open_for_reading(path)) as connection,
        pytest.raises(sqlite3.OperationalError) as no,
    ):
        connection.execute("INSERT INTO thing VALUES ('a')")

    assert sentence_of(no.value) == "数据库是只读的，无法写入。"


def test_a_file_that_is_no_database_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    path.write_text("今天没有数据" * 200, encoding="utf-8")

    with pytest.raises(sqlite3.DatabaseError) as no:
        open_database(path)

    assert sentence_of(no.value) == "这个文件不是数据库，或者已经损坏。"


def test_a_transaction_that_fails_leaves_nothing(path: Path) -> None:
    with suppress(sqlite3.OperationalError), written(path) as connection:
        connection.execute("INSERT INTO thing VALUES ('a')")
        connection.execute("INSERT INTO no_such_table VALUES ('b')")

    assert names(path) == []


def test_a_writer_waits_for_the_one_before_it(path: Path) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with closing(open_database(path)) as connection, transaction(connection):
            begun.set()
            may_end.wait(10)
            connection.execute("INSERT INTO thing VALUES ('first')")

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(10)
    threading.Timer(0.2, may_end.set).start()
    with written(path) as connection:
        connection.execute("INSERT INTO thing VALUES ('second')")
    thread.join()

    assert names(path) == ["first", "second"]


def test_a_data_folder_has_one_server(tmp_path: Path) -> None:
    lock = tmp_path / "serving"

    with (
        served_elsewhere(lock) as other,
        pytest.raises(AlreadyServed) as no,
        served_alone(lock),
    ):
        pass

    assert no.value.by == str(other.pid)


def test_a_server_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "serving"
    with served_elsewhere(lock) as other:
        other.kill()
        other.wait()

    with served_alone(lock):
        assert lock.read_text(encoding="ascii")
