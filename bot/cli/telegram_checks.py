"""What `station doctor` looks at at Telegram: the token, what the bot may read and do, who else
fetches its updates, and whether Telegram reaches the webhook."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Final

from telegram import Bot, ChatMember, ChatMemberAdministrator, ChatMemberOwner
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.forums import may_manage_topics
from bot.channels.telegram.limits import CHANNEL
from bot.channels.telegram.service import bot_of
from bot.channels.telegram.settings import TelegramSettings
from bot.cli.findings import Finding, error, warning
from bot.cli.machine_checks import is_served
from bot.cli.telegram_settings import telegram_settings
from bot.installation import reading
from bot.settings import Settings
from core.conversations import ChatKind

REFUSED: Final = "Telegram 拒绝了令牌。"
ASK_BOTFATHER: Final = "请向 @BotFather 核对令牌，再设置 STATION_TELEGRAM_TOKEN"
AWAY: Final = "连不上 Telegram：{why}"
NETWORK: Final = "请检查网络和 STATION_TELEGRAM_BASE_URL"
OTHER: Final = "还有别的程序在取这个机器人的消息。"
ONE_HOLDER: Final = "请停掉另一个程序；一个机器人只能由一个服务取消息"
WEBHOOK_LEFT: Final = "机器人还设着回调地址“{url}”，而这里用轮询取消息。"
STARTED_ENDS_IT: Final = "启动服务时会自动取消回调；想用回调请设置 STATION_TELEGRAM_WEBHOOK_URL"
NOT_SET: Final = "Telegram 没有把消息发到“{url}”，而是“{now}”。"
SET_IT: Final = "请运行 station telegram set-webhook"
UNREACHED: Final = "Telegram 发不到回调地址：{why}"
OPEN_IT: Final = "请检查证书、端口（443、80、88、8443）和 STATION_TELEGRAM_WEBHOOK_SECRET"
NO_ROOM: Final = "Telegram 还没有工作群。"
BIND_ONE: Final = (
    "请运行 station telegram room-code，在群里发给出的“/bind”；"
    "或设置 STATION_TELEGRAM_STAFF_CHAT_ID"
)
NOT_IN: Final = "机器人不在工作群（{chat}）里：{why}"
LET_IN: Final = "请把机器人拉进群，并设为管理员"
HEARS_LITTLE: Final = "隐私模式开着，机器人在群（{title}）里只听得到命令和对它的回复。"
MAKE_ADMIN: Final = (
    "请把机器人设为群管理员，或在 @BotFather 用 /setprivacy 关掉隐私模式后重新拉它进群"
)
NO_TOPICS: Final = "群（{title}）开了话题，但机器人没有“管理话题”的权限，需求不会各有话题。"
ALLOW_TOPICS: Final = "请在群管理员设置里给机器人“管理话题”的权限"
LISTENS_SECONDS: Final = 5
ROOMS: Final = "SELECT id FROM chat WHERE channel = ? AND kind = ? ORDER BY id"
ADMINS: Final = (ChatMemberOwner, ChatMemberAdministrator)


def examine_telegram(settings: Settings) -> Iterator[Finding]:
    """What is wrong with Telegram; nothing where it is not served."""
    told = telegram_settings(settings)
    if told is not None:
        yield from asyncio.run(_examined(settings, told))


async def _examined(settings: Settings, told: TelegramSettings) -> list[Finding]:
    found: list[Finding] = []
    try:
        async with bot_of(told) as bot:
            found += [each async for each in _updates(bot, settings)]
            found += [each async for each in _rooms(bot, _known_rooms(settings, told))]
    except InvalidToken:
        found.append(error(REFUSED, ASK_BOTFATHER))
    except TelegramError as fault:
        found.append(error(AWAY.format(why=fault.message), NETWORK))
    return found


async def _updates(bot: Bot, settings: Settings) -> AsyncIterator[Finding]:
    """How the bot's updates reach this server."""
    now, wanted = await bot.get_webhook_info(), settings.telegram_webhook_url
    if not wanted and now.url:
        yield warning(WEBHOOK_LEFT.format(url=now.url), STARTED_ENDS_IT)
    elif wanted and now.url != wanted:
        yield error(NOT_SET.format(url=wanted, now=now.url or "—"), SET_IT)
    elif wanted and now.last_error_message and now.pending_update_count:
        yield error(UNREACHED.format(why=now.last_error_message), OPEN_IT)
    elif not wanted and not is_served(settings) and await _somebody_else_fetches(bot):
        yield error(OTHER, ONE_HOLDER)


async def _somebody_else_fetches(bot: Bot) -> bool:
    """Whoever asks last ends the other's asking; one that comes again ends ours."""
    try:
        await bot.get_updates(limit=1, timeout=LISTENS_SECONDS)
    except Conflict:
        return True
    return False


def _known_rooms(settings: Settings, told: TelegramSettings) -> list[str]:
    with reading(settings) as connection:
        found = connection.execute(ROOMS, [CHANNEL, ChatKind.ROOM])
        rooms = [str(row[0]).partition(":")[2] for row in found]
    first = [str(told.staff_chat)] if told.staff_chat is not None else []
    return list(dict.fromkeys([*first, *rooms]))


async def _rooms(bot: Bot, rooms: list[str]) -> AsyncIterator[Finding]:
    """What the bot may hear and do in the groups of the staff."""
    if not rooms:
        yield warning(NO_ROOM, BIND_ONE)
    hears_all = (await bot.get_me()).can_read_all_group_messages
    for room in rooms:
        try:
            chat, own = await bot.get_chat(room), await bot.get_chat_member(room, bot.id)
        except TelegramError as fault:
            yield error(NOT_IN.format(chat=room, why=fault.message), LET_IN)
            continue
        title = chat.title or room
        for each in _rights(own, title, hears_all=bool(hears_all), forum=bool(chat.is_forum)):
            yield each


def _rights(own: ChatMember, title: str, *, hears_all: bool, forum: bool) -> Iterator[Finding]:
    if not hears_all and not isinstance(own, ADMINS):
        yield error(HEARS_LITTLE.format(title=title), MAKE_ADMIN)
    if forum and not may_manage_topics(own):
        yield warning(NO_TOPICS.format(title=title), ALLOW_TOPICS)
