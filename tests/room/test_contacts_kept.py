"""Who an enterprise is stands masked in the room, even where a member types it."""

import pytest

from bot.replay.stage import SPECIALIST
from tests.room.test_case_secrecy import seen_by
from tests.room.test_with_storage import COLLEAGUE, NEED, acting

CALLED = "代录 武汉金桂食品有限公司 许诺 13900003311 一批饼干要检验 昨天下午3点来电"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((CALLED,), "许诺"),
        (("代录 武汉金桂食品有限公司", "许诺"), "许诺"),
        ((CALLED, "联系人改成周大海"), "周大海"),
        (("接单 1", "更正 1 联系人改成周大海"), "周大海"),
        (("接单 1", "更正 1", "联系人改成周大海"), "周大海"),
    ],
)
async def test_no_other_member_reads_a_name_that_is_typed(
    words: tuple[str, ...], name: str
) -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        for said in words:
            await room.says(SPECIALIST, said)
        assert name in await seen_by(room, SPECIALIST)
        assert name not in await seen_by(room, COLLEAGUE)


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["更正 1 需求：5块压力表检定", "接单 1", "这家昨天来过电话"])
async def test_what_names_nobody_stays_open_to_all(words: str) -> None:
    async with acting() as room:
        await room.files("c1", NEED)
        await room.says(SPECIALIST, words)
        assert words in await seen_by(room, COLLEAGUE)
