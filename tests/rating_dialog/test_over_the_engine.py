"""The whole way over the real engine: a need in words, the room's work, the rating, the closing."""

from datetime import timedelta

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Said
from core.messages import Inbound, InboundKind, Press, text_of
from core.rating import Rating, RatingEvent, RatingStatus
from core.requests.request import ServiceRequest
from core.requests.status import Status
from storage.turns import Taken
from tests.time.moments import at

CHAT = f"web:{STATION}.1"
NEED = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"
WAY = ("接单", "预约 11月23日10:00", "代企业确认", "开始", "结束 校准证书已交")


async def log(stage: Stage, chat: str = CHAT) -> list[Said]:
    query = stage.engine.schema.of(Said).query("chat", order="n")
    return list(await stage.engine.read(lambda each: query.all(each, chat)))


async def press(stage: Stage, label: str, key: str) -> Taken:
    """Press the newest button with this label."""
    drawn = [
        (row.n, choice.id)
        for row in await log(stage)
        for choice in row.message.choices
        if choice.label == label
    ]
    n, choice = drawn[-1]
    now = stage.clock.now()
    return await stage.engine.receive(
        Inbound(
            "web", CHAT.removeprefix("web:"), "1", key, now, now, InboundKind.PRESS,
            press=Press(n, choice), station=STATION,
        )
    )  # fmt: skip


async def served(stage: Stage) -> ServiceRequest:
    """A request from its first word to the end of the service."""
    await stage.enterprise("1", NEED)
    await stage.enterprise("1", "确认")
    (request,) = await requests(stage)
    for words in WAY:
        await stage.staff(words, request.id)
    await stage.pass_time(stage.clock.now() + timedelta(seconds=1))
    (request,) = await requests(stage)
    assert request.status is Status.ENDED
    return request


async def requests(stage: Stage) -> tuple[ServiceRequest, ...]:
    query = stage.engine.schema.of(ServiceRequest).query()
    return tuple(await stage.engine.read(query.all))


async def rating_of(stage: Stage) -> Rating:
    query = stage.engine.schema.of(Rating).query()
    (found,) = await stage.engine.read(query.all)
    assert isinstance(found, Rating)
    return found


@pytest.mark.asyncio
async def test_a_service_is_rated_by_taps_and_closes_when_its_window_does(
    lexicon: Lexicon,
) -> None:
    async with staged(lexicon, at("2026-11-23 10:00")) as stage:
        await served(stage)
        assert "想请您评一评" in text_of((await log(stage))[-1].message)
        for n, label in enumerate(("5★", "其余同分（5★）", "是", "非常满意", "跳过")):
            await press(stage, label, f"p{n}")
        rating = await rating_of(stage)
        assert rating.status is RatingStatus.SUBMITTED
        assert len(rating.items) == 6
        await stage.pass_time(at("2026-12-01 18:00"))
        (request,) = await requests(stage)
        assert request.status is Status.CLOSED
        assert not any("还没有完成" in text_of(row.message) for row in await log(stage))


@pytest.mark.asyncio
async def test_a_double_tap_and_a_second_delivery_give_one_answer(lexicon: Lexicon) -> None:
    async with staged(lexicon, at("2026-11-23 10:00")) as stage:
        await served(stage)
        await press(stage, "4★", "p1")
        again = await press(stage, "4★", "p1")
        assert again.turn == ""
        rating = await rating_of(stage)
        assert rating.items == {1: 4}
        events = stage.engine.schema.of(RatingEvent).query("rating")
        kept = await stage.engine.read(lambda each: events.all(each, rating.id))
        assert [(one.n, one.item) for one in kept] == [(1, 0), (2, 1)]


@pytest.mark.asyncio
async def test_a_bad_rating_is_before_the_head_with_the_answer(lexicon: Lexicon) -> None:
    async with staged(lexicon, at("2026-11-23 10:00")) as stage:
        await served(stage)
        await press(stage, "1★", "p1")
        rows = await log(stage, f"web:room/{STATION}")
        (told,) = [row.message for row in rows if row.message.only == "head"]
        assert "收到差评" in text_of(told)
        assert "给您添麻烦了" in text_of((await log(stage))[-1].message)
