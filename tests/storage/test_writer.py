"""The one writer: each unit whole or not at all, in order, acknowledged after the commit."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from storage.connections import Connection
from storage.database import open_database
from storage.store import Unavailable, Unit
from storage.writer import Writer


def unit(value: int) -> Unit[int]:
    def write(connection: Connection) -> int:
        connection.execute("INSERT INTO kept VALUES (?)", [value])
        return value

    return write


def failing(connection: Connection) -> int:
    connection.execute("INSERT INTO kept VALUES (-1)")
    raise LookupError("a bug")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kept.db"
    connection = open_database(path, create=True)
    connection.execute("CREATE TABLE kept (value INTEGER CHECK (value < 1000))")
    connection.close()
    return path


@pytest.fixture
def writer(file: Path) -> Iterator[Writer]:
    writer = Writer(open_database(file))
    yield writer
    writer.close()


def kept(file: Path) -> list[int]:
    connection = sqlite3.connect(file)
    try:
        return [row[0] for row in connection.execute("SELECT value FROM kept ORDER BY rowid")]
    finally:
        connection.close()


def test_units_are_kept_in_the_order_in_which_they_came(writer: Writer, file: Path) -> None:
    waiting = [writer.submit(unit(value)) for value in range(200)]
    assert [future.result() for future in waiting] == list(range(200))
    assert kept(file) == list(range(200))


def test_what_was_acknowledged_can_be_read_by_another_connection(
    writer: Writer, file: Path
) -> None:
    for value in range(20):
        writer.submit(unit(value)).result()
        assert kept(file)[-1] == value


def test_a_unit_that_fails_takes_back_itself_alone(writer: Writer, file: Path) -> None:
    waiting: list[Future[int]] = []
    for value in range(10):
        waiting += [writer.submit(unit(value)), writer.submit(failing)]
    for future in waiting[1::2]:
        with pytest.raises(LookupError):
            future.result()
    assert [future.result() for future in waiting[::2]] == list(range(10))
    assert kept(file) == list(range(10))


def test_a_broken_rule_of_the_table_is_the_units_own_fault(writer: Writer, file: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        writer.submit(unit(5000)).result()
    assert writer.submit(unit(1)).result() == 1
    assert kept(file) == [1]


def test_a_locked_database_acknowledges_nothing_and_recovers(file: Path) -> None:
    connection = open_database(file)
    connection.execute("PRAGMA busy_timeout = 50")
    writer = Writer(connection)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as no:
        writer.submit(unit(1)).result()
    assert "占用" in no.value.sentence
    other.execute("ROLLBACK")
    other.close()
    assert writer.submit(unit(2)).result() == 2
    writer.close()
    assert kept(file) == [2]


def test_a_read_only_database_says_so(file: Path) -> None:
    connection = open_database(file)
    connection.execute("PRAGMA query_only = ON")
    writer = Writer(connection)
    with pytest.raises(Unavailable) as no:
        writer.submit(unit(1)).result()
    assert "只读" in no.value.sentence
    writer.close()


def test_a_full_disk_says_so_and_keeps_what_was_there(file: Path) -> None:
    connection = open_database(file)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    writer = Writer(connection)
    acknowledged, refused = fill(writer.submit)
    writer.close()
    assert refused
    assert "已满" in refused[0].sentence
    assert kept(file) == acknowledged


def fill(submit: Callable[[Unit[int]], "Future[int]"]) -> tuple[list[int], list[Unavailable]]:
    acknowledged: list[int] = []
    refused: list[Unavailable] = []
    waiting = [(value % 1000, submit(unit(value % 1000))) for value in range(3000)]
    for value, future in waiting:
        try:
            future.result()
        except Unavailable as fault:
            refused.append(fault)
        else:
            acknowledged.append(value)
    return acknowledged, refused


def test_after_closing_nothing_is_taken(file: Path) -> None:
    writer = Writer(open_database(file))
    writer.close()
    with pytest.raises(Unavailable):
        writer.submit(unit(1)).result()


@pytest.mark.asyncio
async def test_many_may_wait_at_once(writer: Writer, file: Path) -> None:
    values = await asyncio.gather(*(writer.run(unit(value)) for value in range(64)))
    assert values == list(range(64))
    assert sorted(kept(file)) == list(range(64))


@pytest.mark.asyncio
async def test_what_comes_in_one_round_of_the_loop_is_committed_together(file: Path) -> None:
    connection = open_database(file)
    commits: list[str] = []
    connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    writer = Writer(connection)
    await asyncio.gather(*(writer.run(unit(value)) for value in range(16)))
    writer.close()
    assert len(commits) == 1


@pytest.mark.asyncio
async def test_closing_finishes_what_has_only_just_come(file: Path) -> None:
    writer = Writer(open_database(file))
    waiting = asyncio.create_task(writer.run(unit(1)))
    await asyncio.sleep(0)
    writer.close()
    assert await waiting == 1
    assert kept(file) == [1]


@pytest.mark.asyncio
async def test_what_can_wait_lets_those_who_write_go_first(file: Path) -> None:
    writer = Writer(open_database(file))
    begun, released = threading.Event(), threading.Event()

    def hold(_connection: Connection) -> None:
        begun.set()
        released.wait()

    held = writer.submit(hold)
    await asyncio.to_thread(begun.wait)
    later = [asyncio.create_task(writer.run_behind(unit(100 + n))) for n in range(20)]
    await asyncio.sleep(0)
    first = [writer.submit(unit(n)) for n in range(3)]
    released.set()
    await asyncio.gather(*later, *(asyncio.wrap_future(each) for each in first))
    held.result()
    writer.close()
    assert kept(file) == [*range(3), *range(100, 120)]


@pytest.mark.asyncio
async def test_what_can_wait_goes_on_while_others_write_and_is_finished_at_the_end(
    file: Path,
) -> None:
    writer = Writer(open_database(file))
    later = [asyncio.create_task(writer.run_behind(unit(100 + n))) for n in range(20)]
    await asyncio.sleep(0)
    n = 0
    while not later[0].done():
        n += 1
        await asyncio.wrap_future(writer.submit(unit(n % 100)))
    await asyncio.to_thread(writer.close)
    await asyncio.gather(*later)
    assert [value for value in kept(file) if value >= 100] == list(range(100, 120))
