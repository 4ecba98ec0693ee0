"""Answering a pressed button: with the turn's own word once it is committed, or with nothing after
two seconds, so that the button stops waiting.

Best effort, outside of the outbox: a callback's answer may come too late for Telegram, and nothing
depends on it.
"""

import asyncio
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.happenings import Pressed
from bot.channels.telegram.rendering import alert_of
from bot.channels.telegram.splitting import ALERT_LIMIT
from storage.turns import Taken

PATIENCE_SECONDS: Final = 2.0

log = structlog.get_logger()


class Callbacks:
    """Answers presses through a bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def answer(self, pressed: Pressed, turn: "asyncio.Task[Taken | None]") -> None:
        """Wait for the turn, and tell the presser what is theirs alone to know."""
        done, _ = await asyncio.wait({turn}, timeout=PATIENCE_SECONDS)
        if not done or turn.cancelled() or turn.exception() is not None:
            await self._say(pressed, "")
            return
        taken = turn.result()
        await self._say(pressed, _word(taken) if taken else "", alert=bool(taken and taken.told))

    async def _say(self, pressed: Pressed, text: str, *, alert: bool = False) -> None:
        try:
            await self._bot.answer_callback_query(
                pressed.id, text=alert_of(text) or None, show_alert=alert and bool(text)
            )
        except TelegramError as error:
            # Too old, or Telegram is away: the chat shows what came of it all the same.
            log.info("a press was not answered", why=error.message)


def _word(taken: Taken) -> str:
    """What was told to one person alone, if it fits into a notice; else the short word."""
    return taken.told if 0 < len(taken.told) <= ALERT_LIMIT else taken.toast
