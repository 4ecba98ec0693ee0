"""Telegram as one part of the running product: what comes in, what goes out, the bot between."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import structlog
from starlette.routing import Route
from telegram import Bot
from telegram.error import InvalidToken

from bot.channels.telegram.callbacks import Callbacks
from bot.channels.telegram.faults import TOKEN_WAIT
from bot.channels.telegram.files import Files
from bot.channels.telegram.happenings import Membership, Pressed, Update, Written
from bot.channels.telegram.introducing import introduce
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.links import LINK, Links, to_member
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.postman import Postman
from bot.channels.telegram.reception import Reception
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.strays import Strays
from bot.channels.telegram.watching import WatchedRequest
from bot.channels.telegram.webhook import Webhook
from bot.delivery.courier import Courier
from bot.engine import Engine
from bot.messengers.fetching import Fetching
from bot.messengers.outages import Account, Outages
from bot.pictures.folder import PictureFolder
from storage.connections import Connection
from storage.outgoing import Outgoing
from storage.room_codes import bind_room, is_room, room
from storage.stations import list_stations
from storage.store import Unavailable
from storage.turns import Taken

CONNECTIONS: Final = 64
POLLING: Final = "telegram polling"
RESTART_SECONDS: Final = 5.0
MOST_TRIES: Final = 3
"""Of an update whose taking meets a bug; what has passed by then is taken after all."""
NOT_TAKEN: Final = "这条消息暂时没能收下。"

Part = Callable[[], Coroutine[Any, Any, None]]
"""What runs as long as Telegram is served."""

log = structlog.get_logger()


def bot_of(settings: TelegramSettings, outages: Outages | None = None) -> Bot:
    """A client of the Bot API; updates are fetched over a connection of their own. `outages` is
    told what its calls show of the token."""
    # The library's switch for lengths of time as such: without it every flood warns of a change.
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    return Bot(
        settings.token,
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=WatchedRequest(outages, CONNECTIONS),
        get_updates_request=WatchedRequest(outages, 1),
    )


class TelegramService:
    """Serves one bot over one engine."""

    def __init__(self, engine: Engine, settings: TelegramSettings) -> None:
        self._engine, self._settings = engine, settings
        self._bot = bot_of(settings, Outages(engine, Account(CHANNEL)))
        self._folder = PictureFolder(settings.pictures)
        self._postman = Postman(self._bot, settings.rates, settings.pictures)
        self._callbacks = Callbacks(self._bot, engine)
        self._strays = Strays(engine, self._bot)
        self._introduced, self._ending = asyncio.Event(), asyncio.Event()
        self._reception: Reception | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed: Counter[int] = Counter()
        """How often an update has met a bug before it was stored."""

    def routes(self) -> list[Route]:
        """The address that Telegram posts to, where it does."""
        if not self._settings.webhook_path:
            return []
        path, secret = self._settings.webhook_path, self._settings.webhook_secret
        return [Webhook(path, secret, self._take, self._engine.assert_room).route()]

    def member_link(self, token: str) -> str:
        """What a member of the staff opens to bind their account, "" as long as the bot's own name
        is not known."""
        return self._link(to_member(token))

    def station_link(self, station: str) -> str:
        """What enterprises open, "" as long as the bot's own name is not known."""
        return self._link(Links(self._settings.secret).to_station(station))

    def _link(self, payload: str) -> str:
        if not self._introduced.is_set():
            return ""
        return LINK.format(bot=self._bot.username, payload=payload)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the end of the block; Telegram may be away for as long as it likes."""
        await self._bind_first_room()
        async with self._kept(self._courier, self._fetching, self._poll):
            yield

    @asynccontextmanager
    async def delivering(self) -> AsyncIterator[None]:
        """Send until the end of the block, and take nothing in."""
        async with self._kept(self._courier):
            yield

    @asynccontextmanager
    async def _kept(self, *parts: Part) -> AsyncIterator[None]:
        task = asyncio.create_task(self._run(parts), name=CHANNEL)
        try:
            yield
        finally:
            # A group of tasks that is failing just then would forget that it was cancelled.
            self._ending.set()
            task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            with suppress(asyncio.CancelledError):
                await task
            await self._bot.shutdown()

    async def _run(self, parts: Sequence[Part]) -> None:
        while not self._ending.is_set():
            pause = await self._served(parts)
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._ending.wait()

    async def _served(self, parts: Sequence[Part]) -> float:
        """Serve until something fails; how long to wait until it is tried again."""
        pause = RESTART_SECONDS
        try:
            await self._introduce()
            async with asyncio.TaskGroup() as group:
                for part in parts:
                    group.create_task(part())
        except* InvalidToken:
            log.error("telegram refuses the token: nothing is sent or fetched there for now")
            pause = TOKEN_WAIT.total_seconds()
        except* Exception:
            # A bug, or a database that cannot be read now: what waits is found again.
            log.exception("telegram is no longer served, and soon again")
        return pause

    async def _courier(self) -> None:
        await Courier(self._engine, self._postman).run()

    async def _poll(self) -> None:
        """Telegram gives updates to one asker alone: of several servers to the one that leads.
        Where it posts them, nobody asks."""
        if self._settings.webhook_path:
            return
        async with self._engine.store.leading(POLLING):
            await Polling(self._bot, self._take).run()

    async def _fetching(self) -> None:
        shared = self._settings.rates.shared
        await Fetching(self._engine, Files(self._bot), self._folder, shared).run()

    async def _introduce(self) -> None:
        await introduce(self._bot)
        by = "webhook" if self._settings.webhook_path else "polling"
        log.info("telegram is served", bot=self._bot.username, by=by)
        self._introduced.set()

    async def _take(self, update: Update) -> None:
        """Take an update up; returns once it is stored. Raises `Unavailable` where it is not."""
        try:
            await self._taken(update)
        except Unavailable:
            raise
        except Exception as bug:
            log.exception("an update was not taken", update=update.id)
            self._failed[update.id] += 1
            if self._failed[update.id] < MOST_TRIES:
                raise Unavailable(NOT_TAKEN) from bug
            # For ever it would stand before all that comes after it.
            log.error("an update is given up", update=update.id)
        self._failed.pop(update.id, None)

    async def _taken(self, update: Update) -> None:
        reception = await self._receiving()
        happening = update.happening
        if isinstance(happening, Membership):
            self._postman.forums.forget(str(happening.chat.id))
        self._postman.forums.notice(str(happening.chat.id), forum=happening.chat.is_forum)
        if isinstance(happening, Written) and happening.topic_opened:
            await self._strays.heard(happening)
        if not isinstance(happening, Pressed):
            await reception.take(update)
            return
        turn: asyncio.Task[Taken | None] = asyncio.create_task(reception.take(update))
        answering = asyncio.create_task(self._callbacks.answer(happening, turn))
        self._tasks.add(answering)
        answering.add_done_callback(self._tasks.discard)
        await turn

    async def _receiving(self) -> Reception:
        """Who takes updates up; the bot's name has to be known first."""
        await self._introduced.wait()
        if self._reception is None:
            self._reception = Reception(self._engine, self._bot.username, self._settings.secret)
        return self._reception

    async def _bind_first_room(self) -> None:
        chat = self._settings.staff_chat
        if chat is None:
            return

        def unit(connection: Connection) -> None:
            stations = list_stations(connection)
            if stations:
                # A group that has moved stays the room that it was, whichever id is named.
                known = Outgoing(self._engine.schema, CHANNEL).chat_at(connection, str(chat))
                own = room(f"{CHANNEL}:{known}", CHANNEL, stations[0].id)
                if not is_room(connection, self._engine.schema, own.id):
                    bind_room(connection, self._engine.schema, own)

        await self._engine.write(unit)
