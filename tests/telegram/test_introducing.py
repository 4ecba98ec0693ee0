"""A bot that begins anew has connections that no request has left behind."""

import asyncio
from pathlib import Path
from typing import Final

import pytest
from telegram import Bot
from telegram.error import TimedOut

from bot.channels.telegram.introducing import introduce
from bot.channels.telegram.service import bot_of
from bot.channels.telegram.settings import TelegramSettings
from tests.telegram.house import SECRET
from tests.telegram.messenger import Telegram

MOST_STEPS: Final = 50
"""Of the loop, until a request has certainly set out."""


async def cancelled_after(steps: int, bot: Bot) -> None:
    fetching = asyncio.create_task(bot.get_updates())
    for _ in range(steps):
        await asyncio.sleep(0)
    fetching.cancel()
    await asyncio.wait([fetching])


async def is_occupied(bot: Bot) -> bool:
    try:
        await bot.get_updates()
    except TimedOut as fault:
        return "occupied" in fault.message
    return False


@pytest.mark.asyncio
async def test_updates_are_fetched_again_after_a_request_was_cancelled_as_it_set_out(
    telegram: Telegram, tmp_path: Path
) -> None:
    there = (telegram.token, telegram.base_url, telegram.base_file_url)
    bot = bot_of(TelegramSettings(*there, tmp_path, SECRET))
    for steps in range(MOST_STEPS):
        await introduce(bot)
        await cancelled_after(steps, bot)
        if await is_occupied(bot):
            break
    assert await is_occupied(bot)

    await introduce(bot)

    assert not await is_occupied(bot)
    await bot.shutdown()
