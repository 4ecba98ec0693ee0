"""`station wechat`: the commands with their options; what they load, each loads when called."""

from pathlib import Path
from typing import Annotated

import typer

AccountOption = Annotated[str, typer.Option("--account", help="AppID；只有一个公众号时不用写")]
StationOption = Annotated[str, typer.Option("--station", help="服务站编号；只有一个时不用写")]

group = typer.Typer(help="微信公众号。", no_args_is_help=True)
menu = typer.Typer(help="公众号底部的菜单。", no_args_is_help=True)
group.add_typer(menu, name="menu")


@group.command("check")
def check() -> None:
    """检查密钥、IP 白名单、菜单和模板，列出要填进公众平台的地址。"""
    from bot.cli import wechat_account

    wechat_account.check()


@menu.command("push")
def push(account: AccountOption = "") -> None:
    """把菜单放到公众号上；已经关注的人最迟一天后看到。"""
    from bot.cli import wechat_account

    wechat_account.push_menu(account)


@menu.command("show")
def show(account: AccountOption = "") -> None:
    """看公众号上现在的菜单。"""
    from bot.cli import wechat_account

    wechat_account.show_menu(account)


@menu.command("delete")
def delete(account: AccountOption = "") -> None:
    """去掉公众号的菜单。"""
    from bot.cli import wechat_account

    wechat_account.delete_menu(account)


@group.command("qr")
def qr(
    station: StationOption = "",
    out: Annotated[
        Path | None, typer.Option("--out", help="存到哪个文件，.png、.svg 或 .pdf")
    ] = None,
) -> None:
    """给一个服务站的二维码：扫了就关注公众号，并进入这个服务站。"""
    from bot.cli import wechat_account

    wechat_account.save_code(station, out)
