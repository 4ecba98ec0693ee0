"""Answering a pressed button: with the turn's own word once it is committed, or with nothing after
two seconds, so that the button stops waiting; the word then comes as a message.

Best effort, outside of the outbox: a callback's answer may come too late for Telegram, and nothing
depends on it. Outside of the rate clocks too: what Telegram limits is messages and their edits
(PTB's FloodLimit), while the answer to a press has a deadline.
"""

import asyncio
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.happenings import Pressed
from bot.channels.telegram.lengths import ALERT_LIMIT
from bot.channels.telegram.rendering import alert_of
from bot.engine import Engine
from storage.log_lines import goes_on_with
from storage.store import Unavailable
from storage.turns import Taken

PATIENCE_SECONDS: Final = 2.0

log = structlog.get_logger()


class Callbacks:
    """Answers presses through a bot."""

    def __init__(self, bot: Bot, engine: Engine) -> None:
        self._bot, self._engine = bot, engine

    async def answer(self, pressed: Pressed, turn: "asyncio.Task[Taken | None]") -> None:
        """Wait for the turn, and tell the presser what is theirs alone to know."""
        done, _ = await asyncio.wait({turn}, timeout=PATIENCE_SECONDS)
        if not done:
            await self._shown(pressed, "")
            await asyncio.wait({turn})
        taken = _result(turn)
        goes_on_with(taken.turn if taken else "")
        word = _word(taken) if taken else ""
        shown = bool(done) and await self._shown(pressed, word, alert=bool(taken and taken.told))
        if taken and taken.unsaid and not shown:
            await self._say(taken)

    async def _shown(self, pressed: Pressed, text: str, *, alert: bool = False) -> bool:
        try:
            return await self._bot.answer_callback_query(
                pressed.id, text=alert_of(text) or None, show_alert=alert and bool(text)
            )
        except TelegramError as error:
            log.info("a press was not answered", why=error.message)
            return False

    async def _say(self, taken: Taken) -> None:
        """Say as a message what the notice over the button would have shown."""
        applier, clock, turn = self._engine.turns.applier, self._engine.clock, f"late.{taken.turn}"
        try:
            said = await self._engine.write(
                lambda each: applier.say(each, taken.unsaid, turn, clock.now())
            )
        except Unavailable as fault:
            log.error("a press stays unanswered", why=str(fault))
        else:
            self._engine.wake(said)


def _result(turn: "asyncio.Task[Taken | None]") -> Taken | None:
    return None if turn.cancelled() or turn.exception() is not None else turn.result()


def _word(taken: Taken) -> str:
    """What was told to one person alone, if it fits into a notice; else the short word."""
    return taken.told if 0 < len(taken.told) <= ALERT_LIMIT else taken.toast
