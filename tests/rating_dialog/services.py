"""A service over the real engine, from its first word to its end, and what came of it."""

from datetime import timedelta
from typing import Final

from bot.replay.stage import STATION, Stage
from core.conversations import Said
from core.messages import Inbound, InboundKind, Press
from core.rating import Rating
from core.requests.request import ServiceRequest
from core.requests.status import Status
from storage.turns import Taken

CHAT: Final = f"web:{STATION}.1"
NEED: Final = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"
WAY: Final = ("接单", "预约 11月23日10:00", "代企业确认", "开始", "结束 校准证书已交")


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


async def says(stage: Stage, words: str, channel: str, key: str) -> Taken:
    """The enterprise in its chat, at any messenger."""
    now = stage.clock.now()
    chat = CHAT.removeprefix("web:")
    inbound = Inbound(channel, chat, "1", key, now, now, text=words, station=STATION)
    return await stage.engine.receive(inbound)


async def served(stage: Stage, channel: str = "web") -> ServiceRequest:
    """A request from its first word to the end of the service."""
    await says(stage, NEED, channel, "need")
    await says(stage, "确认", channel, "confirm")
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
