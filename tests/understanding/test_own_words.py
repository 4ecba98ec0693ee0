"""The station's own words reach every running server at its next sweep, and stay out if broken."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.engine import Engine
from bot.intents.lexicon import Lexicon
from bot.own_words import LEFT_OUT, MADE_ANEW, lexicon_of
from core.conversations import Said
from core.lexicon_changes import ChangeKind, ChangeOrigin, TermChange
from core.messages import Inbound, InboundKind, text_of
from storage.database import open_database, transaction, written
from storage.lexicon_changes import append, undo
from storage.schema import schema
from storage.sqlite_database import SqliteDatabase
from storage.sqlite_store import open_store
from tests.storage_open.installation import made_station

NOON: Final = datetime(2026, 3, 2, 4, tzinfo=UTC)
LI: Final = ChangeOrigin("李站长")
SLANG: Final = TermChange(ChangeKind.ADD, "大拿", "human")
BROKEN: Final = TermChange(ChangeKind.ADD, "大拿", "a_group_of_an_older_release")
CALLED: Final = "已请工作人员来"
WORDS: Final = "大拿"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return made_station(tmp_path / "station.db")


@asynccontextmanager
async def two_servers(database: Path, lexicon: Lexicon) -> AsyncIterator[Sequence[Engine]]:
    """Two engines on one database, as two processes have them."""
    async with AsyncExitStack() as stack:
        engines = [
            Engine(open_store(database), schema(), lexicon, MovableClock(NOON)) for _ in range(2)
        ]
        for engine in engines:
            stack.push_async_callback(engine.close)
        yield engines


async def answer(engine: Engine, person: str) -> str:
    """What an enterprise that writes for the first time is answered."""
    chat = f"sl.{person}"
    inbound = Inbound(
        "web", chat, person, "m1", NOON, NOON, InboundKind.TEXT, WORDS, station="sl"
    )  # fmt: skip
    await engine.receive(inbound)
    log = engine.schema.of(Said).query("chat", order="n")
    said = await engine.read(lambda each: log.all(each, f"web:{chat}"))
    return "\n".join(text_of(each.message) for each in said if not each.echo)


def change(database: Path, *changes: TermChange) -> int:
    with written(database) as connection:
        return append(connection, changes, LI, NOON)


@pytest.mark.asyncio
async def test_a_word_is_understood_by_every_server_after_its_next_sweep(
    database: Path, lexicon: Lexicon
) -> None:
    async with two_servers(database, lexicon) as engines:
        before = [await answer(engine, f"before{n}") for n, engine in enumerate(engines)]
        change(database, SLANG)
        for engine in engines:
            await engine.sweep()
        after = [await answer(engine, f"after{n}") for n, engine in enumerate(engines)]

        with written(database) as connection:
            undo(connection, 1, "李站长", NOON)
        for engine in engines:
            await engine.sweep()
        undone = [await answer(engine, f"undone{n}") for n, engine in enumerate(engines)]
    assert not any(CALLED in said for said in before)
    assert all(CALLED in said for said in after)
    assert undone == before


@pytest.mark.asyncio
async def test_a_server_notices_what_it_changed_itself(database: Path, lexicon: Lexicon) -> None:
    async with two_servers(database, lexicon) as (engine, _):
        await engine.write(lambda each: append(each, [SLANG], LI, NOON))
        await engine.sweep()
        assert CALLED in await answer(engine, "anybody")


@pytest.mark.asyncio
async def test_a_server_starts_with_what_is_in_force(database: Path, lexicon: Lexicon) -> None:
    change(database, SLANG)
    async with two_servers(database, lexicon) as (engine, _):
        await engine.notice_own_words()
        assert CALLED in await answer(engine, "anybody")


@pytest.mark.asyncio
async def test_the_log_names_the_version_once(database: Path, lexicon: Lexicon) -> None:
    async with two_servers(database, lexicon) as (engine, _):
        change(database, SLANG)
        with capture_logs() as logged:
            await engine.sweep()
            await engine.sweep()
    assert [(each["event"], each["version"], each["own"]) for each in logged] == [(MADE_ANEW, 1, 1)]


@pytest.mark.asyncio
async def test_a_broken_change_stops_nothing_and_is_named(database: Path, lexicon: Lexicon) -> None:
    async with two_servers(database, lexicon) as (engine, _):
        change(database, BROKEN, SLANG)
        with capture_logs() as logged:
            await engine.sweep()
        assert CALLED in await answer(engine, "anybody")
    [left_out] = [each for each in logged if each["event"] == LEFT_OUT]
    assert (left_out["term"], left_out["group"]) == (BROKEN.term, BROKEN.group)


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def older_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE station (id TEXT)")


@pytest.mark.parametrize("made", [lambda path: None, empty_file, older_tables])
def test_without_a_place_for_changes_the_words_of_the_release_hold(
    tmp_path: Path, made: Callable[[Path], None], lexicon: Lexicon
) -> None:
    path = tmp_path / "station.db"
    made(path)
    assert lexicon_of(SqliteDatabase(path, path)).known == lexicon.known


def test_a_command_reads_with_what_is_in_force(database: Path, lexicon: Lexicon) -> None:
    with closing(open_database(database)) as connection, transaction(connection):
        append(connection, [SLANG], LI, NOON)
    assert lexicon_of(SqliteDatabase(database, database)).own == {("大拿", "human")}
