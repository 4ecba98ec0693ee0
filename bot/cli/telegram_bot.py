"""What `station telegram` does: whether the bot is set up as it should be, and setting it up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import typer
from telegram import Bot, BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.commands import COMMANDS, Scope
from bot.channels.telegram.links import LINK, Links
from bot.channels.telegram.polling import ALLOWED
from bot.channels.telegram.service import bot_of
from bot.channels.telegram.settings import TelegramSettings
from bot.cli.findings import Level
from bot.cli.screen import Stop, say
from bot.cli.telegram_checks import examine_telegram
from bot.cli.telegram_settings import telegram_settings
from bot.clock import SystemClock
from bot.installation import reading, writing
from bot.settings import Settings, read_settings
from storage.room_codes import CODE_LIFE, issue_code
from storage.stations import list_stations

Result = TypeVar("Result")

NOT_SERVED: Final = (
    "没有设置 STATION_TELEGRAM_TOKEN。请向 @BotFather 申请机器人，把令牌放进环境变量。"
)
REFUSED: Final = "Telegram 拒绝了令牌，请核对 STATION_TELEGRAM_TOKEN。"
AWAY: Final = "连不上 Telegram：{why}"
ALL_WELL: Final = "✓ 机器人 @{name} 一切正常。"
LINKS: Final = "企业进入“{station}”的链接：{link}"
NO_WEBHOOK: Final = "没有设置 STATION_TELEGRAM_WEBHOOK_URL，现在用轮询取消息，不用设置回调。"
WEBHOOK_SET: Final = "已让 Telegram 把消息发到 {url}。"
COMMANDS_SET: Final = "已设置菜单：私聊{private}条，群聊{group}条。"
CODE: Final = "在工作群里发（{hours}小时内有效，只能用一次）：/bind {code}"
NO_STATION: Final = "没有编号为“{station}”的服务站。"
SCOPES: Final = {
    Scope.PRIVATE: BotCommandScopeAllPrivateChats(),
    Scope.GROUP: BotCommandScopeAllGroupChats(),
}


def check() -> None:
    """Show what is wrong, else the links of the stations; the exit is 1 for an error."""
    settings = read_settings()
    told = _told(settings)
    found = list(examine_telegram(settings))
    for finding in found:
        say(finding.what, "bold red" if finding.level is Level.ERROR else "yellow")
        say(f"    {finding.todo}")
    if any(finding.level is Level.ERROR for finding in found):
        raise typer.Exit(1)
    me = _with_bot(told, lambda bot: bot.get_me())
    say(ALL_WELL.format(name=me.username))
    with reading(settings) as connection:
        stations = list_stations(connection)
    for each in stations:
        link = LINK.format(bot=me.username, payload=Links(told.secret).to_station(each.id))
        say(LINKS.format(station=each.settings.name, link=link))


def set_webhook() -> None:
    """Tell Telegram where to post."""
    settings = read_settings()
    told, url = _told(settings), settings.telegram_webhook_url
    if not url:
        raise Stop(NO_WEBHOOK)
    _with_bot(
        told,
        lambda bot: bot.set_webhook(url, secret_token=told.webhook_secret, allowed_updates=ALLOWED),
    )
    say(WEBHOOK_SET.format(url=url))


def put_commands() -> None:
    """Put the commands into Telegram's menus."""
    told = _told(read_settings())
    counts = {scope: len(_menu(scope)) for scope in Scope}

    async def put(bot: Bot) -> None:
        for scope in Scope:
            await bot.set_my_commands(_menu(scope), SCOPES[scope])

    _with_bot(told, put)
    say(COMMANDS_SET.format(private=counts[Scope.PRIVATE], group=counts[Scope.GROUP]))


def room_code(station: str) -> None:
    """Show a new code; without a station that of the only one."""
    settings = read_settings()
    with writing(settings) as connection:
        known = [each.id for each in list_stations(connection)]
        chosen = station or (known[0] if len(known) == 1 else "")
        if chosen not in known:
            raise Stop(NO_STATION.format(station=station))
        code = issue_code(connection, chosen, SystemClock().now())
    say(CODE.format(hours=int(CODE_LIFE.total_seconds() // 3600), code=code))


def _menu(scope: Scope) -> list[BotCommand]:
    return [BotCommand(one.name, one.shown) for one in COMMANDS if one.scope is scope]


def _told(settings: Settings) -> TelegramSettings:
    told = telegram_settings(settings)
    if told is None:
        raise Stop(NOT_SERVED)
    return told


def _with_bot(told: TelegramSettings, call: Callable[[Bot], Awaitable[Result]]) -> Result:
    async def run() -> Result:
        async with bot_of(told) as bot:
            return await call(bot)

    try:
        return asyncio.run(run())
    except InvalidToken:
        raise Stop(REFUSED) from None
    except TelegramError as error:
        raise Stop(AWAY.format(why=error.message)) from None
