"""Fetching updates by long polling: one holder, who gives a batch back when all is stored."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Final

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.faults import patience_of
from bot.channels.telegram.fields import NotAnUpdate
from bot.channels.telegram.happenings import Update
from bot.channels.telegram.updates import read_update
from bot.delivery.pauses import backoff
from storage.store import Unavailable

ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_SECONDS: Final = 25
MOST: Final = 100
READ_SECONDS: Final = 10
LONGEST_PAUSE: Final = timedelta(seconds=30)
"""Whoever writes to the bot should not wait long once Telegram answers again."""
UNSTORED_SECONDS: Final = 1.0

Take = Callable[[Update], Awaitable[None]]

log = structlog.get_logger()


class Polling:
    """Asks Telegram for updates as long as it runs."""

    def __init__(self, bot: Bot, take: Take) -> None:
        self._bot, self._take = bot, take
        self._offset: int | None = None
        self._failed = 0

    async def run(self) -> None:
        """Take updates up until cancelled. Raises `InvalidToken`; everything else passes."""
        await self._until_answered(lambda: self._bot.delete_webhook(drop_pending_updates=False))
        while True:
            await self._until_answered(self._once)

    async def _until_answered(self, call: Callable[[], Awaitable[object]]) -> None:
        try:
            await call()
            self._failed = 0
        except InvalidToken:
            raise
        except RetryAfter as error:
            log.warning("telegram asks to fetch later", why=error.message)
            await asyncio.sleep(patience_of(error).total_seconds())
        except Unavailable as error:
            log.error("updates could not be stored", why=str(error))
            await asyncio.sleep(UNSTORED_SECONDS)
        except TelegramError as error:
            self._failed += 1
            _complain(error)
            await asyncio.sleep(backoff(self._failed, longest=LONGEST_PAUSE).total_seconds())

    async def _once(self) -> None:
        updates = await self._bot.get_updates(
            offset=self._offset,
            limit=MOST,
            timeout=LONG_SECONDS,
            allowed_updates=ALLOWED,
            read_timeout=READ_SECONDS,
        )
        if not updates:
            return
        # Those of one chat are taken as they were written, in whatever order they come.
        in_order = sorted(updates, key=lambda each: each.update_id)
        await self._take_all([each.to_dict() for each in in_order])
        self._offset = in_order[-1].update_id + 1

    async def _take_all(self, raws: Sequence[dict[str, Any]]) -> None:
        """Chats side by side, each in its order; what failed comes again with the next batch."""
        chats: defaultdict[int, list[Update]] = defaultdict(list)
        for raw in raws:
            try:
                update = read_update(raw)
            except NotAnUpdate as fault:
                log.error("an update was not understood", what=str(fault))
                continue
            if update:
                chats[update.happening.chat.id].append(update)
        await asyncio.gather(*(self._in_order(each) for each in chats.values()))

    async def _in_order(self, updates: Sequence[Update]) -> None:
        for update in updates:
            await self._take(update)


def _complain(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another process fetches this bot's updates", why=error.message)
    else:
        log.warning("telegram cannot be reached", why=error.message)
