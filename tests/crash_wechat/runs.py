"""A run: a station with enterprises at an Official Account and its staff in WeCom, all at once, and
kills.

What people do is brought to the server as WeChat does it: again where no answer came. Some kills
come at moments of chance, some when a message has been taken and its receipt has not.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect
from typing import Final

import httpx

from bot.clock import SystemClock
from core.parties import Identity
from storage.room_codes import bind_room, room
from storage.schema import schema
from tests.crash.ledger import Ledger
from tests.crash.servers import Server
from tests.crash_wechat.checker import Case
from tests.crash_wechat.people import Enterprise, Specialist
from tests.crash_wechat.sights import Sights
from tests.crash_wechat.strikes import Strike, is_pending, strike
from tests.weixin.server import World
from tests.weixin.server.corp.chats import Chat
from tests.weixin.server.corp.corporation import App
from tests.weixin.server.corp.pace import Pace
from tests.weixin.server.official.account import OfficialAccount

ENTERPRISES: Final = 4
SPECIALISTS: Final = ("li", "wang")
TOKEN: Final = "tokenOfTests"
KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
CUSTOM: Final = "message/custom/send"
GROUP: Final = "appchat/send"
AHEAD: Final = timedelta(seconds=2)
"""WeChat's clock: every contact then counts from the moment at which it is heard of."""
PACE: Final = 100_000
LIVES: Final = (0.1, 0.3, 0.6)
DELAYS: Final = (0.0, 0.01, 0.03)
MOST_DONE: Final = 8
MOMENT: Final = 0.1
STALLED: Final = 3.0
PATIENCE: Final = 60.0


class Brought(httpx.AsyncBaseTransport):
    """Brings pushes to the server, each as soon as it takes connections."""

    def __init__(self, server: Server) -> None:
        self._server = server
        limits = httpx.Limits(max_keepalive_connections=0)
        self._lines = httpx.AsyncHTTPTransport(limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._server.up.wait()
        return await self._lines.handle_async_request(request)

    async def aclose(self) -> None:
        await self._lines.aclose()


@dataclass(frozen=True, slots=True)
class Cast:
    """The account and the app, the group of the staff, and everybody."""

    account: OfficialAccount
    app: App
    chat: Chat
    sights: Sights
    enterprises: Sequence[Enterprise]
    specialists: Sequence[Specialist]

    @property
    def room(self) -> str:
        return f"wecom:{self.app.corp.corp_id}.{self.app.agent_id}.{self.chat.chatid}"

    def chat_of(self, enterprise: Enterprise) -> str:
        return f"wechat:{self.account.app_id}.{enterprise.user.openid}"


class Run:
    """The people, all of them living on while the server dies."""

    def __init__(self, server: Server, cast: Cast, dice: random.Random) -> None:
        self.server, self.cast, self.sights, self._dice = server, cast, cast.sights, dice
        self.enough = False
        self.lives: list[asyncio.Task[None]] = []

    def has_enough(self) -> bool:
        return self.enough

    async def end(self, strikes: list[Strike]) -> Case:
        """Let everybody bring to an end what they have begun, and stop the server as a restart
        does; what there is to be judged."""
        self.enough = True
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*self.lives)
            await asyncio.gather(*(one.ends() for one in self.cast.enterprises))
            await self._settle()
        await self.server.stop()
        return self._case(Ledger(self.server.database), strikes)

    def _case(self, ledger: Ledger, strikes: list[Strike]) -> Case:
        cast = self.cast
        enterprises = {cast.chat_of(one): one for one in cast.enterprises}
        shown = {chat: [seen.text for seen in one.user.shown] for chat, one in enterprises.items()}
        return Case(
            ledger,
            strikes,
            {**shown, cast.room: [seen.text for seen in cast.chat.shown]},
            {chat: one.acts for chat, one in enterprises.items()},
            {one.member.userid: one.acts for one in cast.specialists},
            cast.room,
        )

    async def _settle(self) -> None:
        while any(map(is_pending, Ledger(self.server.database).outbox)):
            await self.server.works_on(MOMENT)

    async def kill(self) -> Strike:
        """Kill the server in the midst of something; what it hit."""
        await self.server.works_on(self._dice.choice(LIVES))
        await self._dice.choice((self._by_chance, self._unanswered, self._just_answered))()
        await self.server.kill()
        self.sights.world.heals()
        return strike(Ledger(self.server.database))

    async def _by_chance(self) -> None:
        enough = self.sights.done + self._dice.randint(1, MOST_DONE)
        await self.sights.until(lambda: self.sights.done >= enough)
        await self.server.works_on(self._dice.choice(DELAYS))

    async def _unanswered(self) -> None:
        """A message stands there, and the server does not hear of it."""
        world = self.sights.world
        world.stalls(self._dice.choice((CUSTOM, GROUP)))
        with suppress(TimeoutError):  # nobody may be about to send
            await self.sights.until(lambda: not any(one.left for one in world.faults), STALLED)

    async def _just_answered(self) -> None:
        """Somebody reads the answer to what they did, before the server has kept that it is out."""
        answers = self._answers()
        with suppress(TimeoutError):  # everybody may be waiting for the staff
            await self.sights.until(lambda: self._answers() > answers, STALLED)

    def _answers(self) -> int:
        people = self.cast.enterprises
        return sum(seen.via == "passive" for one in people for seen in one.user.shown)


def gathered(world: World) -> Cast:
    """Everybody has WeChat or WeCom; the staff are in their group."""
    world.clock = lambda: SystemClock().now() + AHEAD
    world.patience = PATIENCE
    account = world.official_account(token=TOKEN, aes_key=KEY)
    corp = world.corp()
    app, sights = corp.app(TOKEN, KEY), Sights(world)
    chat = Chat(app, "staff", "工作群", SPECIALISTS[0])
    corp.chats[chat.chatid] = chat
    for name in SPECIALISTS:
        member = corp.member(name, name)
        # The server sends faster than WeCom lets it (`hasty`).
        member.pace, member.chat_pace = Pace(PACE), Pace(PACE)
        chat.members.append(name)
    return Cast(
        account,
        app,
        chat,
        sights,
        [Enterprise(account.user(f"企业{n}"), sights, n) for n in range(1, ENTERPRISES + 1)],
        [
            Specialist(corp.members[name], chat, sights, (share, len(SPECIALISTS)))
            for share, name in enumerate(SPECIALISTS)
        ],
    )


def told(world: World, cast: Cast) -> dict[str, str]:
    """What the server's environment says of both."""
    account, app = cast.account, cast.app
    return {
        "STATION_WECHAT_BASE_URL": world.address,
        "STATION_WECHAT_APP_ID": account.app_id,
        "STATION_WECHAT_APP_SECRET": account.app_secret,
        "STATION_WECHAT_TOKEN": TOKEN,
        "STATION_WECHAT_AES_KEY": KEY,
        "STATION_WECOM_BASE_URL": world.address,
        "STATION_WECOM_CORP_ID": app.corp.corp_id,
        "STATION_WECOM_AGENT_ID": str(app.agent_id),
        "STATION_WECOM_SECRET": app.secret,
        "STATION_WECOM_TOKEN": TOKEN,
        "STATION_WECOM_AES_KEY": KEY,
    }


@asynccontextmanager
async def running(server: Server, cast: Cast, dice: random.Random) -> AsyncIterator[Run]:
    """A run with its people at work; they stop where they are when it is left."""
    staffed(server.database, cast)
    run = Run(server, cast, dice)
    async with (
        httpx.AsyncClient(transport=Brought(server), timeout=None) as client,
        asyncio.TaskGroup() as group,
    ):
        account, app = cast.account, cast.app
        account.client = app.client = client
        account.callback = f"{server.address}/wechat/{account.app_id}"
        app.callback = f"{server.address}/wecom/{app.corp.corp_id}.{app.agent_id}"
        run.lives = [group.create_task(one.live(run.has_enough)) for one in cast.enterprises]
        work = [group.create_task(one.work()) for one in cast.specialists]
        yield run
        for task in (*run.lives, *work):
            task.cancel()


def staffed(database: Path, cast: Cast) -> None:
    """The staff are bound, and their group is a room of the station."""
    with closing(connect(database, isolation_level=None)) as connection:
        tables = schema()
        for name in SPECIALISTS:
            identity = Identity("wecom", f"{cast.app.corp.corp_id}.{name}", name)
            tables.of(Identity).save(connection, identity)
        bind_room(connection, tables, room(cast.room, "wecom", "hy"))
