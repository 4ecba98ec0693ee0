"""Every talk comes out on PostgreSQL word for word as in a data folder."""

from pathlib import Path
from typing import Final

import pytest

from bot.intents.lexicon import Lexicon
from storage.postgres.database import PostgresDatabase
from tests.transcripts.playing import TALKS, played

WRITTEN: Final = {file: file.read_text(encoding="utf-8") for file in TALKS}


@pytest.mark.asyncio
@pytest.mark.parametrize("file", TALKS, ids=[file.stem for file in TALKS])
async def test_a_talk_comes_out_as_written(
    file: Path, lexicon: Lexicon, database: PostgresDatabase
) -> None:
    assert await played(file, lexicon, database) == WRITTEN[file]
