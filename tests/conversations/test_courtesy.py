"""Thanks to a person who has the word: kept in the record, and left to the person to answer."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.observing import Observer
from bot.replay.stage import staged

BEGIN = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
CALLED = ("压力表检定，武汉示例物业有限公司，何明，13700001111，不急", "对", "转人工")
THANKS = (
    "那太好了，谢谢", "那敢情好，多谢", "好的好的，麻烦你们了", "那就拜托您了", "那就辛苦您了",
    "太感谢了，那我等您消息", "行，那就谢谢了哈", "嗯嗯 谢谢🙏", "那可太好了",
)  # fmt: skip
NO_THANKS = (
    "那太好了，周三上午我在",
    "我姓谢",
    "那电梯什么时候检",
    "好的，打我13900002222",
    "收到",
)


async def heard_after(lexicon: Lexicon, text: str) -> list[str]:
    """What the last of the messages was understood to do, while a person has the word."""
    async with staged(lexicon, BEGIN) as stage:
        stage.clock.move_to(BEGIN)
        for said in (*CALLED, text):
            stage.clock.advance(timedelta(seconds=20))
            taken = await stage.enterprise("u1", said)
        observer = Observer(stage.engine.schema)
        heard = await stage.engine.read(lambda each: observer.heard(each, taken.turn))
        return [one["type"] for one in heard]


@pytest.mark.asyncio
@pytest.mark.parametrize("text", THANKS)
async def test_thanks_are_kept_in_the_record(lexicon: Lexicon, text: str) -> None:
    assert await heard_after(lexicon, text) == ["thanks"]


@pytest.mark.asyncio
@pytest.mark.parametrize("text", NO_THANKS)
async def test_what_says_something_else_is_no_thanks(lexicon: Lexicon, text: str) -> None:
    assert await heard_after(lexicon, text) == []
