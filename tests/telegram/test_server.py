"""The Bot API server of the tests, seen by python-telegram-bot's own client."""

import asyncio

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    Conflict,
    InvalidToken,
)

from tests.telegram.messenger import NotSeen, Telegram

pytestmark = pytest.mark.asyncio

TAKE = InlineKeyboardMarkup([[InlineKeyboardButton("接单", callback_data="take:7")]])


async def test_a_bot_knows_itself(telegram: Telegram, bot: Bot) -> None:
    me = await bot.get_me()

    assert (me.id, me.username) == (telegram.bot_id, telegram.bot_name)
    assert not me.can_read_all_group_messages


async def test_without_privacy_mode_a_bot_knows_that_it_reads_all(
    telegram: Telegram, bot: Bot
) -> None:
    await telegram.privacy(on=False)

    assert (await bot.get_me()).can_read_all_group_messages


async def test_another_token_is_nobodys(telegram: Telegram) -> None:
    stranger = Bot("1:nobody", base_url=telegram.base_url)

    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_what_a_bot_says_is_seen(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)

    sent = await bot.send_message(
        li.id, "<b>新任务</b> &lt;7&gt;", parse_mode=ParseMode.HTML, reply_markup=TAKE
    )

    seen = await telegram.hears(li, "新任务 <7>")
    assert (seen.id, seen.buttons) == (sent.message_id, (("接单",),))
    assert [(each.type, each.offset, each.length) for each in sent.entities] == [("bold", 0, 3)]
    assert not await telegram.violations()


async def test_an_edit_changes_what_is_seen_and_an_equal_one_is_refused(
    telegram: Telegram, bot: Bot
) -> None:
    li = await telegram.user("李工", started=True)
    sent = await bot.send_message(li.id, "一", reply_markup=TAKE)

    await sent.edit_text("二")

    seen = await telegram.hears(li, "二")
    assert seen.edited
    assert not seen.buttons
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("二")
    await sent.edit_reply_markup(TAKE)
    assert (await telegram.hears(li, "二")).labels == ("接单",)


async def test_what_is_gone_is_neither_edited_nor_deleted(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    sent = await bot.send_message(li.id, "一")

    await sent.delete()

    assert not (await telegram.sees(li)).of_bot()
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("二")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_updates_come_in_order_and_stay_until_confirmed(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    await li.starts("code")
    await li.writes("你好")

    first, second = await bot.get_updates()

    assert first.message is not None
    assert first.message.text == "/start code"
    assert second.effective_user is not None
    assert second.effective_user.id == li.id > 2**32
    assert len(await bot.get_updates()) == 2
    assert await bot.get_updates(offset=first.update_id + 1) == (second,)
    assert await bot.get_updates(offset=second.update_id + 1) == ()


async def test_a_long_poll_ends_with_the_first_update(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    polling = asyncio.create_task(bot.get_updates(timeout=30))

    await li.writes("你好")

    async with asyncio.timeout(5):
        [update] = await polling
    assert update.message is not None
    assert update.message.text == "你好"


async def test_a_second_poller_ends_the_first(telegram: Telegram, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.asks("wait", beyond=1, seconds=10)

    async with Bot(telegram.token, base_url=telegram.base_url) as other:
        assert await other.get_updates() == ()

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await polling


async def test_a_poll_may_be_left(telegram: Telegram, bot: Bot) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.asks("wait", beyond=1, seconds=10)

    polling.cancel()

    await telegram.asks("wait", beyond=2, seconds=10)
    assert (await telegram.requests("getUpdates"))[-1].answer["description"].startswith("nobody")
    assert not await telegram.violations()


async def test_there_is_no_polling_beside_a_webhook(bot: Bot) -> None:
    await bot.set_webhook("https://bot.example.com/telegram")

    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_press_is_answered_once(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    await bot.send_message(li.id, "新任务", reply_markup=TAKE)
    press = await li.presses(await telegram.hears(li, "新任务"), "接单")

    query = (await bot.get_updates())[-1].callback_query

    assert query is not None
    assert (query.id, query.data) == (press.id, "take:7")
    await query.answer("好的", show_alert=True)
    answered = await telegram.answered(press)
    assert (answered.text, answered.alert) == ("好的", True)
    with pytest.raises(BadRequest, match="Query is too old"):
        await query.answer()


async def test_a_press_cannot_be_answered_late(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    await bot.send_message(li.id, "新任务", reply_markup=TAKE)
    press = await li.presses(await telegram.hears(li, "新任务"), "接单")

    await telegram.asks("time", seconds=60)

    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(press.id)


async def test_nobody_presses_what_is_not_there(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)
    await bot.send_message(li.id, "新任务", reply_markup=TAKE)
    seen = await telegram.hears(li, "新任务")

    with pytest.raises(AssertionError, match="no button '转派'"):
        await li.presses(seen, "转派")


async def test_a_bot_sends_files_and_fetches_what_it_was_sent(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)

    sent = await bot.send_photo(
        li.id, b"bytes of a photo", caption="<i>现场</i>", parse_mode="HTML"
    )
    again = await bot.send_photo(li.id, sent.photo[-1].file_id)
    album = await bot.send_media_group(
        li.id, [InputMediaPhoto(b"another"), InputMediaPhoto(sent.photo[-1].file_id)]
    )
    await bot.send_document(li.id, b"a report", filename="报告.pdf")

    kinds = [each.kind for each in (await telegram.sees(li)).of_bot()]
    assert kinds == ["photo"] * 4 + ["document"]
    assert album[0].media_group_id == album[1].media_group_id
    fetched = await bot.get_file(again.photo[-1].file_id)
    assert await fetched.download_as_bytearray() == b"bytes of a photo"
    assert not await telegram.violations()


async def test_a_file_that_is_too_large_cannot_be_fetched(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工")
    await li.sends({"kind": "video", "name": "现场.mp4", "size": 21 * 1024 * 1024})
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.video is not None

    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.video.get_file()


async def test_commands_are_kept_by_scope(telegram: Telegram, bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("start", "开始")])
    await bot.set_my_commands([BotCommand("help", "帮助")], scope=scope)

    assert [each.command for each in await bot.get_my_commands()] == ["start"]
    await bot.delete_my_commands(scope=scope)
    assert not await bot.get_my_commands(scope=scope)


async def test_a_bot_can_say_that_it_is_typing(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)

    await bot.send_chat_action(li.id, "typing")
    await bot.send_message(li.id, "选一个", reply_markup=ReplyKeyboardMarkup([["是", "否"]]))

    view = await telegram.sees(li)
    assert view.actions == ("typing",)
    assert len(view.reply_keyboards) == 1


async def test_what_is_waited_for_in_vain_says_what_there_was(telegram: Telegram, bot: Bot) -> None:
    li = await telegram.user("李工", started=True)

    with pytest.raises(NotSeen, match="/start"):
        await telegram.waits(li, lambda view: view.of_bot(), seconds=0.1)
