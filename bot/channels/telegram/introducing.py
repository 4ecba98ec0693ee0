"""Learning the bot's own name, over connections that nobody has used before.

A request that is cancelled as it sets out leaves its connection behind, neither open nor closed,
and the pool counts it for ever (https://github.com/encode/httpcore/issues/1093). Updates have a
single connection: a service that begins anew on the old pool would fetch none until the process
ends.
"""

import asyncio

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.delivery.pauses import backoff

log = structlog.get_logger()


async def introduce(bot: Bot) -> None:
    """Begin with this bot, or anew, however long Telegram is away. Raises `InvalidToken`."""
    await bot.shutdown()
    tries = 0
    while True:
        try:
            return await bot.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            tries += 1
            log.warning("telegram cannot be reached", why=error.message)
            await asyncio.sleep(backoff(tries).total_seconds())
