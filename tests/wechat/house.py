"""A station that serves WeChat: a real engine, the channel over it, a played WeChat before it."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from starlette.applications import Starlette

from bot.account_settings import Mode, WechatAccount
from bot.channels.wechat.limits import CHANNEL, SHARED
from bot.channels.wechat.service import WechatService, path_of
from bot.channels.wechat.settings import WechatSettings
from bot.intents.lexicon import Lexicon
from bot.replay.stage import STATION, Stage, staged
from core.conversations import Received, Said
from core.messages import Outbound
from core.requests.request import ServiceRequest
from storage.connections import Connection
from storage.stations import ROOM as PAGE_ROOM
from tests.settling import stands_still
from tests.weixin.server import World
from tests.weixin.server.official.account import OfficialAccount
from tests.weixin.server.official.users import User
from tests.writing import held_up, read_only

KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
BEFORE: Final = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
TOKEN: Final = "tokenOfTests"
SECRET: Final = "of the tests alone, and long enough"
NOTICE: Final = {"character_string1": "服务单号", "thing2": "服务项目", "time3": "完成时间"}
RECORD: Final = {"character_string1": "单号", "thing5": "服务", "thing9": "站点", "phrase4": "状态"}
ORIGIN: Final = "https://zhan.example.cn"
ROOM: Final = f"web:{PAGE_ROOM.format(station=STATION)}"


@dataclass
class House:
    """The station and its Official Account."""

    stage: Stage
    world: World
    account: OfficialAccount
    settings: WechatSettings
    second: OfficialAccount | None = None
    service: WechatService = field(init=False)

    @asynccontextmanager
    async def serves(self, **otherwise: Any) -> AsyncIterator[WechatService]:
        """Let WeChat be served, perhaps by other settings."""
        settings = replace(self.settings, **otherwise)
        self.service = service = WechatService(self.stage.engine, settings)
        app = Starlette(routes=service.routes())
        async with (
            service.running(),
            httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client,
        ):
            both = (one for one in (self.account, self.second) if one)
            for account, told in zip(both, settings.accounts, strict=True):
                account.client = client
                account.callback = f"http://station{path_of(told)}"
            yield service

    def held_up(self) -> AbstractAsyncContextManager[None]:
        """Let nothing be committed before the end of the block."""
        return held_up(self.stage.engine)

    def read_only(self) -> AbstractAsyncContextManager[None]:
        """Let the database take nothing in the block, as where the disk is full."""
        return read_only(self.stage.engine)

    def chat(self, user: User) -> str:
        return f"{CHANNEL}:{user.account.app_id}.{user.openid}"

    async def pass_time(self, until: datetime) -> None:
        """Let everything fall due, and WeChat's clock go on as far."""
        self.world.passes(until - self.stage.clock.now())
        await self.stage.pass_time(until)
        self.stage.engine.wake((CHANNEL,))

    async def later(self, **by: float) -> None:
        await self.pass_time(self.stage.clock.now() + timedelta(**by))

    async def settles(self) -> None:
        """Wait until nothing is left that may be sent now."""
        await self.account.settles()
        await stands_still(self.stage, SHARED)
        await self.account.settles()

    async def says(self, user: User, *messages: Outbound) -> None:
        """The assistant says something by itself."""
        engine = self.stage.engine

        def unit(connection: Connection) -> frozenset[str]:
            told = [replace(each, chat=self.chat(user)) for each in messages]
            return engine.turns.applier.say(connection, told, "by itself", engine.clock.now())

        engine.wake(await engine.write(unit))

    async def outbox(self, user: User) -> tuple[Said, ...]:
        """All that was ever said to somebody, in order."""
        query = self.stage.engine.schema.of(Said).query("chat", order="n")
        key = self.chat(user)
        return tuple(await self.stage.engine.read(lambda each: query.all(each, key)))

    async def room(self) -> str:
        """All that the staff's room was told, a line each."""
        query = self.stage.engine.schema.of(Said).query("chat", order="n")
        rows = await self.stage.engine.read(lambda each: query.all(each, ROOM))
        return "\n".join(
            f"{row.message.delivery} {line.render()}" for row in rows for line in row.message.lines
        )

    async def heard(self) -> tuple[Received, ...]:
        """All that was ever taken, in order."""
        query = self.stage.engine.schema.of(Received).query(order="id")
        return tuple(await self.stage.engine.read(query.all))

    async def requests(self) -> tuple[ServiceRequest, ...]:
        query = self.stage.engine.schema.of(ServiceRequest).query(order="requested_at")
        return tuple(await self.stage.engine.read(query.all))


@asynccontextmanager
async def housed(
    lexicon: Lexicon, world: World, mode: str, begins: datetime, **otherwise: Any
) -> AsyncIterator[House]:
    """The station in a temporary folder, with an account in that mode."""
    account = world.official_account(mode=mode, token=TOKEN, aes_key=KEY, aes_key_before=BEFORE)
    async with AsyncExitStack() as stack:
        pictures = stack.enter_context(tempfile.TemporaryDirectory(prefix="pictures-"))
        stage = await stack.enter_async_context(staged(lexicon, begins))
        stage.clock.move_to(begins)
        world.now = begins
        settings = settings_of(account, world, Path(pictures))
        house = House(stage, world, account, settings)
        await stack.enter_async_context(house.serves(**otherwise))
        yield house


def settings_of(account: OfficialAccount, world: World, pictures: Path) -> WechatSettings:
    """What the channel is told of this account."""
    told = WechatAccount(
        app_id=account.app_id,
        app_secret=account.app_secret,
        token=TOKEN,
        mode=Mode(account.mode),
        aes_key=KEY,
        aes_key_before=BEFORE,
        notice_template=account.adds_template("服务评价提醒", NOTICE, consented=True),
        record_template=account.adds_template("服务办结通知", RECORD),
    )
    return WechatSettings((told,), world.address, pictures, SECRET, ORIGIN)
