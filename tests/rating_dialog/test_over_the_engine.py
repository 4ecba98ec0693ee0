"""The whole way over the real engine: a need in words, the room's work, the rating, the closing."""

import pytest

from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, staged
from core.messages import text_of
from core.rating import RatingEvent, RatingStatus
from core.requests.status import Status
from tests.rating_dialog.services import log, press, rating_of, requests, served
from tests.time.moments import at


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
