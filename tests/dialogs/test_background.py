"""What is told before the need is somebody's own words, and lies where such words lie."""

from datetime import datetime

import pytest

from bot.intents.lexicon import load_lexicon
from bot.replay.observing import Observer
from bot.replay.player import Played, Player
from bot.replay.scripts import ScriptTurn
from bot.replay.stage import staged

AT = datetime.fromisoformat("2026-11-23T09:30:00+08:00")
TOLD = "我们是做儿童餐椅的"


@pytest.mark.asyncio
async def test_what_is_told_is_kept_among_what_is_sealed() -> None:
    async with staged(load_lexicon(), AT) as stage:
        player = Player(stage, Observer(stage.engine.schema), Played("told"))
        await player.play(ScriptTurn(1, "enterprise", AT, "text", text=TOLD))
        [(subject, answers)] = await stage.engine.read(
            lambda each: each.execute("SELECT subject, answers FROM progress").fetchall()
        )
    assert TOLD not in subject
    assert TOLD in answers
