"""Troubles that a test orders, and those that Telegram has of itself, as a client meets them."""

from typing import Any

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.telegram.messenger import Telegram

pytestmark = pytest.mark.asyncio

FAULTS: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
    ({"retry_after": 3}, RetryAfter, "Retry in 0:00:03"),
    ({"code": 403}, Forbidden, "blocked"),
    ({"code": 400, "description": "Bad Request: chat not found"}, BadRequest, "Chat not found"),
    ({"code": 500}, NetworkError, "Internal Server Error"),
    ({"code": 502}, NetworkError, "Bad Gateway"),
    ({"cut": "before"}, NetworkError, "httpx"),
    ({"cut": "after"}, NetworkError, "httpx"),
)


@pytest.mark.parametrize(("how", "kind", "words"), FAULTS)
async def test_a_fault_strikes_as_often_as_it_should(
    telegram: Telegram, bot: Bot, how: dict[str, Any], kind: type[Exception], words: str
) -> None:
    li, wang = [await telegram.user(name, started=True) for name in ("李工", "王工")]
    await telegram.fails("sendMessage", chat=li, count=2, **how)

    for _ in range(2):
        with pytest.raises(kind, match=words):
            await bot.send_message(li.id, "一")
        await bot.send_message(wang.id, "一")

    await bot.send_message(li.id, "一")
    done = 3 if how.get("cut") == "after" else 1
    assert len((await telegram.sees(li)).of_bot()) == done


async def test_an_answer_can_come_too_late_although_the_work_is_done(
    telegram: Telegram, bot: Bot
) -> None:
    li = await telegram.user("李工", started=True)
    await telegram.fails("sendMessage", delay=5)

    with pytest.raises(TimedOut):
        await bot.send_message(li.id, "一", read_timeout=0.2)

    await telegram.hears(li, "一")


async def test_a_bot_cannot_write_first(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")

    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(li.id, "一")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "一")


async def test_a_group_that_grew_says_where_it_went(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    group = await telegram.group("值班", li, kind="group")

    grown = await telegram.migrates(group)

    with pytest.raises(ChatMigrated) as no:
        await bot.send_message(group.id, "一")
    assert no.value.new_chat_id == grown.id
    told = [each.message for each in await bot.get_updates() if each.message]
    assert [each.migrate_to_chat_id for each in told][-2:] == [grown.id, None]
    assert told[-1].migrate_from_chat_id == group.id


async def test_who_blocked_the_bot_is_out_of_its_reach(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    await li.blocks()

    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(li.id, "一")

    await li.unblocks()
    await bot.send_message(li.id, "一")
    changes = [each.my_chat_member for each in await bot.get_updates() if each.my_chat_member]
    assert [each.new_chat_member.status for each in changes] == ["kicked", "member"]


async def test_an_account_can_be_gone(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    await li.deletes_account()

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(li.id, "一")


@pytest.mark.parametrize(
    ("standing", "kind", "words"),
    [
        ("kicked", Forbidden, "bot was kicked from the supergroup chat"),
        ("left", Forbidden, "bot is not a member of the supergroup chat"),
        ("restricted", BadRequest, "Not enough rights to send text messages"),
    ],
)
async def test_a_group_can_shut_the_bot_out(
    telegram: Telegram, bot: Bot, standing: str, kind: type[Exception], words: str
) -> None:
    group = await telegram.group("值班", await telegram.user("李工"))

    await telegram.appoints(group, standing)

    with pytest.raises(kind, match=words):
        await bot.send_message(group.id, "一")


async def test_a_fault_can_strike_any_method(telegram: Telegram, bot: Bot) -> None:
    await telegram.fails(code=500)

    with pytest.raises(NetworkError):
        await bot.get_me()

    await bot.get_me()


async def test_an_update_can_come_twice_and_in_another_order(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    await telegram.holds_updates()
    for words in ("一", "二", "三"):
        await li.writes(words)
    assert not await bot.get_updates()

    await telegram.brings_updates(reversed_order=True)

    came = [
        each.effective_message.text for each in await bot.get_updates() if each.effective_message
    ]
    assert came == ["三", "二", "一"]
    first, *_, last = await telegram.updates()
    await bot.get_updates(offset=last["update_id"] + 1)
    await telegram.repeats(first)
    assert [each.update_id for each in await bot.get_updates()] == [first["update_id"]]
    assert not await bot.get_updates()
