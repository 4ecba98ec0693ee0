"""Updates that are brought to a webhook: with the secret, several at once, until they are taken."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Bot

from tests.telegram.messenger import Telegram

pytestmark = pytest.mark.asyncio

PUBLIC = "https://bot.example.com/hooks/telegram"
SECRET = "only-we-two-know"


@dataclass(slots=True)
class Receiver:
    """The bot's end of the webhook: refuses as often as it is told, then takes everything."""

    refusals: int = 0
    at_once: int = 0
    most_at_once: int = 0
    headers: list[str] = field(default_factory=list)
    came: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    taking: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(line for line in head.splitlines() if line.lower().startswith("content-len"))
        update = json.loads(await reader.readexactly(int(length.split(":")[1])))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.headers.append(head)
        self.came.put_nowait(update["message"]["text"])
        await self.taking.wait()
        self.at_once -= 1
        self.refusals -= 1
        status = "502 Bad Gateway" if self.refusals >= 0 else "200 OK"
        writer.write(
            f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()

    async def texts(self, count: int) -> list[str]:
        async with asyncio.timeout(10):
            return [await self.came.get() for _ in range(count)]


@asynccontextmanager
async def receiving(
    telegram: Telegram, bot: Bot, receiver: Receiver, **how: Any
) -> AsyncIterator[None]:
    async with await asyncio.start_server(receiver.serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await telegram.stands_for_webhook(f"http://127.0.0.1:{port}")
        await bot.set_webhook(PUBLIC, secret_token=SECRET, **how)
        yield
        await bot.delete_webhook()


async def test_an_update_is_brought_with_the_secret(telegram: Telegram, bot: Bot) -> None:
    receiver = Receiver()
    receiver.taking.set()
    li = await telegram.user("李工")
    async with receiving(telegram, bot, receiver):
        await li.writes("你好")

        assert await receiver.texts(1) == ["你好"]
        await telegram.until_all_taken()

    assert f"X-Telegram-Bot-Api-Secret-Token: {SECRET}" in receiver.headers[0]
    assert receiver.headers[0].startswith("POST /hooks/telegram HTTP")
    assert "Content-Type: application/json\r\n" in receiver.headers[0]


async def test_what_is_refused_is_brought_again(telegram: Telegram, bot: Bot) -> None:
    receiver = Receiver(refusals=2)
    receiver.taking.set()
    li = await telegram.user("李工")
    async with receiving(telegram, bot, receiver):
        await li.writes("你好")

        assert await receiver.texts(3) == ["你好"] * 3
        await telegram.until_all_taken()
        assert "502" in ((await bot.get_webhook_info()).last_error_message or "")


async def test_several_are_brought_at_once_but_no_more_than_asked(
    telegram: Telegram, bot: Bot
) -> None:
    receiver = Receiver()
    async with receiving(telegram, bot, receiver, max_connections=3):
        for words in "一二三四五":
            await (await telegram.user("李工")).writes(words)

        first = await receiver.texts(3)
        receiver.taking.set()
        assert sorted(first + await receiver.texts(2)) == sorted("一二三四五")
        await telegram.until_all_taken()

    assert receiver.most_at_once == 3


@pytest.mark.parametrize(("in_order", "at_once"), [(True, 1), (False, 2)])
async def test_one_chat_is_brought_in_order_unless_a_test_wants_it_otherwise(
    telegram: Telegram, bot: Bot, in_order: bool, at_once: int
) -> None:
    receiver = Receiver()
    li = await telegram.user("李工")
    await telegram.keeps_order(on=in_order)
    async with receiving(telegram, bot, receiver):
        await li.writes("一")
        await li.writes("二")

        first = await receiver.texts(at_once)
        receiver.taking.set()
        assert first + await receiver.texts(2 - at_once) == ["一", "二"] or not in_order
        await telegram.until_all_taken()

    assert receiver.most_at_once == at_once


async def test_what_was_held_can_come_in_another_order_and_twice(
    telegram: Telegram, bot: Bot
) -> None:
    receiver = Receiver()
    receiver.taking.set()
    li = await telegram.user("李工")
    async with receiving(telegram, bot, receiver, max_connections=1):
        await telegram.holds_updates()
        await li.writes("一")
        await li.writes("二")
        await telegram.brings_updates(reversed_order=True)
        assert await receiver.texts(2) == ["二", "一"]

        await telegram.repeats((await telegram.updates())[0])

        assert await receiver.texts(1) == ["一"]


async def test_a_webhook_gives_back_to_polling_what_it_never_took(
    telegram: Telegram, bot: Bot
) -> None:
    li = await telegram.user("李工")
    await bot.set_webhook(PUBLIC, allowed_updates=["message"])
    await li.writes("你好")

    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook()
    [update] = await bot.get_updates()
    assert update.message is not None
    await bot.delete_webhook(drop_pending_updates=True)
    assert not await bot.get_updates()
