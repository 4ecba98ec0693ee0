"""What the enterprise guide's tables tell people to say is understood where it is said."""

import re
from datetime import date, time
from typing import Final

import pytest

from bot.dialogs import smalltalk
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Said
from core.messages import text_of
from core.shanghai import moment
from tests.guides.test_guides import ROOT, SAID
from tests.room.rooms import lexicon

GUIDE: Final = ROOT / "docs" / "zh" / "enterprise.md"
ROW: Final = re.compile(r"^\| (?P<said>`.+?) \| (?P<then>.+) \|$", re.MULTILINE)
MORNING: Final = moment(date(2026, 11, 23), time(9, 30))
NEED: Final = "电子秤检定，武汉示例超市有限公司，陈静，13700003333，不急"
FILED: Final = (NEED, "确认")
ASKED: Final = ("有6块压力表要校准",)
BEFORE: Final[dict[str, tuple[str, ...]]] = {
    "进度": FILED,
    "催一下": FILED,
    "结束人工": ("人工",),
    "上一步": ASKED,
    "跳过": (*ASKED, "武汉示例超市有限公司"),
    "取消": ASKED,
    "接着办": (*ASKED, "取消"),
    "不用办了": FILED,
    "我要投诉……": FILED,
    "不投诉了": (*FILED, "我要投诉，专员态度太差"),
    "我的信息": FILED,
}
"""What was said before, where a saying needs something that it is about."""
WHOLE: Final = {"我要投诉……": "我要投诉，专员态度太差", "有个建议……": "有个建议，希望周六也开门"}
"""The sayings that the guide leaves open, as somebody might end them."""


def sayings() -> list[str]:
    found = ROW.finditer(GUIDE.read_text(encoding="utf-8"))
    return [said for row in found for said in SAID.findall(f"{row['said']}{row['then']}")]


async def answer_to(stage: Stage, saying: str) -> str:
    """What this saying is answered; nothing where staff attend the talk."""
    taken = await stage.enterprise("c1", saying)
    assert not taken.fault, taken.fault
    query = stage.engine.schema.of(Said).query("chat", order="n")
    log = await stage.engine.read(lambda each: query.all(each, f"web:{STATION}.c1"))
    return "\n".join(text_of(one.message) for one in log if one.turn == taken.turn and not one.echo)


def test_the_guide_still_tells_what_to_say() -> None:
    assert len(sayings()) > 20
    assert set(BEFORE) | set(WHOLE) <= set(sayings())


@pytest.mark.asyncio
@pytest.mark.parametrize("saying", sayings())
async def test_a_saying_of_the_guide_is_understood(saying: str) -> None:
    async with staged(lexicon(), MORNING) as stage:
        for before in BEFORE.get(saying, ()):
            await answer_to(stage, before)
        answer = await answer_to(stage, WHOLE.get(saying, saying))
    assert answer
    assert smalltalk.UNCLEAR.template not in answer
