"""Every written talk comes out word for word, for the enterprise and for the staff."""

from pathlib import Path
from typing import Final

import pytest

from bot.intents.lexicon import Lexicon
from tests.transcripts.playing import TALKS, played

WRITTEN: Final = {file: file.read_text(encoding="utf-8") for file in TALKS}


@pytest.mark.asyncio
@pytest.mark.parametrize("file", TALKS, ids=[file.stem for file in TALKS])
async def test_a_talk_comes_out_as_written(file: Path, lexicon: Lexicon) -> None:
    assert await played(file, lexicon) == WRITTEN[file]


@pytest.mark.asyncio
async def test_a_button_that_was_never_shown_is_a_mistake_in_the_talk(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("一句话\n\n时间 2026-11-23 09:30\n\n陈静按〔确认提交〕\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="no such button"):
        await played(talk, lexicon)
    talk.write_text(talk.read_text(encoding="utf-8").replace("〔", "〔!"), encoding="utf-8")
    assert "这个按钮已经用不上了" in await played(talk, lexicon)
