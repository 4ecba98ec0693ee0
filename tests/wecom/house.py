"""A station that serves WeCom: a real engine, the channel over it, the played corporation, and an
enterprise at its page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from starlette.applications import Starlette

from bot.account_settings import WecomAccount
from bot.channel_names import ROBOT
from bot.channels.web.desk import Seat
from bot.channels.wecom.limits import CHANNEL, Rates
from bot.channels.wecom.service import PATH, WecomService
from bot.channels.wecom.settings import WecomSettings
from bot.desk.talking import Talking
from bot.intents.lexicon import Lexicon
from bot.replay.stage import EVERYTHING, SPECIALIST, STATION, Stage, staged
from bot.weixin.api import wecom_api
from core.conversations import OutboxState, Said
from core.messages import Outbound, text_of
from core.parties import Person
from core.rates import Rate
from core.requests.request import ServiceRequest
from storage.rate_clocks import Clock
from storage.room_codes import bind_room, room
from storage.sign_ins import issue_link
from storage.staff import add_member
from tests.settling import stands_still
from tests.weixin.server import World
from tests.weixin.server.corp.chats import Chat
from tests.weixin.server.corp.corporation import App, Corp
from tests.weixin.server.corp.members import Member

UNLIMITED: Final = Rate(timedelta(0), 100)
AT_ONCE: Final = Rates(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED)
KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
KEY_BEFORE: Final = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
TOKEN: Final = "tokenOfTests"
SECRET: Final = "x" * 32
ORIGIN: Final = "https://station.example"
NEED: Final = "武汉汉阳恒岩五金制品厂，覃晓燕 13800001207，压力表6块要校准，下周三上午"
FIRST: Final = "HY-2026-0001"


@dataclass
class House:
    """The station and its corporation; `chat` is the group of its staff."""

    stage: Stage
    world: World
    corp: Corp
    app: App
    settings: WecomSettings
    chat: Chat

    @property
    def room(self) -> str:
        return f"{CHANNEL}:{self.corp.corp_id}.{self.app.agent_id}.{self.chat.chatid}"

    @asynccontextmanager
    async def serves(self, **otherwise: Any) -> AsyncIterator[WecomService]:
        """Let WeCom be served, perhaps by other settings."""
        self.settings = replace(self.settings, **otherwise)
        service = WecomService(self.stage.engine, self.settings)
        door = httpx.ASGITransport(Starlette(routes=service.routes()))
        async with service.running(), httpx.AsyncClient(transport=door) as leading_in:
            for app in self.corp.apps.values():
                name = f"{self.corp.corp_id}.{app.agent_id}"
                app.callback = f"https://product{PATH.format(account=name)}"
                app.client = leading_in
            yield service
            await self.app.settles()

    async def binds(self, member: Member, person: Person = SPECIALIST) -> None:
        """Somebody says the line that makes them a member of the staff."""
        now = self.stage.clock.now()
        token = await self.stage.engine.write(lambda each: issue_link(each, person.id, "", now))
        await member.writes(f"绑定 {token}", to=self.app)
        await member.hears("已绑定")

    async def joins(self, person: Person) -> None:
        """One more works at a station."""
        engine = self.stage.engine
        await engine.write(lambda each: add_member(each, engine.schema, person))

    async def files(self, need: str = NEED, user: str = "qin") -> None:
        """An enterprise tells a need on its page, and confirms it."""
        await self.stage.enterprise(user, need)
        await self.stage.enterprise(user, "确认")

    async def settles(self) -> None:
        """Wait until nothing is left that may be sent now."""
        await self.app.settles()
        clocks = [Clock(CHANNEL, self.settings.rates.overall)]
        if self.settings.robot:
            clocks.append(Clock(ROBOT, self.settings.robot_rate))
        await stands_still(self.stage, *clocks)

    async def later(self, **by: float) -> None:
        """Let everything fall due until then."""
        await self.stage.pass_time(self.stage.clock.now() + timedelta(**by))
        # Whoever waits for a moment looks at the clock again.
        self.stage.engine.wake((CHANNEL,))

    async def says(self, *messages: Outbound, to: str = "") -> None:
        """The assistant says something by itself, in the room where no other chat is named."""
        engine = self.stage.engine
        told = [replace(each, chat=to or self.room) for each in messages]
        engine.wake(
            await engine.write(
                lambda each: engine.turns.applier.say(each, told, "itself", engine.clock.now())
            )
        )

    async def outbox(self, chat: str = "") -> tuple[Said, ...]:
        """All that was ever said in a chat, the room's where none is named."""
        query = self.stage.engine.schema.of(Said).query("chat", order="n")
        return tuple(await self.stage.engine.read(lambda each: query.all(each, chat or self.room)))

    async def waiting(self) -> tuple[Said, ...]:
        return tuple(one for one in await self.outbox() if one.state is OutboxState.PENDING)

    async def reads_page(self, user: str = "qin") -> None:
        """The enterprise has its page open and sees all that stands there."""
        pages = Talking(self.stage.engine)
        await pages.mark_seen(Seat(f"{STATION}.{user}", user, STATION), EVERYTHING)

    async def page(self, user: str = "qin") -> str:
        """All that the enterprise's page has shown."""
        said = await self.outbox(f"web:{STATION}.{user}")
        return "\n".join(text_of(one.message) for one in said)

    async def request(self) -> ServiceRequest:
        query = self.stage.engine.schema.of(ServiceRequest).query(order="requested_at")
        request: ServiceRequest
        [request] = await self.stage.engine.read(query.all)
        return request

    def group(self) -> str:
        """All that the group was shown."""
        return "\n".join(one.text for one in self.chat.shown)


@asynccontextmanager
async def housed(
    lexicon: Lexicon, world: World, begins: datetime, pictures: Path
) -> AsyncIterator[House]:
    """The station with a group of two who are not bound yet, 李工 (`li`) and 王工 (`wang`); it
    serves in `house.serves()`."""
    async with staged(lexicon, begins) as stage:
        stage.clock.move_to(begins)
        world.clock = stage.clock.now
        corp = world.corp()
        app = corp.app(TOKEN, KEY)
        corp.member("li", "李工")
        corp.member("wang", "王工")
        account = account_of(app)
        settings = WecomSettings((account,), world.address, pictures, rates=AT_ONCE, secret=SECRET)
        house = House(stage, world, corp, app, settings, await founded(stage, world, app))
        await opened(stage, house.room)
        yield house


def account_of(app: App, station: str = STATION) -> WecomAccount:
    return WecomAccount(
        corp_id=app.corp.corp_id,
        agent_id=app.agent_id,
        secret=app.secret,
        token=app.token,
        aes_key=app.aes_key,
        aes_key_before=KEY_BEFORE,
        station=station,
    )


async def founded(stage: Stage, world: World, app: App) -> Chat:
    """A group of everybody in the corporation, made by the app."""
    api = wecom_api(account_of(app), world.address, stage.engine.write, stage.engine.clock)
    users = [member.userid for member in app.corp.members.values()]
    made = await api.post("cgi-bin/appchat/create", {"name": "工作群", "userlist": users})
    await api.aclose()
    return app.corp.chat(made["chatid"])


async def opened(stage: Stage, chat: str, station: str = STATION) -> None:
    """Make a group a station's room."""
    engine = stage.engine
    own = room(chat, CHANNEL, station)
    await engine.write(lambda each: bind_room(each, engine.schema, own))
