"""A database on a server: brought to this release once, and refused where it does not serve."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import asyncpg
import pytest

from storage.connections import Interrupted
from storage.migrations.upgrade import Standing
from storage.postgres.database import PostgresDatabase, UnfitDatabase
from tests.postgres.laid_out import empty

NOBODY = "postgresql://station@127.0.0.1:1/station"


@pytest.fixture
def bare(postgres: str) -> Iterator[PostgresDatabase]:
    with empty(postgres) as database:
        yield database


def test_an_empty_database_is_brought_to_this_release_once(bare: PostgresDatabase) -> None:
    assert bare.standing() is Standing.EMPTY
    bare.upgrade()
    bare.upgrade()
    assert bare.standing() is Standing.CURRENT
    assert bare.place.startswith("127.0.0.1:")


def test_a_database_that_is_not_there_is_to_be_made_first(postgres: str) -> None:
    missing = PostgresDatabase(f"{postgres}/nowhere")
    assert not missing.exists()
    with pytest.raises(UnfitDatabase, match="CREATE DATABASE"):
        missing.upgrade()


def test_one_that_sorts_by_a_language_is_refused(postgres: str) -> None:
    async def make() -> bool:
        """Whether the server knows any language at all: that of the wheel knows none."""
        driver = await asyncpg.connect(f"{postgres}/postgres")
        try:
            await driver.execute(
                "CREATE DATABASE by_language TEMPLATE template0 LOCALE_PROVIDER icu"
                " ICU_LOCALE 'zh' LC_COLLATE 'C' LC_CTYPE 'C'"
            )
        except asyncpg.FeatureNotSupportedError:
            return False
        finally:
            await driver.close()
        return True

    name = "by_language" if asyncio.run(make()) else "nowhere"
    with pytest.raises(UnfitDatabase, match="CREATE DATABASE"):
        PostgresDatabase(f"{postgres}/{name}").upgrade()


def test_a_server_that_is_away_is_said_to_be_away() -> None:
    with pytest.raises(Interrupted) as away, PostgresDatabase(NOBODY).reading():
        pass
    assert away.value.sentence == "数据库暂时连不上。"


def test_where_it_is_tells_no_secret() -> None:
    place = PostgresDatabase("postgresql://station:geheim@db.example:6000/hy").place
    assert place == "db.example:6000/hy"


def test_what_is_written_together_is_kept_together_or_not_at_all(bare: PostgresDatabase) -> None:
    bare.upgrade()
    with suppress(LookupError), bare.writing() as connection:
        connection.execute("INSERT INTO counter (name, value) VALUES ('c', 1)")
        raise LookupError
    with bare.reading() as connection:
        assert connection.execute("SELECT * FROM counter").fetchall() == []
