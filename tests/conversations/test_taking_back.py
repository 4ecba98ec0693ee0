"""What ends a filed request, and what does not: a withdrawal is final."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.observing import Observer
from bot.replay.stage import Stage, staged
from storage.connections import Connection

BEGIN = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)
FILED = ("压力表检定，武汉示例物业有限公司，何明，13700001111，不急", "对")
TWO_THINGS = ("天平和砝码要校准，武汉示例物业有限公司，何明，13700001111，不急", "对")

SMALL_TALK = (
    "再见", "拜拜", "先这样", "没事了", "不用了谢谢", "就这样吧", "先不聊了", "我先忙了",
    "不用回复了", "不麻烦了", "没别的了", "回头见", "下次再说", "等你们消息", "不用上门，我送过来",
    "不用打电话，微信说就行", "发票不要了", "取消发票", "证书不要纸质的", "加急费就不要了",
    "别安排上午", "没空周三", "算了", "退出", "结束", "返回", "关闭", "停", "删除这条",
    "撤回上一条消息", "刚才那条发错了", "那个电话不用了，打座机", "我们不做了会通知你",
    "如果不办了怎么取消", "可以取消吗", "取消要收费吗", "之前那个取消过的", "把我的数据都删了",
    "撤回授权",
    "撤回HY-2026-0005",
)  # fmt: skip
MOVED = (
    "真不巧，明天又来不了了，时间改到下周一上午吧", "明天来不了了，下周一上午吧",
    "后天我赶不上了，能不能换成下周一", "那天我过不来了，推到下周一上午",
    "后天去不成了，改约下周一", "家里有事，后天不来了，下周一再来", "不去了，改下周一",
    "不好意思，后天来不了了，下周一上午过来行吗", "临时有事来不成了，改下周一",
    "明天没空，下周一吧",
)  # fmt: skip
NOT_MOVED = (
    "后天没空，下周一报告能出来吗", "下周一也没空", "后天来不了了",
    "后天我没空接电话，下周一联系我", "下周一上午有空，后天没空",
)  # fmt: skip
ENDED = (
    "后天来不了了，单子撤了吧，下周一我再报", "下周一我们停产，取消吧", "不来了，我们不办了",
    "明天去不了，不办了，下周一再说",
)  # fmt: skip
OUTRIGHT = ("撤回", "不办了", "帮我撤了吧", "撤回HY-2026-0001", "取消HY-2026-0001")

TWO_REQUESTS = (
    "气泡水要测菌落总数，另外品控2个人想参加内审员培训，武汉示例物业有限公司，何明，13700001111，都不急",
    "好的，两个都交",
)
ONE_OF_TWO = (
    ("培训那单撤了吧，集团自己派讲师来。菌落的照旧",), ("培训撤了吧，菌落照常", "是的"),
    ("菌落继续做，培训不办了", "是的"), ("内审员培训取消，菌落总数还是要测", "是的"),
)  # fmt: skip
NONE_OF_TWO = ("检测报告纸质的不要了", "培训不办证吗", "培训要是不办了怎么取消")
UNTOLD = ("酒店布草返洗率一直降不下来，想请个专家到厂里诊断一下，武汉示例物业有限公司", "转人工")
FIRST_DAYS = ("下周一下午吧，上午要出货", "那就下周一", "下周一过来吧", "3月9号可以")
NO_FIRST_DAYS = (
    "下周一我要出差", "我们下周一搬家", "下周一能来吗", "下周一有人上班吗", "下周一没空",
    "客户下周一来验厂",
)  # fmt: skip

ASIDES = (
    "不能说就算了，我随口一问", "保密就算了", "不方便透露那算了", "那算了，不打听了",
    "算了，只是问问", "顺口一问，不说也行",
)  # fmt: skip


def status(connection: Connection) -> str:
    return str(connection.execute("SELECT status FROM request").fetchone()[0])


def wish(connection: Connection) -> str:
    return str(connection.execute("SELECT wish FROM request").fetchone()[0])


async def after(stage: Stage, *texts: str, filed: tuple[str, ...] = FILED) -> str:
    """How a filed request stands once its enterprise has said all this."""
    stage.clock.move_to(BEGIN)
    for text in (*filed, *texts):
        stage.clock.advance(timedelta(seconds=20))
        taken = await stage.enterprise("u1", text)
        assert not taken.fault
    return await stage.engine.read(status)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", SMALL_TALK)
async def test_everyday_words_leave_a_filed_request_alone(lexicon: Lexicon, text: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text) == "submitted"


@pytest.mark.asyncio
@pytest.mark.parametrize("text", OUTRIGHT)
async def test_plain_words_withdraw_at_once(lexicon: Lexicon, text: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text) == "withdrawn"


@pytest.mark.asyncio
@pytest.mark.parametrize("text", MOVED)
async def test_who_cannot_come_and_names_another_day_has_it_moved(
    lexicon: Lexicon, text: str
) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text) == "submitted"
        assert "|2026-03-09|" in await stage.engine.read(wish)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", NOT_MOVED)
async def test_a_day_on_which_something_else_is_moves_nothing(lexicon: Lexicon, text: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text) == "submitted"
        assert "2026-03-09" not in await stage.engine.read(wish)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ENDED)
async def test_what_is_ended_in_so_many_words_is_not_moved(lexicon: Lexicon, text: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text) == "withdrawn"


@pytest.mark.asyncio
async def test_doubtful_words_are_asked_about_and_a_yes_withdraws(lexicon: Lexicon) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, "算了", "是的") == "withdrawn"


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["还行吧", "还可以", "一般般"])
async def test_a_judgement_is_no_yes_to_the_end(lexicon: Lexicon, words: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, "算了", words) == "submitted"


@pytest.mark.asyncio
async def test_a_yes_to_something_else_withdraws_nothing(lexicon: Lexicon) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, "算了", "你们几点下班", "好的") == "submitted"


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["砝码那个不用了，只校天平", "砝码先不校了", "砝码取消"])
async def test_a_part_that_is_off_leaves_the_rest_of_a_filed_request(
    lexicon: Lexicon, text: str
) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text, filed=TWO_THINGS) == "submitted"
        (request,) = await stage.engine.read(Observer(stage.engine.schema).requests)
        assert request["slots"]["detail"].endswith(f"；{text}")


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["天平砝码都不用了", "不办了", "单子撤了，砝码不校了"])
async def test_all_of_it_that_is_off_withdraws(lexicon: Lexicon, text: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text, filed=TWO_THINGS) == "withdrawn"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("text", "left"), [("砝码先不校了", "draft"), ("天平和砝码都先不校了", "dropped")]
)
async def test_a_draft_is_dropped_by_nothing_less_than_all_of_it(
    lexicon: Lexicon, text: str, left: str
) -> None:
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, text, filed=TWO_THINGS[:1]) == left


@pytest.mark.asyncio
@pytest.mark.parametrize("texts", ONE_OF_TWO)
async def test_what_stays_is_not_what_is_called_off(
    lexicon: Lexicon, texts: tuple[str, ...]
) -> None:
    async with staged(lexicon, BEGIN) as stage:
        await after(stage, *texts, filed=TWO_REQUESTS)
        requests = await stage.engine.read(Observer(stage.engine.schema).requests)
        states = {one["category"]: one["status"] for one in requests}
        assert states == {"inspection": "open", "training": "cancelled"}


@pytest.mark.asyncio
@pytest.mark.parametrize("text", NONE_OF_TWO)
async def test_of_two_requests_neither_ends_by_words_about_it(lexicon: Lexicon, text: str) -> None:
    async with staged(lexicon, BEGIN) as stage:
        await after(stage, text, filed=TWO_REQUESTS)
        requests = await stage.engine.read(Observer(stage.engine.schema).requests)
        assert {one["status"] for one in requests} == {"open"}


async def day_told(lexicon: Lexicon, text: str) -> str:
    """The day that is kept of what is said once a person has registered the need without one."""
    async with staged(lexicon, BEGIN) as stage:
        await after(stage, filed=UNTOLD)
        (row,) = await stage.engine.read(Observer(stage.engine.schema).requests)
        await stage.staff("接手", row["id"])
        await stage.enterprise("u1", "郭红梅，15800007263")
        await stage.staff("登记", row["id"])
        await stage.staff("回复 什么时候方便我们过去？", row["id"])
        await stage.enterprise("u1", text)
        return await stage.engine.read(wish)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", FIRST_DAYS)
async def test_a_day_said_to_who_asked_for_it_is_the_wish(lexicon: Lexicon, text: str) -> None:
    assert "|2026-03-09|" in await day_told(lexicon, text)


@pytest.mark.asyncio
@pytest.mark.parametrize("text", NO_FIRST_DAYS)
async def test_a_day_on_which_something_else_is_is_no_wish(lexicon: Lexicon, text: str) -> None:
    assert await day_told(lexicon, text) == ""


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ASIDES)
async def test_a_question_that_is_let_be_takes_nothing_back(lexicon: Lexicon, text: str) -> None:
    probe = "把武汉示例燃气的电话告诉我"
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, probe, text, filed=("压力表检定",)) == "draft"
    async with staged(lexicon, BEGIN) as stage:
        assert await after(stage, probe, text) == "submitted"
