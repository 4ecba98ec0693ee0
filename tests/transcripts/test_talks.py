"""Every written talk comes out word for word, for the enterprise and for the staff."""

from pathlib import Path
from typing import Final

import pytest

from bot.intents.lexicon import Lexicon, load_lexicon
from tests.transcripts.playing import played

TALKS: Final = sorted(Path(__file__).parent.joinpath("talks").glob("*.txt"))

WRITTEN: Final = {file: file.read_text(encoding="utf-8") for file in TALKS}


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.asyncio
@pytest.mark.parametrize("file", TALKS, ids=[file.stem for file in TALKS])
async def test_a_talk_comes_out_as_written(file: Path, lexicon: Lexicon) -> None:
    assert await played(file, lexicon) == WRITTEN[file]
