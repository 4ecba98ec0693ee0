"""`station wecom`: the commands with their options; what they load, each loads when called."""

from typing import Annotated

import typer

group = typer.Typer(help="企业微信。", no_args_is_help=True)


@group.command("check")
def check() -> None:
    """检查密钥、可信 IP、工作群和专员的绑定，列出要填进管理后台的地址。"""
    from bot.cli import wecom_app

    wecom_app.check()


@group.command("room")
def room(
    station: Annotated[str, typer.Option("--station", help="服务站编号；只有一个时不用写")] = "",
) -> None:
    """建一个工作群，把已绑定的工作人员拉进来；群已经有了就更新成员。"""
    from bot.cli import wecom_app

    wecom_app.make_room(station)
