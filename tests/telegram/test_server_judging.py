"""What is wrong with a request is written down, and refused in Telegram's words."""

from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError

from tests.telegram.bot_api import PLAIN, fresh_world
from tests.telegram.messenger import Telegram

pytestmark = pytest.mark.asyncio


def one_button(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("接单", callback_data=data)]])


MALFORMED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"text": "一", "api_kwargs": {"colour": "red"}}, "Unknown field: colour", "colour"),
    ({"text": "一" * 4097}, "Message is too long", "too long"),
    ({"text": "😀" * 2049}, "Message is too long", "too long"),
    ({"text": " "}, "Message text is empty", "text is empty"),
    ({"text": "一", "reply_markup": one_button("接" * 22)}, "Button_data_invalid", "BUTTON_DATA"),
    ({"text": "<b>一", "parse_mode": "HTML"}, "Can't parse entities", "find end tag"),
    ({"text": "<p>一</p>", "parse_mode": "HTML"}, "Can't parse entities", "Unsupported start tag"),
    ({"text": "1 < 2", "parse_mode": "HTML"}, "Can't parse entities", "Unsupported start tag"),
    ({"text": "一", "parse_mode": "Html5"}, "Unsupported parse_mode", "parse_mode"),
    ({"text": "一", "message_thread_id": "七"}, "Message_thread_id", "message_thread_id"),
    (
        {"text": "一", "api_kwargs": {"reply_parameters": {"id": 7}}},
        "reply_parameters.id",
        "reply_parameters.id",
    ),
)


@pytest.mark.parametrize(("request_", "answer", "violation"), MALFORMED)
async def test_a_malformed_message_is_refused_and_written_down(
    telegram: Telegram, bot: Bot, request_: dict[str, Any], answer: str, violation: str
) -> None:
    li = await telegram.user("李工", started=True)

    with pytest.raises(BadRequest, match=answer):
        await bot.send_message(li.id, **request_)

    assert not (await telegram.sees(li)).of_bot()
    assert any(violation in each for each in await telegram.violations())


async def test_length_is_counted_after_the_markup_is_read(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)

    await bot.send_message(li.id, f"<b>{'一' * 4096}</b>", parse_mode="HTML")

    assert not await telegram.violations()


async def test_limits_of_other_methods(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    group = await telegram.group("值班", li, kind="forum")

    for refused in (
        bot.send_photo(li.id, b"photo", caption="一" * 1025),
        bot.create_forum_topic(group.id, "一" * 129),
        bot.set_my_commands([BotCommand("Start", "开始")]),
        bot.answer_callback_query("7", "一" * 201),
        bot.set_webhook("http://bot.example.com"),
        bot.get_updates(limit=101),
    ):
        with pytest.raises(BadRequest):
            await refused

    said = [each.partition(":")[0] for each in await telegram.violations()]
    assert said == [
        "sendPhoto",
        "createForumTopic",
        "setMyCommands",
        "answerCallbackQuery",
        "setWebhook",
        "getUpdates",
    ]


async def test_an_unknown_method_is_not_found(telegram: Telegram) -> None:
    async with httpx.AsyncClient(
        base_url=f"{telegram.base_url}{telegram.token}", **PLAIN
    ) as client:
        answer = await client.get("/sendMesage")

    assert answer.status_code == 404
    assert answer.json()["description"] == "Not Found: method not found"
    assert await telegram.violations() == ("sendMesage: method not found",)


async def test_a_test_that_does_not_look_at_violations_fails_for_them(bot_api: str) -> None:
    with pytest.raises(AssertionError, match="sendMesage: method not found"):
        async with fresh_world(bot_api) as telegram, httpx.AsyncClient(**PLAIN) as client:
            await client.get(f"{telegram.base_url}{telegram.token}/sendMesage")


async def test_a_method_that_is_not_played_is_a_violation(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)

    with pytest.raises(NetworkError, match="does not play sendDice"):
        await bot.send_dice(li.id)

    assert len(await telegram.violations()) == 1


async def test_a_request_may_be_json_a_form_or_a_query(telegram: Telegram) -> None:
    li = await telegram.user("李工", started=True)
    said: dict[str, Any] = {"chat_id": li.id, "text": "一", "disable_notification": True}

    async with httpx.AsyncClient(
        base_url=f"{telegram.base_url}{telegram.token}", **PLAIN
    ) as client:
        await client.post("/sendMessage", json=said)
        await client.post("/sendMessage", data=said)
        await client.get("/sendMessage", params=said)

    assert [each.text for each in (await telegram.sees(li)).of_bot()] == ["一"] * 3
    assert all(each.went_well for each in await telegram.requests("sendMessage"))
