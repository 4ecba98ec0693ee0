"""The drill of docs/operations.md: what pg_dump has taken, pg_restore brings back, row for row."""

import asyncio
import subprocess
from pathlib import Path

from bot.intents.lexicon import Lexicon
from storage.postgres.database import PostgresDatabase
from tests.postgres.laid_out import empty
from tests.postgres.server import programs_for
from tests.postgres.test_copying import RICH, of_server
from tests.transcripts.playing import played


def test_what_was_dumped_is_restored_row_for_row(
    database: PostgresDatabase, postgres: str, lexicon: Lexicon, tmp_path: Path
) -> None:
    asyncio.run(played(RICH, lexicon, database))
    before = of_server(database)
    programs, archive = programs_for(tmp_path), tmp_path / "station.dump"
    run(programs / "pg_dump", "--format=custom", f"--dbname={database.url}", f"--file={archive}")
    with empty(postgres) as restored:
        run(programs / "pg_restore", "--exit-on-error", "--no-owner", "--single-transaction",
            f"--dbname={restored.url}", archive)  # fmt: skip
        assert restored.standing() == "current"
        assert of_server(restored) == before


def run(*command: object) -> None:
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
