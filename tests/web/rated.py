"""The real product after a service, with the page on which it is rated behind a real port."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import httpx

from bot.channels.web.rating_sheets import Consent
from bot.channels.web.settings import Rates, WebSettings
from bot.desk.desk import ProductDesk
from bot.rating_links import RatingLinks
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Received
from core.messages import text_of
from core.rating import Rating, RatingEvent
from core.requests.request import ServiceRequest
from tests.rating_dialog.services import CHAT, log, rating_of, served
from tests.room.rooms import lexicon
from tests.time.moments import at
from tests.web.serving import NO_LIMITS, SECRET, Running, free_port

BEGIN: Final = at("2026-11-23 10:00")
ROOM: Final = f"web:room/{STATION}"
WECHAT: Final = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 WeChat/arm64"
CONSENT: Final = Consent("wx0123456789abcdef", "a-template", 1414587457, "a-nonce", "0f9de62f")


@dataclass(slots=True)
class AlwaysAsked:
    """An account that asks for a notice whenever it can, and keeps which page it was asked for."""

    pages: list[tuple[str, str]]

    async def consent_of(self, rating: str, url: str) -> Consent | None:
        self.pages.append((rating, url))
        return CONSENT


@dataclass(frozen=True, slots=True)
class RatedHouse:
    """A served station in which one service has ended."""

    stage: Stage
    server: Running
    asked: AlwaysAsked
    request: ServiceRequest

    @property
    def links(self) -> RatingLinks:
        return RatingLinks(SECRET, self.server.address)

    async def link(self) -> str:
        return self.links.to((await self.rating()).id)

    async def rating(self) -> Rating:
        return await rating_of(self.stage)

    async def inbox(self, chat: str = CHAT) -> tuple[Received, ...]:
        query = self.stage.engine.schema.of(Received).query("chat", order="n")
        return tuple(await self.stage.engine.read(lambda each: query.all(each, chat)))

    async def said(self, chat: str = CHAT) -> list[str]:
        """All that stands in a chat, in order."""
        return [text_of(row.message) for row in await log(self.stage, chat)]

    async def with_technician(self) -> None:
        """As if a technician had served as well: all ten items are asked."""
        whole = replace(await self.rating(), technician_served=True)
        engine = self.stage.engine
        await engine.write(lambda each: engine.schema.of(Rating).save(each, whole))

    def browser(self, **headers: str) -> httpx.AsyncClient:
        """One that keeps no cookie, and posts from our own pages."""
        own = {"origin": self.server.address, "accept": "application/json", **headers}
        return httpx.AsyncClient(base_url=self.server.address, headers=own)


@asynccontextmanager
async def rated_house(channel: str = "web", rates: Rates = NO_LIMITS) -> AsyncIterator[RatedHouse]:
    port, asked = free_port(), AlwaysAsked([])
    settings = WebSettings(SECRET, (f"http://127.0.0.1:{port}",), rates=rates)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        async with staged(lexicon(), BEGIN) as stage:
            request = await served(stage, channel)
            desk = ProductDesk(stage.engine, Path(folder), consents=asked)
            server = Running(desk, settings, port)
            await server.start()
            try:
                yield RatedHouse(stage, server, asked, request)
            finally:
                await server.stop()


async def fill(house: RatedHouse, item: object, value: str = "", **more: str) -> httpx.Response:
    """One entry, under an id of its own unless one is given."""
    fields = {"value": value, "id": f"{item} {value} {more}", **more}
    async with house.browser() as browser:
        return await browser.post(f"{await house.link()}/items/{item}", data=fields)


async def look(house: RatedHouse, query: str = "", **headers: str) -> httpx.Response:
    async with house.browser(**headers) as browser:
        return await browser.get(f"{await house.link()}{query}")


async def events(house: RatedHouse) -> list[tuple[str, int, str]]:
    query = house.stage.engine.schema.of(RatingEvent).query("rating", order="n")
    rating = await house.rating()
    kept = await house.stage.engine.read(lambda each: query.all(each, rating.id))
    return [(one.type, one.item, one.value) for one in kept if one.item]
