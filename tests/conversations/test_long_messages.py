"""A page of words in the chat: its ends are understood, its writer is told, all of it is kept."""

from datetime import UTC, datetime

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import Stage, staged
from core.conversations import Said
from core.messages import text_of
from tests.understanding.test_long_texts import STORY

BEGIN = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
SAID = f"压力表想检定，三块。{STORY}联系人何明，13700001111"


async def told(stage: Stage, turn: str) -> str:
    """What was said to the enterprise in a turn."""
    said = await stage.engine.read(stage.engine.schema.of(Said).query().all)
    own = [one for one in said if one.turn == turn and "u1" in one.chat]
    return "\n".join(text_of(one.message) for one in own)


@pytest.mark.asyncio
async def test_a_long_message_is_taken_by_its_ends_and_says_so(lexicon: Lexicon) -> None:
    async with staged(lexicon, BEGIN) as stage:
        stage.clock.move_to(BEGIN)
        first = await told(stage, (await stage.enterprise("u1", SAID)).turn)
        assert "您发的内容比较长" in first
        assert "单位" in first
        summary = await told(
            stage, (await stage.enterprise("u1", "武汉示例物业有限公司，不急")).turn
        )
        for known in ("何明", "13700001111", "计量检测服务"):
            assert known in summary
        kept = await stage.engine.read(stage.engine.schema.of(Said).query().all)
        assert any(text_of(one.message) == SAID for one in kept)
