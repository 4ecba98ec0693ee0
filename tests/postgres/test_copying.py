"""An installation that moves from its file to a server arrives whole, or not at all."""

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.intents.lexicon import Lexicon
from storage.database import open_for_reading, written
from storage.migrations.comparing import METADATA
from storage.migrations.upgrade import lay_out
from storage.postgres.copying import NotCopied, copy
from storage.postgres.database import PostgresDatabase
from storage.sqlite_database import SqliteDatabase
from tests.transcripts.playing import TALKS, played

RICH = next(file for file in TALKS if file.stem == "bad-ratings-twice")


@pytest.fixture
def file(tmp_path: Path, lexicon: Lexicon) -> Path:
    """The database of a station in which much has happened."""
    path = tmp_path / "station.db"
    lay_out(path)
    asyncio.run(played(RICH, lexicon, SqliteDatabase(path, tmp_path / "serving")))
    return path


def rows(connection: Any) -> dict[str, list[Any]]:
    return {
        table.name: sorted(map(repr, connection.execute(f'SELECT * FROM "{table.name}"')))
        for table in METADATA.sorted_tables
    }


def of_file(path: Path) -> dict[str, list[Any]]:
    with closing(open_for_reading(path)) as connection:
        return rows(connection)


def of_server(database: PostgresDatabase) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return rows(connection)


def test_every_row_arrives(file: Path, database: PostgresDatabase) -> None:
    told: list[tuple[int, int]] = []
    count = copy(file, database, lambda done, of: told.append((done, of)))
    there = of_server(database)
    assert there == of_file(file)
    assert count == sum(map(len, there.values())) > 50
    assert told[-1] == (count, count)


def test_a_number_of_an_erased_message_is_not_given_again(
    file: Path, database: PostgresDatabase
) -> None:
    with written(file) as connection:
        last = connection.execute("SELECT max(id) FROM inbox").fetchone()[0]
        connection.execute("DELETE FROM inbox WHERE id = ?", [last])
    copy(file, database, lambda *_: None)
    with database.writing() as connection:
        found = connection.execute("SELECT nextval(pg_get_serial_sequence('inbox', 'id'))")
        assert found.fetchone()[0] == last + 1


def test_a_station_that_is_there_is_not_written_over(
    file: Path, database: PostgresDatabase
) -> None:
    copy(file, database, lambda *_: None)
    with pytest.raises(NotCopied, match="已有服务站"):
        copy(file, database, lambda *_: None)


def test_what_the_server_cannot_keep_takes_everything_back(
    file: Path, database: PostgresDatabase
) -> None:
    with written(file) as connection:
        connection.execute("UPDATE words SET text = text || char(0)")
    with pytest.raises(NotCopied, match="words"):
        copy(file, database, lambda *_: None)
    assert not any(of_server(database).values())


def test_a_row_that_comes_out_otherwise_takes_everything_back(
    file: Path, database: PostgresDatabase
) -> None:
    with database.writing() as connection:
        connection.execute("CREATE FUNCTION spoil() RETURNS trigger AS 'BEGIN NEW.text = ''x''; "
                           "RETURN NEW; END' LANGUAGE plpgsql")  # fmt: skip
        connection.execute(
            "CREATE TRIGGER spoil BEFORE INSERT ON words FOR EACH ROW EXECUTE FUNCTION spoil()"
        )
    with pytest.raises(NotCopied, match="words"):
        copy(file, database, lambda *_: None)
    assert not any(of_server(database).values())
