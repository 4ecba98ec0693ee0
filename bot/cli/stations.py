"""`station station`: the stations of this installation."""

from typing import Annotated, Final

import typer

from bot.cli.screen import Stop, say, show
from bot.installation import reading, tables_of, writing
from bot.settings import read_settings
from core.rejected import Rejected
from core.settings import StationSettings, changed
from storage.stations import add_station, list_stations

ADDED: Final = "已添加“{name}”，编号 {station}，单号以 {code} 开头。"
NEXT: Final = "接下来请添加站长：station staff add 姓名 --role head --station {station}"
NONE: Final = "还没有服务站。请先添加：station station add HY 站名"
TITLES: Final = ("编号", "单号代码", "站名", "")
SAMPLE: Final = "示例"

group = typer.Typer(help="服务站。", no_args_is_help=True)


@group.command("add")
def add(
    code: Annotated[str, typer.Argument(help="单号代码，2到6位大写字母或数字，例如 HY")],
    name: Annotated[str, typer.Argument(help="站名")],
) -> None:
    """添加一个服务站。"""
    settings = read_settings()
    station = code.lower()
    chosen = _chosen(code, name)
    with writing(settings) as connection:
        add_station(connection, tables_of(settings), station, chosen)
    say(ADDED.format(name=chosen.name, station=station, code=chosen.code))
    say(NEXT.format(station=station))


@group.command("list")
def list_all() -> None:
    """列出服务站。"""
    with reading(read_settings()) as connection:
        found = list_stations(connection)
    if not found:
        say(NONE)
    show(
        TITLES,
        [
            (each.id, each.settings.code, each.settings.name, SAMPLE if each.sample else "")
            for each in found
        ],
    )


def _chosen(code: str, name: str) -> StationSettings:
    """Settings with what was given, or the sentence that the head's page would show."""
    settings = StationSettings()
    for key, given in (("code", code), ("name", name)):
        result = changed(settings, key, given)
        if isinstance(result, Rejected):
            raise Stop(result.render())
        settings = result
    return settings
