"""`station telegram`: the commands with their options; what they load, each loads when called."""

from typing import Annotated

import typer

group = typer.Typer(help="Telegram 机器人。", no_args_is_help=True)


@group.command("check")
def check() -> None:
    """检查令牌、隐私模式、群权限和回调地址，并列出企业链接。"""
    from bot.cli import telegram_bot

    telegram_bot.check()


@group.command("set-webhook")
def set_webhook() -> None:
    """让 Telegram 把消息发到回调地址。"""
    from bot.cli import telegram_bot

    telegram_bot.set_webhook()


@group.command("commands")
def commands() -> None:
    """设置机器人的菜单，私聊和群聊各一套。"""
    from bot.cli import telegram_bot

    telegram_bot.put_commands()


@group.command("room-code")
def room_code(
    station: Annotated[str, typer.Argument(help="服务站编号；只有一个时可以不写")] = "",
) -> None:
    """给一个绑定码，在群里说出来，这个群就成了工作群。"""
    from bot.cli import telegram_bot

    telegram_bot.room_code(station)
