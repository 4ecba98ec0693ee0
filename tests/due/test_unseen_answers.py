"""An answer counts from when the enterprise has it; the owner hears where it was not fetched."""

import pytest

from bot.channels.web.desk import Seat
from bot.desk.talking import Talking
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Said
from core.messages import Delivery, text_of
from core.requests.request import ServiceRequest
from tests.room.rooms import lexicon
from tests.time.moments import at

CHAT = f"web:{STATION}.1"
SEAT = Seat(f"{STATION}.1", "1", STATION)
NEED = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"


async def answered(stage: Stage, *said: str) -> None:
    """A request that was claimed at 10:00 and told this."""
    stage.clock.move_to(at("2026-11-23 10:00"))
    await stage.enterprise("1", NEED)
    await stage.enterprise("1", "确认")
    for words in ("接单", *said):
        await stage.unfetched(words, (await request(stage)).id)


async def request(stage: Stage) -> ServiceRequest:
    query = stage.engine.schema.of(ServiceRequest).query()
    (found,) = await stage.engine.read(query.all)
    assert isinstance(found, ServiceRequest)
    return found


async def log(stage: Stage) -> list[Said]:
    query = stage.engine.schema.of(Said).query(order="n")
    return list(await stage.engine.read(query.all))


async def fates(stage: Stage) -> list[Delivery]:
    """How far the passed-on words of the request have come, as the room was told in turn."""
    return [row.message.delivery for row in await log(stage) if row.message.passed_to]


async def fetches(stage: Stage) -> None:
    """The enterprise opens its page and sees everything."""
    newest = max(row.n for row in await log(stage) if row.chat == CHAT)
    await Talking(stage.engine).mark_seen(SEAT, newest)
    await stage.pass_time(stage.clock.now())


@pytest.mark.asyncio
async def test_what_was_fetched_is_no_matter() -> None:
    async with staged(lexicon(), at("2026-11-23 09:30")) as stage:
        await answered(stage, "回复 您好，周三上午可以")
        await fetches(stage)
        await stage.pass_time(at("2026-11-23 17:00"))
        assert await fates(stage) == [Delivery.SENDING, Delivery.DELIVERED]
        assert (await request(stage)).replied_at == at("2026-11-23 10:00")


@pytest.mark.asyncio
async def test_what_nobody_fetched_did_not_arrive_and_the_owner_is_told() -> None:
    async with staged(lexicon(), at("2026-11-23 09:30")) as stage:
        await answered(stage, "回复 您好，周三上午可以")
        await stage.pass_time(at("2026-11-23 17:00"))
        assert await fates(stage) == [Delivery.SENDING, Delivery.FAILED]
        assert (await request(stage)).replied_at is None
        told = [text_of(row.message) for row in await log(stage)]
        assert "指定专员，HY-2026-0001的答复企业还没有打开看，请打电话告知。" in told


@pytest.mark.asyncio
async def test_fetched_after_all_it_counts_from_then() -> None:
    async with staged(lexicon(), at("2026-11-23 09:30")) as stage:
        await answered(stage, "回复 您好，周三上午可以")
        await stage.pass_time(at("2026-11-23 17:00"))
        await fetches(stage)
        assert (await fates(stage))[-1] is Delivery.DELIVERED
        assert (await request(stage)).replied_at == at("2026-11-23 17:00")


@pytest.mark.asyncio
async def test_a_courtesy_that_is_fetched_is_no_answer() -> None:
    async with staged(lexicon(), at("2026-11-23 09:30")) as stage:
        await answered(stage, "寒暄 您好")
        await fetches(stage)
        assert (await request(stage)).replied_at is None


@pytest.mark.asyncio
async def test_a_second_answer_that_is_lost_takes_nothing_back() -> None:
    async with staged(lexicon(), at("2026-11-23 09:30")) as stage:
        await answered(stage, "回复 您好，周三上午可以")
        await fetches(stage)
        await stage.pass_time(at("2026-11-23 11:00"))
        await stage.unfetched("回复 请带上原证书", (await request(stage)).id)
        await stage.pass_time(at("2026-11-24 17:00"))
        assert (await fates(stage))[-1] is Delivery.FAILED
        assert (await request(stage)).replied_at == at("2026-11-23 10:00")
