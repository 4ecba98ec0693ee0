"""A real server behind Telegram's webhook, and what it has logged and kept."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, Final

import httpx

from tests.crash.servers import Server, alive
from tests.telegram.bot_api import PLAIN
from tests.telegram.messenger import Telegram

PATH: Final = "/hooks/telegram"
PUBLIC: Final = f"https://bot.example.com{PATH}"
WORD: Final = "only-we-two-know"
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"


def told(telegram: Telegram) -> dict[str, str]:
    """What the environment says of Telegram."""
    return {
        "STATION_TELEGRAM_TOKEN": telegram.token,
        "STATION_TELEGRAM_BASE_URL": telegram.base_url,
        "STATION_TELEGRAM_BASE_FILE_URL": telegram.base_file_url,
        "STATION_TELEGRAM_WEBHOOK_URL": PUBLIC,
        "STATION_TELEGRAM_WEBHOOK_SECRET": WORD,
    }


@asynccontextmanager
async def behind_webhook(telegram: Telegram, folder: Path) -> AsyncIterator[Server]:
    """A sample station to which Telegram posts."""
    async with alive(Server(folder / "data", told=told(telegram))) as server:
        await telegram.stands_for_webhook(server.address)
        await _says(telegram, "setWebhook", url=PUBLIC, secret_token=WORD)
        yield server
        await _says(telegram, "deleteWebhook")


async def _says(telegram: Telegram, method: str, **what: str) -> None:
    """What is told to Telegram in the name of the bot."""
    async with httpx.AsyncClient(**PLAIN) as client:
        answer = await client.post(f"{telegram.base_url}{telegram.token}/{method}", json=what)
        answer.raise_for_status()


async def posts(server: Server, update: dict[str, Any]) -> httpx.Response:
    """An update, as Telegram posts it."""
    async with httpx.AsyncClient(**PLAIN) as client:
        return await client.post(f"{server.address}{PATH}", json=update, headers={HEADER: WORD})


async def asked(server: Server, path: str) -> httpx.Response:
    async with httpx.AsyncClient(**PLAIN) as client:
        return await client.get(f"{server.address}{path}")


def lines(server: Server) -> list[dict[str, Any]]:
    """The log, a line an event."""
    return [json.loads(each) for each in server.log().splitlines() if each.startswith("{")]


def rows(server: Server, query: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(server.database)) as connection:
        return connection.execute(query, values).fetchall()
