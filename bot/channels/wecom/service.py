"""WeCom as one part of the running product: what its apps push, what goes out to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import Final

import structlog
from starlette.routing import Route

from bot.account_settings import Mode, WecomAccount
from bot.channel_names import ROBOT
from bot.channels.wecom.apps import App
from bot.channels.wecom.limits import CHANNEL
from bot.channels.wecom.postman import Postman
from bot.channels.wecom.pushes import NotAPush, read_push
from bot.channels.wecom.reception import Reception
from bot.channels.wecom.robot import Robot, robot_chat
from bot.channels.wecom.settings import WecomSettings
from bot.channels.wecom.words import BINDING
from bot.delivery.courier import Courier, Messenger
from bot.engine import Engine
from bot.messengers.kept_running import kept_running
from bot.messengers.outages import Account, Outages
from bot.room_links import RoomLinks
from bot.weixin.api import wecom_api
from bot.weixin.door import Door, Pushed, Reply
from bot.weixin.sealing import Keys
from storage.connections import Connection
from storage.room_codes import bind_room, is_room, release_others, room
from storage.stations import list_stations

PATH: Final = "/wecom/{account}"
NOTHING: Final = ""
"""An empty answer: WeCom pushes no more, and shows nothing."""

log = structlog.get_logger()


class WecomService:
    """Serves every app over one engine."""

    def __init__(self, engine: Engine, settings: WecomSettings) -> None:
        self._engine, self._settings = engine, settings
        self._apps = {
            one.name: App(
                one,
                wecom_api(one, settings.base_url, engine.write, engine.clock),
                settings.pictures,
            )
            for one in settings.accounts
        }
        for one in settings.accounts:
            account = Account(CHANNEL, one.name, (one.station,) if one.station else ())
            self._apps[one.name].api.standing = Outages(engine, account)
        self._postman = Postman(engine, self._apps, settings.rates)
        self._robot: Robot | None = None
        if settings.robot:
            links = RoomLinks(settings.secret, settings.origin)
            self._robot = Robot(engine, settings.robot, links, settings.robot_rate)
        self._taking: set[asyncio.Task[str]] = set()

    def routes(self) -> list[Route]:
        """The addresses that WeCom pushes to, one an app."""
        return [self._door(one).route() for one in self._settings.accounts]

    def member_line(self, token: str) -> str:
        """What a member says to an app to be bound, "" where only a robot is served."""
        return BINDING.format(token=token) if self._apps else ""

    def _door(self, account: WecomAccount) -> Door:
        reception = Reception(self._engine, account)
        return Door(
            PATH.format(account=account.name),
            Mode.SAFE,
            Keys(account.token, account.corp_id, account.aes_key, account.aes_key_before),
            self._engine.clock,
            partial(self._answer, account, reception),
            NOTHING,
        )

    async def _answer(self, account: WecomAccount, reception: Reception, pushed: Pushed) -> Reply:
        """The passive reply to a push. What takes longer than WeCom waits is gone on with."""
        try:
            happening = read_push(pushed.fields, account.corp_id, account.agent_id)
        except NotAPush as fault:
            log.warning("this is no push", account=account.name, why=str(fault))
            return Reply()
        turn = asyncio.create_task(reception.take(happening))
        done, _ = await asyncio.wait({turn}, timeout=self._settings.patience_seconds)
        if done:
            return Reply(turn.result())
        self._taking.add(turn)
        turn.add_done_callback(self._taken_late)
        return Reply()

    def _taken_late(self, turn: "asyncio.Task[str]") -> None:
        self._taking.discard(turn)
        fault = None if turn.cancelled() else turn.exception()
        if fault:
            log.error("a push was answered and not taken", exc_info=fault)

    async def rests(self) -> None:
        """Wait for what was answered and is gone on with."""
        await asyncio.gather(*self._taking, return_exceptions=True)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the end of the block; WeCom may be away for as long as it likes."""
        await self._bind_robot()
        async with self.delivering():
            yield

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        """Send until the end of the block, and take nothing in."""
        async with AsyncExitStack() as stack:
            for app in self._apps.values():
                stack.push_async_callback(app.api.aclose)
            if self._robot:
                stack.push_async_callback(self._robot.aclose)
            stack.push_async_callback(self.rests)
            robot = (partial(self._delivers, self._robot),) if self._robot else ()
            async with kept_running(CHANNEL, self._serves_apps, *robot):
                yield

    async def _bind_robot(self) -> None:
        """The robot's group becomes a room of the first station, where it is none yet; that of a
        robot of before is none any more."""
        if self._robot is None:
            return
        schema, chat = self._engine.schema, robot_chat(self._settings.robot)

        def unit(connection: Connection) -> None:
            stations = list_stations(connection)
            if not stations:
                return
            own = room(chat, ROBOT, stations[0].id)
            release_others(connection, schema, own)
            if not is_room(connection, schema, chat):
                bind_room(connection, schema, own)

        await self._engine.write(unit)

    async def _serves_apps(self) -> None:
        for app in self._apps.values():
            await app.api.take_over()
        await self._delivers(self._postman)

    async def _delivers(self, messenger: Messenger) -> None:
        await Courier(self._engine, messenger).run()
