"""Telegram posts its updates to the station: a real server on this machine, by its own rules."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from telegram import Bot

from bot.channels.telegram.service import TelegramService
from bot.intents.lexicon import Lexicon
from core.conversations import Received
from core.requests.status import Status
from tests.telegram import way
from tests.telegram.bot_api import PLAIN
from tests.telegram.house import House, housed
from tests.telegram.messenger import Group, Telegram
from tests.telegram.scenes import BEGIN

pytestmark = pytest.mark.asyncio

PATH: Final = "/hooks/telegram"
PUBLIC: Final = f"https://bot.example.com{PATH}"
WORD: Final = "only-we-two-know"
HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Door:
    """The address that is posted to, with hands of whoever knocks."""

    house: House
    address: str

    async def posts(self, content: bytes, secret: str = WORD) -> httpx.Response:
        async with httpx.AsyncClient(**PLAIN) as client:
            headers = {HEADER: secret, "Content-Type": "application/json"}
            return await client.post(self.address + PATH, content=content, headers=headers)


@asynccontextmanager
async def posted(
    lexicon: Lexicon, telegram: Telegram, bot: Bot, group: Group | None = None
) -> AsyncIterator[Door]:
    """A station behind a webhook, which is told to Telegram."""
    async with (
        housed(lexicon, telegram, BEGIN, group, serves=False) as house,
        house.serves(webhook_path=PATH, webhook_secret=WORD) as service,
        opened(service) as address,
    ):
        await telegram.stands_for_webhook(address)
        await bot.set_webhook(PUBLIC, secret_token=WORD)
        yield Door(house, address)
        await bot.delete_webhook()


@asynccontextmanager
async def opened(service: TelegramService) -> AsyncIterator[str]:
    app = Starlette(routes=service.routes())
    config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[door]))
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
            server.should_exit = True


async def test_a_whole_conversation_by_webhook(
    lexicon: Lexicon, telegram: Telegram, bot: Bot
) -> None:
    qin, li = await telegram.user("覃晓燕"), await telegram.user("李工")
    group = await telegram.group("工作群", li)
    async with posted(lexicon, telegram, bot, group) as door:
        house = door.house
        await house.binds(li)
        card = await way.filed(house, qin, group)
        await way.claimed(house, qin, li, card)
        await way.served(house, qin, li, group, card)
        await way.rated(house, qin)
        [request] = await house.requests()
        assert request.status is Status.EVALUATED
        assert await telegram.requests("getUpdates") == ()
        assert await telegram.violations() == ()


async def test_only_telegram_may_post(lexicon: Lexicon, telegram: Telegram, bot: Bot) -> None:
    async with posted(lexicon, telegram, bot) as door:
        for secret in ("", "wrong", WORD + "x"):
            assert (await door.posts(b"{}", secret)).status_code == 403
        assert await telegram.violations() == ()


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"[]", b"{}", b'{"update_id": "x"}', b"\xff", b"[" * 100_000,
     b'{"update_id": 1, "message": {"message_id": 1}}'],
)  # fmt: skip
async def test_what_is_no_update_is_refused(
    lexicon: Lexicon, telegram: Telegram, bot: Bot, body: bytes
) -> None:
    async with posted(lexicon, telegram, bot) as door:
        assert (await door.posts(body)).status_code == 400
        assert (await door.posts(b'{"update_id": 7, "poll": {"id": "1"}}')).status_code == 200
        assert (await door.posts(b" " * 2_000_000)).status_code == 413
        assert await telegram.violations() == ()


async def test_an_update_is_confirmed_only_when_it_is_kept(
    lexicon: Lexicon, telegram: Telegram, bot: Bot
) -> None:
    qin = await telegram.user("覃晓燕")
    async with posted(lexicon, telegram, bot) as door:
        house = door.house
        async with house.held_up():
            await qin.starts()
            await telegram.asks("wait", beyond=-1, seconds=0.3)
            assert await telegram.pending()
        await telegram.hears(qin, "您想办什么事")
        await telegram.until_all_taken()
        assert await telegram.violations() == ()


async def test_what_could_not_be_kept_is_taken_when_it_comes_again(
    lexicon: Lexicon, telegram: Telegram, bot: Bot
) -> None:
    qin = await telegram.user("覃晓燕")
    async with posted(lexicon, telegram, bot) as door:
        house = door.house
        await telegram.holds_updates()
        await qin.starts()
        [update] = await telegram.pending()
        async with house.read_only():
            answer = await door.posts(json.dumps(update).encode())
            assert answer.status_code == 503
            assert answer.headers["Retry-After"]
            await telegram.brings_updates()
            await telegram.asks("wait", beyond=-1, seconds=0.3)
            assert await telegram.pending()
        await telegram.hears(qin, "您想办什么事")
        await telegram.until_all_taken()
        assert await telegram.violations() == ()


async def test_what_is_brought_in_parallel_is_taken_once_each(
    lexicon: Lexicon, telegram: Telegram, bot: Bot
) -> None:
    many = [await telegram.user(f"企业{n}") for n in range(8)]
    async with posted(lexicon, telegram, bot) as door:
        await telegram.keeps_order(on=False)
        await telegram.holds_updates()
        for person in many:
            await person.starts()
            await person.writes("停车方便吗")
        await telegram.brings_updates()
        for person in many:
            await telegram.hears(person, "门口有免费车位")
        await door.house.settles()
        told = [json.dumps(each).encode() for each in await telegram.updates()]
        for answer in await asyncio.gather(*map(door.posts, told * 2)):
            assert answer.status_code == 200
        await door.house.settles()
        for person in many:
            assert len((await telegram.sees(person)).of_bot()) == 2
        assert await telegram.violations() == ()


HALF: Final = "\ud83d"


@pytest.mark.parametrize(
    "more",
    [
        {"text": f"/bind {HALF}"},
        {"text": f"停车{HALF}方便吗"},
        {"caption": HALF, "media_group_id": HALF, "document": {"file_name": HALF}},
        {"contact": {"phone_number": HALF, "first_name": HALF}},
        {"text": "/start " + HALF},
    ],
)
@pytest.mark.parametrize("kind", ["private", "group"])
async def test_halves_of_characters_break_nothing(
    lexicon: Lexicon, telegram: Telegram, bot: Bot, more: dict[str, Any], kind: str
) -> None:
    qin = await telegram.user("覃晓燕")
    async with posted(lexicon, telegram, bot) as door:
        place = {"id": qin.id if kind == "private" else -77, "type": kind, "first_name": HALF}
        if "document" in more:
            more = more | {"document": more["document"] | {"file_id": "x", "file_unique_id": "y"}}
        sender = {"id": qin.id, "is_bot": False, "first_name": HALF}
        message = {"message_id": 900, "date": 1, "chat": place, "from": sender} | more
        answer = await door.posts(json.dumps({"update_id": 900, "message": message}).encode())
        assert answer.status_code == 200
        await qin.starts()
        await qin.writes("停车方便吗")
        await telegram.hears(qin, "门口有免费车位")
        query = door.house.stage.engine.schema.of(Received).query()
        kept = await door.house.stage.engine.read(query.all)
        expected = kind == "private" or str(more.get("text", "")).startswith("/")
        assert any("900" in each.message for each in kept) is expected
        await telegram.violations()
