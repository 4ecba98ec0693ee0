"""The migrations make what is declared, once, whole, and whoever else is at it."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from pathlib import Path
from typing import Final

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from storage.database import BUSY_SECONDS, open_database, read, transaction
from storage.migrations.comparing import METADATA, OPTIONS
from storage.migrations.upgrade import Standing, lay_out, standing, upgrade

UPGRADES: Final = """
import sys
from pathlib import Path
from storage.migrations.upgrade import upgrade
sys.stdin.read()
upgrade(Path(sys.argv[1]))
"""
CONSTRAINT: Final = re.compile(r", (?=CONSTRAINT |PRIMARY KEY )")
MADE: Final = (
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    " AND name <> 'alembic_version' ORDER BY name"
)


def made(path: Path) -> list[tuple[str, str, list[str]]]:
    """Every table and index with its declaration; the order of its constraints says nothing."""
    with read(path) as connection:
        rows = connection.execute(MADE).fetchall()
    return [(kind, name, parts(sql)) for kind, name, sql in rows]


def parts(sql: str) -> list[str]:
    declared = " ".join(sql.split()).removesuffix(")").rstrip()
    return sorted(CONSTRAINT.split(declared))


def test_the_migrations_make_what_is_declared(tmp_path: Path) -> None:
    upgraded, declared = tmp_path / "upgraded.db", tmp_path / "declared.db"
    upgrade(upgraded)
    engine = create_engine(f"sqlite:///{declared}")
    METADATA.create_all(engine)
    engine.dispose()

    assert made(upgraded) == made(declared), "a table was changed: run `make draw`"


def test_a_database_that_is_laid_out_is_as_an_upgraded_one(tmp_path: Path) -> None:
    upgrade(tmp_path / "upgraded.db")
    for name in ("first.db", "second.db"):
        lay_out(tmp_path / name)

        assert made(tmp_path / name) == made(tmp_path / "upgraded.db")
        with read(tmp_path / name) as connection:
            assert standing(connection) is Standing.CURRENT


def test_nothing_is_left_to_generate(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    upgrade(path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        left = compare_metadata(context, METADATA)
    engine.dispose()

    assert left == []


def test_a_second_upgrade_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    upgrade(path)
    before = made(path)

    upgrade(path)

    assert made(path) == before


def test_upgrades_at_once_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    command = [sys.executable, "-c", UPGRADES, str(path)]
    root = Path(__file__).parents[2]
    others = [subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE) for _ in range(3)]
    for other in others:
        assert other.stdin is not None
        other.stdin.close()

    assert [other.wait(60) for other in others] == [0, 0, 0]
    with read(path) as connection:
        assert standing(connection) is Standing.CURRENT


def test_an_upgrade_waits_for_one_that_takes_long(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    with ThreadPoolExecutor() as aside, closing(open_database(path, create=True)) as other:
        with transaction(other):
            waiting = aside.submit(upgrade, path)
            wait([waiting], timeout=BUSY_SECONDS + 1)
            assert not waiting.done()
        waiting.result()
    with read(path) as connection:
        assert standing(connection) is Standing.CURRENT


def test_a_database_of_another_release_is_known_as_such(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    upgrade(path)
    with closing(open_database(path)) as connection, transaction(connection):
        connection.execute("UPDATE alembic_version SET version_num = 'of a later release'")

    with read(path) as reading:
        assert standing(reading) is Standing.AHEAD


def test_a_file_without_tables_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    with closing(open_database(path, create=True)) as connection:
        assert standing(connection) is Standing.EMPTY
